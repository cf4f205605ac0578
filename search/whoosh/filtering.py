"""The constraints of a search on one segment: what they leave together, and without each one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import accumulate

import numpy as np
from whoosh import query
from whoosh.query import Query

from search.days import days
from search.facets import FACETS
from search.state import Filter, SearchState
from search.tree import Constraint, Dated, InIssue, Tagged
from search.vocabulary import Vocabulary
from search.whoosh.docsets import DocSet, Mask, intersection
from search.whoosh.executor import Execution
from search.whoosh.queries import AnyOf, Without
from search.whoosh.segments import Segment

DATES = "dates"
# The chosen values of a facet by its name, each excluded value by its filter, the days by DATES.
Limit = str | Filter
CERTAIN = query.Term("certain", 1)

# Up to this share of the segment the constraints are looked up for each document that matches.
FEW = 1 / 16


def constraints(state: SearchState, vocabulary: Vocabulary) -> dict[Limit, Query]:
    """Return a query for each constraint in force; the chosen values of a facet are one."""
    found: dict[Limit, Query] = {}
    for facet in FACETS:
        if chosen := state.values(facet):
            found[facet] = AnyOf(facet, _stored_keys(chosen, facet, vocabulary))
    for each in sorted(each for each in state.filters if each.excluded):
        keys = _stored_keys([each.value], each.facet, vocabulary)
        found[each] = Without(query.Every(), AnyOf(each.facet, keys))
    if days := _dates(state):
        found[DATES] = days
    return found


def _stored_keys(slugs: list[str], facet: str, vocabulary: Vocabulary) -> list[int]:
    """Return the keys in documents that count for these values: narrower and merged records'."""
    names = vocabulary.facets[facet]
    records = [names.by_slug[slug].key for slug in slugs if slug in names.by_slug]
    return [key for record in records for key in names.stored_keys.get(record, [])]


def _dates(state: SearchState) -> Query | None:
    if state.undated:
        return Without(query.Every(), query.NumericRange("last", 1, None))
    parts = window(state.first_day, state.last_day)
    if state.certain:
        parts.append(CERTAIN)
    return query.And(parts) if parts else None


def window(first: date | None, last: date | None) -> list[Query]:
    """Find what touches the window of days; an undated article touches none."""
    parts: list[Query] = []
    if first:
        parts.append(query.NumericRange("last", first.toordinal(), None))
    if last:
        parts.append(query.NumericRange("first", 1, last.toordinal()))
    return parts


def constraint(leaf: Constraint) -> Query:
    """Return the query of a constraint that stands among the words."""
    match leaf:
        case Tagged(facet, _, keys):
            return AnyOf(facet, keys)
        case InIssue(_, _, keys):
            return AnyOf("issue", keys)
        case Dated(first, last):
            begin, end = days(first)[0] if first else None, days(last)[1] if last else None
            return query.And(window(begin, end))


@dataclass
class Filtered:
    """The living documents of one segment that match the words and constraints."""

    segment: Segment
    kept: DocSet
    # Constraint → what the words and all the other constraints leave.
    without: Mapping[Limit, DocSet]
    execution: Execution

    def beside(self, constraint: Limit) -> DocSet:
        """Return the documents to count by for a facet or the histogram: drill-sideways.

        What is excluded of a facet stays excluded: choosing another value brings none of it back.
        """
        return self.without.get(constraint, self.kept)

    def taken_by(self, excluded: Filter) -> int:
        """Return how many documents an excluded value takes away that no other constraint does."""
        return self.beside(excluded).count - self.kept.count


def apply(
    segment: Segment,
    numbers: Mapping[str, int | None],
    words: Query,
    limits: Mapping[Limit, Query],
) -> Filtered:
    """Evaluate each constraint once and combine; OR inside a facet, AND between facets.

    `numbers` are those of the segment's words.
    """
    filters = Execution(segment, numbers)
    execution = Execution(segment, numbers, map(filters.match, limits.values()))
    matched = segment.without_deleted(execution.match(words))
    if not limits:
        return Filtered(segment, matched, {}, execution)
    combine = _looked_up if matched.count <= segment.size * FEW else _intersected
    return Filtered(segment, *combine(matched, filters, limits), execution)


def _looked_up(
    matched: DocSet, filters: Execution, limits: Mapping[Limit, Query]
) -> tuple[DocSet, dict[Limit, DocSet]]:
    """Return what is kept, and what is without each limit, from how many each document fails."""
    fails = {name: ~filters.holds(limit, matched) for name, limit in limits.items()}
    failures = reduce(np.add, [each.view(np.uint8) for each in fails.values()])

    def having(chosen: Mask) -> DocSet:
        return DocSet.of_numbers(matched.numbers[chosen], matched.size)

    without = {name: having(failures == failed) for name, failed in fails.items()}
    return having(failures == 0), without


def _intersected(
    matched: DocSet, filters: Execution, limits: Mapping[Limit, Query]
) -> tuple[DocSet, dict[Limit, DocSet]]:
    """Return the same from the documents that each limit allows in the whole segment."""

    def both(one: DocSet, other: DocSet) -> DocSet:
        return intersection([one, other])

    allowed = [filters.match(limit) for limit in limits.values()]
    # What the limits before each one leave, and those behind it: a hundred are as quick as ten.
    before = list(accumulate(allowed, both, initial=matched))
    behind = list(accumulate(reversed(allowed[1:]), both))[::-1]
    pairs = zip(before, behind, strict=False)
    without = [*(both(*pair) for pair in pairs), before[-2]]
    return before[-1], dict(zip(limits, without, strict=True))
