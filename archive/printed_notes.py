"""The notes printed in a text, and what each of them cites as far as the archive knows it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from archive import dates
from archive.apparatus import Cited, Link, Referred, Source, cited, search_for
from archive.importing.citations import Citations, year_of_volume
from archive.importing.notes import Note, placed
from archive.models import Article
from archive.models.dated import DateBasis
from search.vocabulary import FacetNames


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
            if found_in_it := [*reader.sources(note), *reader.references(note)]:
                place = (start + first, start + end, number)
                found.append(PrintedNote(len(found) + 1, *place, found_in_it))
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
        printed = self._citations.sources([note])[0]
        for days, group in groupby(printed, key=lambda source: source.dates):
            if links := [link for each in group if (link := self._link(each.outlet))]:
                yield Cited(links, dates.list_in_words(days))

    def _link(self, outlet: str) -> Link | None:
        """Return the article's source that the printed name stands for."""
        urls = [search_for("outlet", record.slug) for record in self._outlets.named(outlet)]
        found = next((self._sources[url] for url in urls if url in self._sources), None)
        return Link(found.outlet, found.url) if found else None

    def references(self, note: Note) -> list[Cited]:
        printed = self._citations.references([note], self._date)
        found = [self._referred(each.publication, each.date) for each in printed]
        return cited(filter(None, found))

    def _referred(self, publication: str, day: str) -> Referred | None:
        """Return the article's reference to the day, else to the same day of another year."""
        fitting = [
            each
            for each in self._references
            if each.publication == publication and f"{each.day:%m-%d}" == day[5:]
        ]
        # The year may have been worked out from a date that a curator has set since.
        exact = [each for each in fitting if each.day.isoformat() == day]
        return next(iter(exact or fitting), None)
