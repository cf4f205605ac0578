"""Counts how many documents of a set have each key: facet values, years, months or days.

Two ways lead to the same counts, and the cheaper is taken. Of few documents the keys are gathered
and counted. Of many, each key's documents are counted in the set, by a bitmap where the key is
frequent; where only the largest counts are asked for, keys with fewer documents than the smallest
of these are not looked at.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh import docsets
from search.whoosh.docsets import DocSet, Mask, Numbers

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

# So many keys of a document stand in rows of eight bytes; the few documents that have more keep
# these in a list of pairs.
KEYS_IN_ROWS = 8
ROW_BYTES = 8
# Below this share of the segment a list of documents is shorter than a bitmap.
BITMAP_FROM = 1 / 64
# Keys counted before looking whether the next ones can still matter.
KEYS_A_STEP = 16
# Nanoseconds, measured: a document's row gathered and counted; a document looked up in a mask; a
# document of the segment in the population count of a bitmap; one more key.
GATHERED, LOOKED_UP, IN_BITMAP, A_KEY = 12.0, 1.0, 0.03, 4_000.0


class CountTable:
    """The keys (0 and above) of one segment's documents, arranged for counting.

    Arrays of counts are as long as `keys`: one more than the largest key.
    """

    def __init__(self, documents: Numbers, keys: Ints, size: int) -> None:
        """Take pairs of a document and a key, ordered by document, each pair once."""
        self.size = size
        self.keys = int(keys.max(initial=-1)) + 1
        self.frequencies = np.bincount(keys, minlength=self.keys)
        self._rows = _rows(documents, keys, size, self.keys)
        order = np.argsort(keys.astype(_dtype(self.keys)), kind="stable")
        self._documents = documents[order]
        self._ends = np.cumsum(self.frequencies)
        self._bitmaps = {
            key: _bitmap(docsets.to_mask(self._documents_of(key), size))
            for key in np.flatnonzero(self.frequencies > max(1, size * BITMAP_FROM)).tolist()
        }

    def _documents_of(self, key: int) -> Numbers:
        end = self._ends[key]
        return self._documents[end - self.frequencies[key] : end]

    def gathered(self, numbers: Numbers) -> Ints:
        """Return the counts of all keys among these documents."""
        rows, pairs = self._rows
        counts = np.zeros(self.keys, np.int64)
        for number, row in enumerate(rows):
            chosen = row[numbers]
            if number:  # few documents have so many keys
                chosen = chosen[chosen != row[-1]]
            counts += np.bincount(chosen.view(_dtype(self.keys)), minlength=self.keys + 1)[:-1]
        if len(pairs.documents):
            among = pairs.keys[docsets.contains(numbers, pairs.documents)]
            counts += np.bincount(among, minlength=self.keys)
        return counts

    def count(self, key: int, mask: Mask, bitmap: Words) -> int:
        """Return how many documents of a set, given in both forms, have the key."""
        if key >= self.keys:
            return 0
        own = self._bitmaps.get(key)
        if own is None:
            return int(np.count_nonzero(mask[self._documents_of(key)]))
        return int(np.bitwise_count(own & bitmap).sum(dtype=np.int64))

    def cost_of(self, key: int) -> float:
        """Return about how many nanoseconds `count` takes."""
        if key in self._bitmaps:
            return self.size * IN_BITMAP
        return float(self.frequencies[key] * LOOKED_UP) if key < self.keys else 0.0


class _Pairs(NamedTuple):
    documents: Numbers
    keys: Ints


def _dtype(keys: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest type for these keys and the filler, which is one more than the last."""
    return np.uint16 if keys < 1 << 16 else np.uint32


def _rows(documents: Numbers, keys: Ints, size: int, filler: int) -> tuple[list[Words], _Pairs]:
    """Return rows of keys, one number of eight bytes a document, and the pairs beyond them.

    The keys of one document stand in its row in as many arrays as it needs; each array has one
    row more, of fillers only.
    """
    dtype = _dtype(filler)
    width = ROW_BYTES // np.dtype(dtype).itemsize
    starts = np.searchsorted(documents, documents)
    rank = np.arange(len(documents)) - starts
    rows = []
    for first in range(0, min(int(rank.max(initial=0)) + 1, KEYS_IN_ROWS), width):
        row = np.full((size + 1, width), filler, dtype)
        here = (rank >= first) & (rank < first + width)
        row[documents[here], rank[here] - first] = keys[here]
        rows.append(row.view(np.uint64).ravel())
    beyond = rank >= KEYS_IN_ROWS
    return rows, _Pairs(documents[beyond], keys[beyond])


def _bitmap(mask: Mask) -> Words:
    packed = np.packbits(mask)
    return np.pad(packed, (0, -len(packed) % ROW_BYTES)).view(np.uint64)


class Counter:
    """Counts keys in sets of documents of all segments, one table a segment."""

    def __init__(self, tables: Sequence[CountTable]) -> None:
        self._tables = tables
        self._keys = max((table.keys for table in tables), default=0)
        frequencies = self._sum(table.frequencies for table in tables)
        order = np.argsort(-frequencies, kind="stable")
        self._order = order[frequencies[order] > 0]
        self._frequencies = frequencies
        costs = [
            sum(table.cost_of(key) for table in tables) + A_KEY for key in self._order.tolist()
        ]
        self._costs = np.cumsum([0.0, *costs])

    def _sum(self, counts: Iterable[Ints]) -> Ints:
        total = np.zeros(self._keys, np.int64)
        for each in counts:
            total[: len(each)] += each
        return total

    def all(self, sets: Sequence[DocSet]) -> Ints:
        """Return the counts of all keys."""
        return self.largest(sets, self._keys)

    def largest(self, sets: Sequence[DocSet], most: int, also: Iterable[int] = ()) -> Ints:
        """Return counts, right for the `most` largest ones, all equal to these, and `also`.

        Other keys may be counted as 0.
        """
        found = sum(map(docsets.size, sets))
        if found * GATHERED <= self._cost_by_keys(found, most):
            return self._sum(
                table.gathered(docsets.to_numbers(each))
                for table, each in zip(self._tables, sets, strict=True)
            )
        return self._by_keys(sets, most, also)

    def _cost_by_keys(self, found: int, most: int) -> float:
        """Estimate what counting key by key costs, were the keys spread evenly."""
        if most >= len(self._order):
            return float(self._costs[-1])
        share = found / max(1, sum(table.size for table in self._tables))
        smallest = self._frequencies[self._order[most - 1]] * share
        looked_at = np.searchsorted(-self._frequencies[self._order], -smallest)
        return float(self._costs[max(looked_at, most)])

    def _by_keys(self, sets: Sequence[DocSet], most: int, also: Iterable[int]) -> Ints:
        masks = [
            docsets.to_mask(each, table.size)
            for table, each in zip(self._tables, sets, strict=True)
        ]
        forms = [
            (table, mask, _bitmap(mask)) for table, mask in zip(self._tables, masks, strict=True)
        ]
        counts = np.zeros(self._keys, np.int64)

        def count(keys: Iterable[int]) -> None:
            for key in keys:
                counts[key] = sum(table.count(key, mask, bits) for table, mask, bits in forms)

        for start in range(0, len(self._order), KEYS_A_STEP):
            next_largest = self._frequencies[self._order[start]]
            if start >= most and next_largest < smallest_of(counts, most):
                break
            count(self._order[start : start + KEYS_A_STEP].tolist())
        count(key for key in also if key < self._keys)
        return counts


def smallest_of(counts: Ints, most: int) -> int:
    """Return the smallest of the `most` largest counts, at least 1."""
    if len(counts) <= most:
        return 1
    return max(1, int(np.partition(counts, len(counts) - most)[len(counts) - most]))
