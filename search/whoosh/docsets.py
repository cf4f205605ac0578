"""Sets of documents of one segment: as ascending numbers, as a mask of all, or as bits.

Numbers serve small sets and masks large ones. A set keeps each form that was asked for.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]
Bits = NDArray[np.uint64]

# From this share of the segment on, a mask is quicker than numbers: it is combined with another
# by a few instructions for 32 documents.
MASK_FROM = 1 / 256
# Where so many times fewer numbers are looked up, searching beats a mask of the others.
SEARCHED_FROM = 32
BITS_IN_ROW = 64


class DocSet:
    """Documents of a segment of `size`; not to be changed."""

    def __init__(self, size: int) -> None:
        self.size = size

    @classmethod
    def of_numbers(cls, numbers: Numbers, size: int) -> Self:
        """Make a set of ascending numbers."""
        made = cls(size)
        made.__dict__["numbers"] = numbers
        return made

    @classmethod
    def of_mask(cls, mask: Mask) -> Self:
        made = cls(len(mask))
        made.__dict__["mask"] = mask
        return made

    @property
    def is_mask(self) -> bool:
        return "mask" in self.__dict__

    @cached_property
    def mask(self) -> Mask:
        mask = np.zeros(self.size, bool)
        mask[self.places] = True
        return mask

    @cached_property
    def places(self) -> Places:
        """The numbers as indexes; numpy takes four times as long to index with others."""
        return np.flatnonzero(self.mask) if self.is_mask else self.numbers.astype(np.intp)

    @cached_property
    def numbers(self) -> Numbers:
        return self.places.astype(np.uint32)

    @cached_property
    def bits(self) -> Bits:
        """The mask packed, eight documents a byte; the last row is filled with zeros."""
        return packed(self.mask)

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self.mask)) if self.is_mask else len(self.numbers)

    @cached_property
    def ranks(self) -> NDArray[np.intp]:
        """For each document of the segment, how many of the set stand before it or are it."""
        return np.cumsum(self.mask, dtype=np.intp)

    @property
    def is_large(self) -> bool:
        return self.is_mask or self.count > self.size * MASK_FROM

    def contains(self, wanted: "DocSet") -> Mask:
        """Return which of the wanted documents, in their order, are in this set."""
        if self.is_mask or self.count < wanted.count * SEARCHED_FROM:
            return self.mask.take(wanted.places)
        return _contains(self.numbers, wanted.numbers)


def packed(mask: Mask) -> Bits:
    rows = np.zeros(-(-len(mask) // BITS_IN_ROW), np.uint64)
    rows.view(np.uint8)[: -(-len(mask) // 8)] = np.packbits(mask)
    return rows


def _contains(numbers: Numbers, wanted: Numbers) -> Mask:
    found = np.searchsorted(numbers, wanted)
    np.minimum(found, len(numbers) - 1, out=found)
    return numbers[found] == wanted


def union(sets: Sequence[DocSet], size: int) -> DocSet:
    having = [each for each in sets if each.is_mask or each.count]
    if len(having) == 1:
        return having[0]
    if any(each.is_large for each in having):
        mask = np.zeros(size, bool)
        for each in having:
            if each.is_mask:
                mask |= each.mask
            else:
                mask[each.places] = True
        return DocSet.of_mask(mask)
    return DocSet.of_numbers(_merged([each.numbers for each in having]), size)


def _merged(parts: Sequence[Numbers]) -> Numbers:
    if not parts:
        return np.empty(0, np.uint32)
    numbers = np.concatenate(parts)
    numbers.sort()
    return without_repeats(numbers)


def without_repeats(values: NDArray[Any]) -> NDArray[Any]:
    """Return each value of a sorted array once."""
    first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first]


def intersection(sets: Sequence[DocSet]) -> DocSet:
    """Return what all sets hold, of at least one."""
    if len(sets) == 1:
        return sets[0]
    small = [each for each in sets if not each.is_large]
    if not small:
        mask = sets[0].mask
        for each in sets[1:]:
            mask = mask & each.mask
        return DocSet.of_mask(mask)
    found = smallest = min(small, key=lambda each: each.count)
    for each in sets:
        if each is not smallest:
            found = DocSet.of_numbers(found.numbers[each.contains(found)], found.size)
    return found


def difference(documents: DocSet, without: DocSet) -> DocSet:
    if documents.is_large:
        return DocSet.of_mask(documents.mask & ~without.mask)
    kept = documents.numbers[~without.contains(documents)]
    return DocSet.of_numbers(kept, documents.size)
