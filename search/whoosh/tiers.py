"""Which segments are to be merged: size-tiered, so that each article is merged a few times only."""

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import NamedTuple

# A tier holds segments of up to eight times the smallest one's size; four of them are merged.
TIER_FACTOR = 8
SEGMENTS_A_TIER = 4
# Documents of one segment: their numbers, and counts of them, are kept in four bytes.
MOST_DOCUMENTS = (1 << 32) - 1


class Size(NamedTuple):
    """Documents of a segment: those that live, and all."""

    living: int
    documents: int


def due(sizes: Sequence[Size]) -> list[int]:
    """Return the places of the segments of the next merge, the cheapest one; none if none is due.

    A segment of which more than half was deleted is due alone. Nothing is due that would make a
    segment of more than MOST_DOCUMENTS.
    """
    tiers: defaultdict[int, list[int]] = defaultdict(list)
    for place, size in enumerate(sizes):
        tiers[int(log(max(size.living, 1), TIER_FACTOR))].append(place)
    merges = [places for places in tiers.values() if len(places) >= SEGMENTS_A_TIER]
    merges += [[place] for place, size in enumerate(sizes) if size.living * 2 < size.documents]
    merges = [places for places in merges if _cost(places, sizes) <= MOST_DOCUMENTS]
    return min(merges, key=lambda places: _cost(places, sizes), default=[])


def _cost(places: Sequence[int], sizes: Sequence[Size]) -> int:
    return sum(sizes[place].living for place in places)
