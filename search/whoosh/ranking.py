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


def page(segments: Sequence[Matched], order: str, first: int, size: int) -> list[tuple[int, float]]:
    """Return article keys and scores of `size` hits, from the `first` on in this order."""
    priorities = ORDERS[order]
    found = [(matched, _best(matched, priorities, first + size)) for matched in segments]
    if not found:
        return []
    keys = [
        np.concatenate([-priority(matched, places) for matched, places in found])
        for priority in reversed(priorities)
    ]
    ranked = np.lexsort(keys)[first : first + size]
    articles = np.concatenate([matched.articles(places) for matched, places in found])
    scores = np.concatenate([matched.scores[places] for matched, places in found])
    return list(zip(articles[ranked].tolist(), scores[ranked].tolist(), strict=True))


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
