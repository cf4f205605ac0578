"""The histogram: articles by year, month or day, an interval in each one that it touches.

Two counts make it: how many intervals begin in each unit, and how many end.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh.counting import Counter, CountTable
from search.whoosh.docsets import DocSet
from search.whoosh.schema import NO_DAY

Unit = Literal["year", "month", "day"]
Ints = NDArray[np.int64]

# Bars shown; an interval of centuries is cut to the years of the others.
MOST_BARS = {"year": 150, "month": 600, "day": 3_660}
EPOCH = 719_163  # the ordinal of 1970-01-01


class Histogram(NamedTuple):
    """Articles by unit from the first to the last that has any, and the undated ones.

    Units are years (1999), months (`12 * year + month - 1`) or ordinals of days.
    """

    bars: dict[int, int]
    undated: int
    dated: int


def units(days: NDArray[np.int32], unit: Unit) -> Ints:
    """Return the unit of each day, and 0 where there is none."""
    if unit == "day":
        return days.astype(np.int64)
    dates = (days.astype(np.int64) - EPOCH).astype("datetime64[D]")
    found = dates.astype(f"datetime64[{unit[0].upper()}]").astype(np.int64)
    found += 1970 if unit == "year" else 1970 * 12
    return np.where(days == NO_DAY, 0, found)


def tables(
    first: NDArray[np.int32], last: NDArray[np.int32], unit: Unit
) -> tuple[CountTable, CountTable]:
    """Return tables of the units in which documents begin and end; one and the same if they do."""
    begins, ends = units(first, unit), units(last, unit)
    documents = np.arange(len(first), dtype=np.uint32)
    table = CountTable(documents, begins, len(first))
    if np.array_equal(begins, ends):
        return table, table
    return table, CountTable(documents, ends, len(last))


def histogram(begins: Counter, ends: Counter, sets: Sequence[DocSet], unit: Unit) -> Histogram:
    """Count sets of documents by the tables of where they begin and end."""
    begun = begins.all(sets)
    within = begun if ends is begins else _within(begun, ends.all(sets))
    dated = 1 + np.flatnonzero(within[1:])
    undated = int(begun[0]) if len(begun) else 0
    if not len(dated):
        return Histogram({}, undated, 0)
    low, high = _limits(begun, int(dated[0]), int(dated[-1]), MOST_BARS[unit])
    bars = dict(enumerate(within[low : high + 1].tolist(), start=low))
    return Histogram(bars, undated, int(begun.sum()) - undated)


def touching(first: NDArray[np.int32], last: NDArray[np.int32], edges: Ints) -> Ints:
    """Count the intervals from `first` to `last` that touch each stretch between two edges.

    Edges are ordinals of days, ascending; each is the first day of the stretch after it. Unlike a
    histogram, this looks at each document, and so at no more bars than are asked for.
    """
    inside = (last >= edges[0]) & (first < edges[-1])
    begins = np.searchsorted(edges, first[inside].clip(min=edges[0]), "right") - 1
    ends = np.searchsorted(edges, last[inside].clip(max=edges[-1] - 1), "right") - 1
    begun, ended = (np.bincount(each, minlength=len(edges) - 1) for each in (begins, ends))
    return _within(begun, ended)


def _within(begun: Ints, ended: Ints) -> Ints:
    """Return how many intervals touch each unit, by how many begin and end there."""
    begun = np.pad(begun, (0, len(ended) - len(begun)))
    return np.cumsum(begun) - np.cumsum(ended) + ended


def _limits(begun: Ints, low: int, high: int, most: int) -> tuple[int, int]:
    if high - low < most:
        return low, high
    dated = np.cumsum(begun[1:])
    middle = 1 + int(np.searchsorted(dated, dated[-1] / 2))
    return max(low, middle - most // 2), min(high, middle + (most - 1) // 2)
