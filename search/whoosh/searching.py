"""A search on the embedded index: from a query tree to totals, counts and the keys of one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from whoosh.query import And

from search import compounds, names
from search.cursors import Position
from search.expansion import Expansion
from search.facets import FACETS
from search.language import Everything, Node
from search.state import Filter, SearchState
from search.together import Together
from search.vocabulary import FacetNames, Vocabulary
from search.whoosh import calendars, filtering, ranking, reranking, word_forms
from search.whoosh.calendars import Histogram, Unit
from search.whoosh.closures import closure
from search.whoosh.counting import Counter, CountTable, smallest_of
from search.whoosh.docsets import DocSet, difference, intersection
from search.whoosh.documents import texts
from search.whoosh.filtering import DATES, Filtered
from search.whoosh.index import WhooshIndex
from search.whoosh.ranking import Matched, Ranked
from search.whoosh.reranking import RERANKED, Reranking
from search.whoosh.schema import DAY_FIELDS, NO_DAY
from search.whoosh.scoring import Scorer
from search.whoosh.segments import Content
from search.whoosh.together import Part, together
from search.whoosh.translation import Translation

# Stages of ranking beyond Whoosh's own, as the setting SEARCH_STAGES names them.
WEIGHTS, PROXIMITY, FEEDBACK = "term-weights", "proximity", "feedback"

# Facet values counted for certain, and all that equal the last of them.
VALUES_COUNTED = 20


class Tally(NamedTuple):
    """The `most` largest counts of one facet, what they were counted in, and what is found."""

    counter: Counter
    sets: list[DocSet]
    found: list[DocSet]
    most: int
    counts: NDArray[np.int64]

    def of(self, keys: NDArray[np.intp]) -> dict[int, int]:
        return dict(zip(keys.tolist(), self.counts[keys].tolist(), strict=True))


@dataclass
class Counts:
    """Counts over all segments: facet → key → articles, year → articles.

    `years`, `dated` and `undated` are those of any day; `undated` also where dates must be certain.
    """

    total: int
    facets: dict[str, dict[int, int]]
    tallies: dict[str, Tally]
    years: dict[int, int] = field(default_factory=dict)
    undated: int = 0
    dated: int = 0

    def number(self, facet: str) -> int:
        """Return how many values of the facet have articles; only pages ask for it."""
        tally = self.tallies[facet]
        return tally.counter.number(tally.sets, tally.most, tally.counts)

    def whole(self, facet: str) -> int:
        """Return of how many articles the values of the facet are counted."""
        return sum(documents.count for documents in self.tallies[facet].sets)

    def added(self, facet: str, keys: Sequence[int]) -> dict[int, int]:
        """Return how many articles each value would add to those of the chosen ones."""
        tally = self.tallies[facet]
        others = map(difference, tally.sets, tally.found)
        return dict(zip(keys, tally.counter.of(keys, list(others)).tolist(), strict=True))


class Search:
    """The matches of one query tree, to be filtered by any number of states."""

    def __init__(
        self,
        index: WhooshIndex,
        tree: Node,
        vocabulary: Vocabulary,
        exact: bool = True,
        match_any: bool = False,
    ) -> None:
        """Translate the tree, words of parts joined and apart, unless `exact` names in all forms.

        Raises QueryTooLarge, and IndexUnusable.
        """
        self._snapshot = index.snapshot()
        self._lexicon = self._snapshot.lexicon
        self.expansion: Expansion | None = None
        if not exact and not isinstance(tree, Everything):
            self.expansion = Expansion(tree, names.index(vocabulary), self._lexicon, match_any)
            tree = self.expansion.tree
        self.tree = tree = compounds.expanded(tree, self._lexicon)
        weighted = WEIGHTS in settings.SEARCH_STAGES
        self._translation = Translation(tree, self._lexicon, weighted)
        self._vocabulary = vocabulary
        self._last: tuple[SearchState, list[Filtered]] | None = None

    def _filtered(self, state: SearchState) -> list[Filtered]:
        """Filter once for total, counts and page of the same state."""
        if not self._last or self._last[0] != state:
            limits = filtering.constraints(state, self._vocabulary)
            words = self._translation.query
            pairs = zip(self._snapshot.segments, self._lexicon.numbers, strict=True)
            self._last = state, [filtering.apply(*pair, words, limits) for pair in pairs]
        return self._last[1]

    def total(self, state: SearchState) -> int:
        return sum(part.kept.count for part in self._filtered(state))

    def other_forms(self, word: str) -> list[str]:
        """Return in which other forms the texts have a word, folded, that is searched for."""
        return word_forms.other_forms(self._snapshot.segments, self._lexicon.numbers, word)

    def counts(self, state: SearchState) -> Counts:
        days = self.histogram(state, "year")
        facets, tallies = {}, {}
        for facet in FACETS:
            facets[facet], tallies[facet] = self._facet(facet, state)
        undated = self._undated(state) if state.certain else days.undated
        return Counts(self.total(state), facets, tallies, days.bars, undated, days.dated)

    def all_values(self, facet: str, state: SearchState) -> Counts:
        """Return the counts of all values of one facet alone."""
        counter = self._counter(facet, self._vocabulary.facets[facet])
        tally = self._tally(facet, state, counter, counter.keys)
        found = tally.of(np.flatnonzero(tally.counts)) | self._taken(facet, state)
        return Counts(self.total(state), {facet: found}, {facet: tally})

    def _facet(self, facet: str, state: SearchState) -> tuple[dict[int, int], Tally]:
        """Return the largest counts, and those of what stands around the state's own values."""
        names = self._vocabulary.facets[facet]
        also = names.around(each.value for each in state.filters if each.facet == facet)
        tally = self._tally(facet, state, self._counter(facet, names), VALUES_COUNTED, also)
        counts = tally.counts
        keys = np.flatnonzero(counts)
        found = tally.of(keys[counts[keys] >= smallest_of(counts[keys], VALUES_COUNTED)])
        found |= {key: int(counts[key]) for key in also if key < len(counts)}
        return found | self._taken(facet, state), tally

    def _tally(
        self, facet: str, state: SearchState, counter: Counter, most: int, also: Iterable[int] = ()
    ) -> Tally:
        parts = self._filtered(state)
        sets = [part.beside(facet) for part in parts]
        counts = counter.largest(sets, most, also)
        return Tally(counter, sets, [part.kept for part in parts], most, counts)

    def _taken(self, facet: str, state: SearchState) -> dict[int, int]:
        """Return how many articles each excluded value takes away, by its key."""
        names, parts = self._vocabulary.facets[facet], self._filtered(state)
        return {
            names.of_slug(each.value).key: sum(part.taken_by(each) for part in parts)
            for each in state.filters
            if each.excluded
            and each.facet == facet
            and Filter(facet, each.value) not in state.filters
        }

    def _counter(self, facet: str, names: FacetNames) -> Counter:
        def make() -> Counter:
            contents = [segment.content for segment in self._snapshot.segments]
            return Counter([_facet_table(each, facet, names) for each in contents])

        return self._snapshot.derived.get(facet, names.structure, make)

    def histogram(self, state: SearchState, unit: Unit) -> Histogram:
        """Count articles by year, month or day, without the window of days in force."""
        begins, ends = self._calendar(unit)
        return calendars.histogram(begins, ends, self._beside_window(state), unit)

    def touching(self, state: SearchState, edges: Sequence[int]) -> list[int]:
        """Count the articles that touch each stretch between two days, without the window."""
        counts = np.zeros(len(edges) - 1, np.int64)
        for part, documents in zip(self._filtered(state), self._beside_window(state), strict=True):
            first, last = (part.segment.columns[n].take(documents.places) for n in DAY_FIELDS)
            counts += calendars.touching(first, last, np.array(edges))
        return counts.tolist()

    def uncertain(self, state: SearchState) -> int:
        """Count the articles of the window whose date is inferred, qualified or an interval."""
        window = And(filtering.window(state.first_day or date.min, state.last_day))
        parts = [(part, part.beside(DATES)) for part in self._filtered(state)]
        return sum(
            int(
                np.count_nonzero(
                    part.execution.holds(window, documents)
                    & ~part.execution.holds(filtering.CERTAIN, documents)
                )
            )
            for part, documents in parts
        )

    def _beside_window(self, state: SearchState) -> list[DocSet]:
        parts = self._filtered(state)
        if not state.certain:
            return [part.beside(DATES) for part in parts]
        certain = (part.execution.match(filtering.CERTAIN) for part in parts)
        pairs = zip(parts, certain, strict=True)
        return [intersection([part.beside(DATES), documents]) for part, documents in pairs]

    def _undated(self, state: SearchState) -> int:
        parts = self._filtered(state)
        days = (part.segment.columns["last"].take(part.beside(DATES).places) for part in parts)
        return sum(int(np.count_nonzero(last == NO_DAY)) for last in days)

    def together(self, state: SearchState, facet: str, most: int, listed: int) -> Together:
        """Count the pairs of the `most` frequent records; list so many of the newest articles."""
        names, found = self._vocabulary.facets[facet], self._filtered(state)
        counts = self._counter(facet, names).all([part.kept for part in found])
        parts = [
            Part(part.kept, _facet_table(part.segment.content, facet, names), part.segment.columns)
            for part in found
        ]
        return together(parts, counts, names.records, most, listed)

    def timeline(self, state: SearchState, unit: Unit) -> Histogram:
        """Count the articles found by year or month, within all limits in force."""
        sets = [part.kept for part in self._filtered(state)]
        return calendars.histogram(*self._calendar(unit), sets, unit)

    def _calendar(self, unit: Unit) -> tuple[Counter, Counter]:
        def make() -> tuple[Counter, Counter]:
            contents = [segment.content for segment in self._snapshot.segments]
            pairs = [_calendar_tables(each, unit) for each in contents]
            begins = Counter([first for first, _ in pairs])
            if all(first is last for first, last in pairs):
                return begins, begins
            return begins, Counter([last for _, last in pairs])

        return self._snapshot.derived.get(unit, None, make)

    def page(self, state: SearchState, size: int) -> list[tuple[int, float]]:
        """Return article keys and scores of the state's page of `size` hits, in its order."""
        start = (state.page - 1) * size
        ranked = self._ranked(state, start + size)
        shown = ranked.at(slice(start, start + size))
        return list(zip(shown.articles.tolist(), shown.scores.tolist(), strict=True))

    def following(
        self, state: SearchState, behind: Position | None, size: int
    ) -> tuple[list[tuple[int, float]], Position | None]:
        """Return a page as `page` does, of the hits behind a position, and where to go on.

        The order is `newest` or `oldest`.
        """
        matched = self._matched(state)
        if behind:
            matched = [ranking.behind(each, state.order, behind) for each in matched]
        ranked = ranking.first(matched, state.order, size + 1)
        shown, is_last = ranked.at(slice(size)), len(ranked.articles) <= size
        page = list(zip(shown.articles.tolist(), shown.scores.tolist(), strict=True))
        return page, None if is_last else ranking.last_position(shown, state.order)

    def articles(self, state: SearchState) -> NDArray[np.int64]:
        """Return the keys of all articles, in the state's order."""
        return self._ranked(state, self.total(state)).articles

    def _matched(self, state: SearchState) -> list[Matched]:
        scorer = Scorer(self._lexicon, self._snapshot.statistics)
        words = self._translation.query
        return [
            Matched(part.kept, scorer.score(words, part.kept, part.execution), part.segment.columns)
            for part in self._filtered(state)
        ]

    def _ranked(self, state: SearchState, most: int) -> Ranked:
        matched = self._matched(state)
        if state.order != "relevance" or len(self._translation.telling) < reranking.WORDS:
            return ranking.first(matched, state.order, most)
        return self._reranked(ranking.first(matched, "relevance", max(most, RERANKED)))

    def _reranked(self, ranked: Ranked) -> Ranked:
        """Rank the best hits again by the stages that are switched on; the others follow."""
        snapshot, telling = self._snapshot, self._translation.telling
        stages = Reranking(snapshot.segments, self._lexicon, snapshot.statistics, telling)
        best, others = ranked.at(slice(RERANKED)), ranked.at(slice(RERANKED, None))
        if PROXIMITY in settings.SEARCH_STAGES:
            best = stages.by_proximity(best)
        if FEEDBACK in settings.SEARCH_STAGES:
            best = stages.by_feedback(best, texts)
        return Ranked(*map(np.concatenate, zip(best, others, strict=True)))


def _facet_table(content: Content, facet: str, names: FacetNames) -> CountTable:
    """Return a table of the keys that count: broader regions too, and survivors of merges."""

    def make() -> CountTable:
        documents, keys = content.rows(facet)
        return CountTable(*closure(documents, keys, names.counting_for_others), content.size)

    return content.derived.get(facet, names.structure, make)


def _calendar_tables(content: Content, unit: Unit) -> tuple[CountTable, CountTable]:
    first, last = (content.columns[name] for name in DAY_FIELDS)
    return content.derived.get(unit, None, partial(calendars.tables, first, last, unit))
