"""What a page says of the names in a search: other forms searched, records, and choices."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.alternatives import Count
from search.bearers import Named
from search.expansion import Choice, Searched
from search.facets import FACETS
from search.folding import folded_words
from search.interpretation import without_punctuation
from search.reading import QUOTES
from search.results import NameChoice, NameSearched, Option, Results
from search.state import Filter, SearchState

# Of one name so many records are offered, and so many counted to find them.
MOST_CHOICES, MOST_COUNTED = 8, 12
PHRASE = r'["“„«”][^"“”„«»]*(?:["“”»]|\Z)'
# What may stand beside a word: blanks, brackets, quotation marks and, behind it, its weight.
BEFORE, BEHIND = r'(?:(?<![^\s()"“”»])|(?<=title:)|(?<=body:))', r'(?![^\s()"“„«”^])'
SIGNS = re.compile(r"[()^:]|\b(?:AND|OR|NOT)\b")


@dataclass(frozen=True)
class Teller:
    """Tells of the names in one search; what it offers is counted, and left out where it is none.

    `total` counts the same words under other filters, `count` other words.
    """

    results: Results
    total: Callable[[SearchState], int]
    count: Count

    def searched(self, names: Sequence[Searched]) -> list[NameSearched]:
        """Return each name with its other forms, and what narrows the search to it."""
        told = [NameSearched(each.typed, each.forms, self._tags(each)) for each in names]
        with_forms = [place for place, each in enumerate(told) if each.forms]
        if with_forms and (spelling := self._in_this_spelling(len(with_forms))):
            told[with_forms[-1]] = told[with_forms[-1]]._replace(spelling=spelling)
        return told

    def _tags(self, name: Searched) -> list[Option]:
        state = self.results.state
        tags = [
            self._tagged(record, name.records)
            for record in name.records
            if Filter(record.facet, record.slug) not in state.filters
        ]
        return [tag for tag in tags if tag.total]

    def _tagged(self, record: Named, beside: Sequence[Named]) -> Option:
        """Return the search for its articles; the record's kind tells two of one name apart."""
        is_alone = [each.label for each in beside].count(record.label) == 1
        kind = FACETS[record.facet].label.lower()
        label = record.label if is_alone else f"{record.label} ({kind})"
        state = self.results.state.add(Filter(record.facet, record.slug))
        return Option(label, state.path, self._total_tagged(record, state))

    def _total_tagged(self, record: Named, state: SearchState) -> int:
        results = self.results
        if not results.total:
            return 0
        if results.counted and not results.state.values(record.facet):
            key = results.counted.vocabulary.facets[record.facet].of_slug(record.slug).key
            if known := results.counted.counts.facets[record.facet].get(key):
                return known  # among the largest, which are counted already
        return self.total(state)

    def _in_this_spelling(self, names: int) -> Option | None:
        state = self.results.state.in_this_spelling(True)
        label = "this spelling only" if names == 1 else "these spellings only"
        total = self.count(state)
        return None if total == 0 else Option(label, state.path, total)

    def choices(self, choices: Sequence[Choice]) -> list[NameChoice]:
        """Return what several records are called, each with the search for its name instead."""
        found = [self._choice(each) for each in choices]
        return [each for each in found if each.options]

    def _choice(self, choice: Choice) -> NameChoice:
        counted = [self._option(choice, record) for record in choice.records[:MOST_COUNTED]]
        # What was not counted, as it costs too much, may find nothing.
        options = [each for each in dict.fromkeys(counted) if each.total]
        options.sort(key=lambda each: -(each.total or 0))
        return NameChoice(without_punctuation(choice.typed), options[:MOST_CHOICES])

    def _option(self, choice: Choice, record: Named) -> Option:
        q = self.results.state.q
        place = _place(q, choice.typed)
        if not place or folded_words(record.label) == folded_words(choice.typed):
            return self._tagged(record, choice.records)  # its name is as ambiguous
        state = self.results.state.with_words(
            f"{q[: place.start()]}{_name(record.label, q)}{q[place.end() :]}"
        )
        return Option(record.label, state.path, self.count(state))

    def unnamed(self, names: Sequence[Searched]) -> list[str]:
        """Return the records of names that no article prints, nor is tagged with."""
        records = [record for each in names for record in each.records]
        return [
            record.label
            for record in records[:MOST_CHOICES]
            if self.count(SearchState(q=record.label)) == 0
            and self.count(SearchState().add(Filter(record.facet, record.slug))) == 0
        ]


def _place(q: str, typed: str) -> re.Match[str] | None:
    """Return where in the text the words stand, as words of their own and in no phrase."""
    words = r"\s+".join(map(re.escape, typed.split()))
    found = re.finditer(rf"{PHRASE}|{BEFORE}{words}{BEHIND}", q)
    return next((each for each in found if each[0][0] not in QUOTES), None)


def _name(label: str, q: str) -> str:
    """Return a name to stand in the text, held together where signs would part its words."""
    return f"({label})" if " " in label and SIGNS.search(q) else label
