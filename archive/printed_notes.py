"""The notes printed in a text, and what each of them cites as far as the archive knows it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive import dates
from archive.apparatus import Referred, Source, search_for
from archive.importing.citations import Citations, year_of_volume
from archive.importing.notes import Note, placed
from archive.models import Article
from archive.models.dated import DateBasis
from search.vocabulary import FacetNames


class Cited(NamedTuple):
    """A source or an issue with its day; without an address, `why` tells the reason."""

    label: str
    days: str
    url: str
    why: str


class PrintedNote(NamedTuple):
    """The characters [start, end) of the text, the paragraph's number, and what is cited there."""

    number: int
    start: int
    end: int
    paragraph: int
    cited: list[Cited]


def printed_notes(
    article: Article,
    text: str,
    sources: Sequence[Source],
    references: Sequence[Referred],
    outlets: FacetNames,
) -> list[PrintedNote]:
    """Find the notes again, by the grammar of the import; what a curator took away is not told."""
    reader = _Reader(article, sources, references, outlets)
    found: list[PrintedNote] = []
    start = 0
    number = 0
    for part in text.split("\n\n"):
        number += bool(part.strip())
        for first, end, note in placed(part):
            if cited := [*reader.sources(note), *reader.references(note)]:
                place = (start + first, start + end, number)
                found.append(PrintedNote(len(found) + 1, *place, cited))
        start += len(part) + 2
    return found


class _Reader:
    """Reads notes as the import did, and compares them with what the article has now."""

    def __init__(
        self,
        article: Article,
        sources: Sequence[Source],
        references: Sequence[Referred],
        outlets: FacetNames,
    ) -> None:
        issue = article.issue
        stated = article.latest if article.date_basis == DateBasis.STATED else None
        year = year_of_volume(article.publication.name, issue.volume if issue else None)
        self._citations = Citations(stated, year, issue.number if issue else None, [])
        self._date = article.latest
        self._sources = {source.url: source for source in sources}
        self._references = references
        self._outlets = outlets

    def sources(self, note: Note) -> Iterator[Cited]:
        for printed in self._citations.sources([note])[0]:
            records = self._outlets.named(printed.outlet)
            urls = [search_for("outlet", record.slug) for record in records]
            source = next((self._sources[url] for url in urls if url in self._sources), None)
            if source:
                days = dates.list_in_words(printed.dates)
                yield Cited(source.outlet, days, source.url, "")

    def references(self, note: Note) -> Iterator[Cited]:
        for printed in self._citations.references([note], self._date):
            # The year may have been worked out from a date that a curator has set since.
            fitting = [
                each
                for each in self._references
                if each.publication == printed.publication
                and f"{each.day:%m-%d}" == printed.date[5:]
            ]
            exact = [each for each in fitting if each.day.isoformat() == printed.date]
            for each in exact or fitting[:1]:
                yield Cited(each.label, dates.in_words(each.day.isoformat()), each.url, each.why)
