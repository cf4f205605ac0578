"""Sets of documents of one segment, as ascending numbers (uint32) or as a mask (bool) of all.

Numbers serve small sets and masks large ones; every function takes either and returns what suits.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DocSet = NDArray[Any]
Numbers = NDArray[np.uint32]
Mask = NDArray[np.bool_]

# From this share of the segment on, a mask is quicker than numbers.
MASK_FROM = 1 / 32
EMPTY: Numbers = np.empty(0, np.uint32)


def is_mask(documents: DocSet) -> bool:
    return bool(documents.dtype == bool)


def size(documents: DocSet) -> int:
    return int(np.count_nonzero(documents)) if is_mask(documents) else len(documents)


def to_mask(documents: DocSet, segment_size: int) -> Mask:
    if is_mask(documents):
        return documents
    mask = np.zeros(segment_size, bool)
    mask[documents] = True
    return mask


def to_numbers(documents: DocSet) -> Numbers:
    return np.flatnonzero(documents).astype(np.uint32) if is_mask(documents) else documents


def union(sets: Sequence[DocSet], segment_size: int) -> DocSet:
    if len(sets) < 2:
        return sets[0] if sets else EMPTY
    total = sum(map(len, sets))
    if total < segment_size * MASK_FROM and not any(map(is_mask, sets)):
        return np.unique(np.concatenate(sets)) if total else EMPTY
    mask = np.zeros(segment_size, bool)
    for each in sets:
        if is_mask(each):
            mask |= each
        else:
            mask[each] = True
    return mask


def intersection(sets: Sequence[DocSet], segment_size: int) -> DocSet:
    """Return what all sets hold, of at least one."""
    found, *others = sorted(sets, key=lambda each: (is_mask(each), len(each)))
    for other in others:
        found = _both(found, other, segment_size)
    return found


def _both(small: DocSet, large: DocSet, segment_size: int) -> DocSet:
    """Return the common documents; `small` is a mask only where `large` is one."""
    if is_mask(small):
        return small & large
    if not is_mask(large):
        if len(large) < segment_size * MASK_FROM or len(small) * 32 < len(large):
            return small[contains(large, small)]
        large = to_mask(large, segment_size)
    return small[large[small]]


def difference(documents: DocSet, without: DocSet, segment_size: int) -> DocSet:
    if is_mask(documents):
        return documents & ~to_mask(without, segment_size)
    if is_mask(without):
        return documents[~without[documents]]
    return documents[~contains(without, documents)]


def contains(numbers: Numbers, wanted: Numbers) -> Mask:
    """Return which of the wanted numbers are among the numbers; both ascending."""
    if not len(numbers):
        return np.zeros(len(wanted), bool)
    found = np.searchsorted(numbers, wanted)
    np.minimum(found, len(numbers) - 1, out=found)
    return numbers[found] == wanted
