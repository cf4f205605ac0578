"""A search on the embedded index: from a query tree to totals, counts and the keys of one page."""

from collections import Counter as Tally
from dataclasses import dataclass
from functools import partial

import numpy as np

from search.facets import FACETS
from search.language import Node
from search.state import SearchState
from search.vocabulary import FacetNames, Vocabulary
from search.whoosh import calendars, docsets, filtering, ranking, scoring
from search.whoosh.calendars import Histogram, Unit
from search.whoosh.closures import closure
from search.whoosh.counting import Counter, CountTable
from search.whoosh.filtering import DATES, Filtered
from search.whoosh.index import WhooshIndex
from search.whoosh.queries import to_whoosh
from search.whoosh.segments import Content

# Facet values counted for certain; every chosen one is counted besides.
VALUES_COUNTED = 21


@dataclass
class Counts:
    """Counts over all segments: facet → key → articles, year → articles, and undated ones."""

    total: int
    undated: int
    facets: dict[str, Tally[int]]
    years: Tally[int]


class Search:
    """The matches of one query tree, to be filtered by any number of states."""

    def __init__(self, index: WhooshIndex, tree: Node, vocabulary: Vocabulary) -> None:
        self._snapshot = index.snapshot()
        self._words = to_whoosh(tree)
        self._vocabulary = vocabulary
        self._last: tuple[SearchState, list[Filtered]] | None = None

    def _filtered(self, state: SearchState) -> list[Filtered]:
        """Filter once for total, counts and page of the same state."""
        if not self._last or self._last[0] != state:
            limits = filtering.constraints(state, self._vocabulary)
            segments = self._snapshot.segments
            self._last = state, [filtering.apply(each, self._words, limits) for each in segments]
        return self._last[1]

    def total(self, state: SearchState) -> int:
        return sum(docsets.size(part.kept) for part in self._filtered(state))

    def counts(self, state: SearchState) -> Counts:
        days = self.histogram(state, "year")
        facets = {facet: self._facet(facet, state) for facet in FACETS}
        return Counts(self.total(state), days.undated, facets, Tally(days.bars))

    def _facet(self, facet: str, state: SearchState) -> Tally[int]:
        names = self._vocabulary.facets[facet]
        counter = self._counter(facet, names)
        chosen = [
            names.by_slug[each.value].key
            for each in state.filters
            if each.facet == facet and each.value in names.by_slug
        ]
        sets = [part.beside(facet) for part in self._filtered(state)]
        counts = counter.largest(sets, VALUES_COUNTED, chosen)
        keys = np.flatnonzero(counts)
        return Tally(dict(zip(keys.tolist(), counts[keys].tolist(), strict=True)))

    def _counter(self, facet: str, names: FacetNames) -> Counter:
        def make() -> Counter:
            contents = [segment.content for segment in self._snapshot.segments]
            return Counter([_facet_table(each, facet, names) for each in contents])

        return self._snapshot.derived.get(facet, names.counts_for, make)

    def histogram(self, state: SearchState, unit: Unit) -> Histogram:
        """Count articles by year, month or day, without the limits of date in force."""
        sets = [part.beside(DATES) for part in self._filtered(state)]
        begins, ends = (self._calendar(column, unit) for column in ("first", "last"))
        return calendars.histogram(begins, ends, sets, unit)

    def _calendar(self, column: str, unit: Unit) -> Counter:
        def make() -> Counter:
            contents = [segment.content for segment in self._snapshot.segments]
            return Counter([_calendar_table(each, column, unit) for each in contents])

        return self._snapshot.derived.get(f"{column} {unit}", None, make)

    def page(self, state: SearchState, size: int) -> list[tuple[int, float]]:
        """Return article keys and scores of the state's page of `size` hits, in its order."""
        matched = [self._scored(part, state.order) for part in self._filtered(state)]
        return ranking.page(matched, state.order, (state.page - 1) * size, size)

    def _scored(self, part: Filtered, order: str) -> ranking.Matched:
        numbers = docsets.to_numbers(part.kept)
        statistics = self._snapshot.statistics
        scores = scoring.score(self._words, numbers, part.execution, statistics)
        return ranking.Matched(numbers, scores, part.segment.columns)


def _facet_table(content: Content, facet: str, names: FacetNames) -> CountTable:
    """Return a table of the keys that count: broader regions too, and survivors of merges."""

    def make() -> CountTable:
        documents, keys = content.rows(facet)
        return CountTable(*closure(documents, keys, names.counts_for), content.size)

    return content.derived.get(facet, names.counts_for, make)


def _calendar_table(content: Content, column: str, unit: Unit) -> CountTable:
    return content.derived.get(
        f"{column} {unit}", None, partial(calendars.table, content.columns[column], unit)
    )
