"""The first hits of a search: by score or day, ties by the newer day, then by the article's key."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.cursors import Position
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
    scores: Values
    columns: Mapping[str, Values]

    def at(self, places: Places) -> "Matched":
        chosen = DocSet.of_numbers(self.documents.numbers[places], self.documents.size)
        return Matched(chosen, self.scores[places], self.columns)

    @property
    def articles(self) -> Values:
        return self.columns["article"].take(self.documents.places)

    @property
    def days(self) -> Values:
        return self.columns["last"].take(self.documents.places)


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


# What is compared of matched documents, the most important first; larger values stand earlier.
Priority = Callable[[Matched | Ranked], Values]


def _undated_last(hits: Matched | Ranked) -> Values:
    """Return the days for the order from old to new; undated articles stand last there too."""
    return -np.where(hits.days == NO_DAY, AFTER_ALL_DAYS, hits.days)


SCORES: Priority = attrgetter("scores")
DAYS: Priority = attrgetter("days")


def _smaller_keys(hits: Matched | Ranked) -> Values:
    return -hits.articles


ORDERS: dict[str, tuple[Priority, ...]] = {
    "relevance": (SCORES, DAYS, _smaller_keys),
    "newest": (DAYS, _smaller_keys),
    "oldest": (_undated_last, _smaller_keys),
}


def first(segments: Sequence[Matched], order: str, most: int) -> Ranked:
    """Return at most so many hits, in the order `relevance`, `newest` or `oldest`."""
    priorities = ORDERS[order]
    parts = [
        _ranked(number, _best(matched, priorities, most)) for number, matched in enumerate(segments)
    ]
    if not parts:
        return Ranked(*(np.empty(0, np.int64) for _ in Ranked._fields))
    found = parts[0] if len(parts) == 1 else Ranked(*map(np.concatenate, zip(*parts, strict=True)))
    return found.at(np.lexsort([-each(found) for each in reversed(priorities)])[:most])


def behind(hits: Matched, order: str, position: Position) -> Matched:
    """Return those of a segment behind a position, in the order `newest` or `oldest`."""
    days, keys = (each(hits) for each in ORDERS[order])
    is_same_day = (days == position.day) & (keys < position.key)
    return hits.at(np.flatnonzero((days < position.day) | is_same_day))


def last_position(hits: Ranked, order: str) -> Position:
    """Return the position of the last hit, in the order `newest` or `oldest`."""
    return Position(*(int(each(hits)[-1]) for each in ORDERS[order]))


def _ranked(number: int, best: Matched) -> Ranked:
    numbers = best.documents.places
    return Ranked(np.full(len(numbers), number), numbers, best.articles, best.days, best.scores)


def _best(matched: Matched, priorities: Sequence[Priority], most: int) -> Matched:
    """Return the `most` first documents of a segment, in any order."""
    if matched.documents.count <= most:
        return matched
    return matched.at(_first_places(matched, priorities, most))


def _first_places(hits: Matched, priorities: Sequence[Priority], most: int) -> Places:
    """Return where the `most` first of more hits stand, in any order; no two are quite equal."""
    values = priorities[0](hits)
    bound = _nth_largest(values, most)
    places = np.flatnonzero(values >= bound)
    if len(places) == most:
        return places
    is_above = values[places] > bound
    above, ties = places[is_above], places[~is_above]
    return np.append(above, ties[_first_places(hits.at(ties), priorities[1:], most - len(above))])


def _nth_largest(values: Values, number: int) -> Any:
    """Return the number-th largest value of at least so many."""
    if len(values) > BLOCK * number:
        whole = len(values) // BLOCK * BLOCK
        # So many blocks hold a value so large; the one sought is not smaller.
        least = _nth_largest(values[:whole].reshape(-1, BLOCK).max(axis=1), number)
        values = values[values >= least]
    return np.partition(values, len(values) - number)[len(values) - number]
