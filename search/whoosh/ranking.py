"""The first hits of a search: by score or day, ties by the newer day, then by the article's key."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import DocSet
from search.whoosh.schema import NO_DAY

Places = NDArray[np.int64]
Values = NDArray[Any]

# Values in one block; the largest of each block bounds from below what the first ones are.
BLOCK = 64
AFTER_ALL_DAYS = np.iinfo(np.int32).max


class Matched(NamedTuple):
    """The matched documents of one segment with their scores, and the segment's columns."""

    documents: DocSet
    scores: NDArray[np.float64]
    columns: Mapping[str, Values]

    def articles(self, places: Places) -> Values:
        return self.columns["article"].take(self.documents.places[places])

    def days(self, places: Places) -> Values:
        return self.columns["last"].take(self.documents.places[places])


def _score(matched: Matched, places: Places) -> Values:
    return matched.scores[places]


def _newer(matched: Matched, places: Places) -> Values:
    return matched.days(places)


def _older(matched: Matched, places: Places) -> Values:
    # Undated articles stand last in both directions.
    days = matched.days(places)
    return -np.where(days == NO_DAY, AFTER_ALL_DAYS, days)


def _smaller_key(matched: Matched, places: Places) -> Values:
    return -matched.articles(places)


# What is compared, the most important first; larger values stand earlier.
Priority = Callable[[Matched, Places], Values]
ORDERS: dict[str, tuple[Priority, ...]] = {
    "relevance": (_score, _newer, _smaller_key),
    "newest": (_newer, _smaller_key),
    "oldest": (_older, _smaller_key),
}


class Ranked(NamedTuple):
    """Hits in their order, as arrays of one length.

    The place of each one's segment among all, its number there, its article's key and last day,
    its score.
    """

    segments: Values
    documents: Values
    articles: Values
    days: Values
    scores: Values

    def at(self, places: Any) -> "Ranked":
        return Ranked(*(values[places] for values in self))


def first(segments: Sequence[Matched], order: str, most: int) -> Ranked:
    """Return at most so many hits, in the order `relevance`, `newest` or `oldest`."""
    priorities = ORDERS[order]
    found = [_best(matched, priorities, most) for matched in segments]
    pairs = list(zip(segments, found, strict=True))

    def joined(values: Callable[[Matched, Places], Values]) -> Values:
        return np.concatenate([np.empty(0, np.int64), *(values(*pair) for pair in pairs)])

    ranked = Ranked(
        np.repeat(np.arange(len(found)), [len(places) for places in found]),
        joined(lambda matched, places: matched.documents.places[places]),
        joined(Matched.articles),
        joined(Matched.days),
        joined(_score),
    )
    keys = [joined(lambda *pair, p=priority: -p(*pair)) for priority in reversed(priorities)]
    return ranked.at(np.lexsort(keys)[:most])


def _best(matched: Matched, priorities: Sequence[Priority], most: int) -> Places:
    """Return the places of the `most` first documents of a segment, in any order."""
    candidates = np.arange(matched.documents.count)
    sure: list[Places] = []
    for priority in priorities:
        if len(candidates) <= most:
            break
        values = priority(matched, candidates)
        bound = _nth_largest(values, most)
        sure.append(candidates[values > bound])
        most -= len(sure[-1])
        candidates = candidates[values == bound]
    return np.concatenate([*sure, candidates[:most]])


def _nth_largest(values: Values, number: int) -> Any:
    """Return the number-th largest value of at least so many."""
    if len(values) > BLOCK * number:
        whole = len(values) // BLOCK * BLOCK
        # So many blocks hold a value so large; the one sought is not smaller.
        least = _nth_largest(values[:whole].reshape(-1, BLOCK).max(axis=1), number)
        values = values[values >= least]
    return np.partition(values, len(values) - number)[len(values) - number]
