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
from search.whoosh.postings import as_places

Ints = NDArray[np.int64]
Rows = NDArray[np.unsignedinteger[Any]]

# So many keys of a document stand in rows of eight bytes, or of a single key where none has more;
# the few documents that have more keep these in a list of pairs.
KEYS_IN_ROWS = 8
ROW_BYTES = 8
# Below this share of the segment a list of documents is shorter than a bitmap.
BITMAP_FROM = 1 / 256
# Keys counted before looking whether the next ones can still matter.
KEYS_A_STEP = 32
# Nanoseconds, measured: a document's row gathered and counted; one more key; a document of the
# segment in the population count of a bitmap; one more list, and a document looked up in a mask.
GATHERED, A_KEY, IN_BITMAP, A_LIST, LOOKED_UP = 6.5, 900.0, 0.017, 3_000.0, 1.5


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
        # The frequent keys, most frequent first, each with its row of bits.
        frequent = np.flatnonzero(self.frequencies > max(1, size * BITMAP_FROM))
        frequent = frequent[np.argsort(-self.frequencies[frequent], kind="stable")].tolist()
        self._bitmaps = {key: row for row, key in enumerate(frequent)}
        # About how many nanoseconds counting each key takes.
        self.costs = A_LIST + self.frequencies * LOOKED_UP
        self.costs[frequent] = size * IN_BITMAP
        self._bits = np.zeros((len(frequent), -(-size // docsets.BITS_IN_ROW)), np.uint64)
        for key, row in self._bitmaps.items():
            self._bits[row] = DocSet.of_numbers(self.documents_of(key), size).bits

    @property
    def rows(self) -> int:
        """In how many arrays of rows the keys of a document stand."""
        return len(self._rows[0])

    def documents_of(self, key: int) -> Numbers:
        """Return the documents that have the key, ascending."""
        if key >= self.keys:
            return self._documents[:0]
        end = self._ends[key]
        return self._documents[end - self.frequencies[key] : end]

    def gathered(self, documents: DocSet) -> Ints:
        """Return the counts of all keys among these documents."""
        rows, pairs = self._rows
        counts: Ints = np.zeros(self.keys, np.int64)
        for number, row in enumerate(rows):
            chosen = row.take(documents.places)
            if number:  # few documents have so many keys
                chosen = chosen[chosen != row[-1]]
            own = np.bincount(chosen.view(_dtype(self.keys)), minlength=self.keys)[: self.keys]
            counts = counts + own if number else own
        if len(pairs.keys):
            counts += np.bincount(
                pairs.keys[documents.mask[as_places(pairs.documents)]], minlength=self.keys
            )
        return counts

    def count(self, keys: Sequence[int], documents: DocSet) -> Ints:
        """Return how many of the documents have each of the keys."""
        counts = np.zeros(len(keys), np.int64)
        rows, frequent = [], []
        for place, key in enumerate(keys):
            row = self._bitmaps.get(key)
            if row is not None:
                rows.append(row)
                frequent.append(place)
            elif key < self.keys:
                counts[place] = np.count_nonzero(
                    documents.mask.take(as_places(self.documents_of(key)))
                )
        if rows:
            # Rows side by side, the usual case, are not copied.
            is_run = rows[-1] - rows[0] == len(rows) - 1 and rows == sorted(rows)
            bits = self._bits[slice(rows[0], rows[-1] + 1) if is_run else rows]
            common = np.bitwise_count(bits & documents.bits)
            counts[frequent] = common.sum(axis=1, dtype=np.int32)
        return counts

    def has_any(self, keys: Ints, documents: DocSet) -> Mask:
        """Return which of the keys any of the documents has.

        The first documents of all keys are looked up at once, then twice as many of those keys
        that had none: in a large set nearly every key is found soon.
        """
        had = np.zeros(len(keys), bool)
        ends, lengths = self._ends[keys], self.frequencies[keys]
        start, step = 0, 1
        while len(left := np.flatnonzero(~had & (lengths > start))):
            places = (ends - lengths + start)[left, None] + np.arange(step)
            # Past the last document of a key the last one is looked up again.
            np.minimum(places, ends[left, None] - 1, out=places)
            looked_up = documents.mask.take(as_places(self._documents.take(places)))
            had[left] = looked_up.any(axis=1)
            start, step = start + step, step * 2
        return had


class _Pairs(NamedTuple):
    documents: Numbers
    keys: Ints


def _dtype(keys: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest type for so many keys and the fillers behind the last."""
    return np.uint16 if keys + KEYS_IN_ROWS < 1 << 16 else np.uint32


def _rows(documents: Numbers, keys: Ints, size: int, known: int) -> tuple[list[Rows], _Pairs]:
    """Return rows of keys, one number of ROW_BYTES or of a key a document, and the pairs beyond.

    The keys of one document stand in its row in as many arrays as it needs; each array has one
    row more, of fillers only: for each place in a row one of its own, from `known` on, so that
    counting them does not wait for the one before.
    """
    dtype = _dtype(known)
    starts = np.searchsorted(documents, documents)
    rank = np.arange(len(documents)) - starts
    most = int(rank.max(initial=0)) + 1
    width = ROW_BYTES // np.dtype(dtype).itemsize if most > 1 else 1
    fillers = np.arange(known, known + width, dtype=dtype)
    rows = []
    for first in range(0, min(most, KEYS_IN_ROWS), width):
        row = np.tile(fillers, (size + 1, 1))
        here = (rank >= first) & (rank < first + width)
        row[documents[here], rank[here] - first] = keys[here]
        rows.append(row.view(f"u{row.itemsize * width}").ravel())
    beyond = rank >= KEYS_IN_ROWS
    return rows, _Pairs(documents[beyond], keys[beyond])


class Counter:
    """Counts keys in sets of documents of all segments, one table a segment; below `keys` each."""

    def __init__(self, tables: Sequence[CountTable]) -> None:
        self._tables = tables
        self.keys = max((table.keys for table in tables), default=0)
        frequencies = self._sum([table.frequencies for table in tables])
        order = np.argsort(-frequencies, kind="stable")
        self._order = order[frequencies[order] > 0]
        # In this order, the largest first; and negative, to search in.
        self._frequencies = frequencies[self._order]
        self._negative = -self._frequencies
        costs = np.full(self.keys, A_KEY)
        for table in tables:
            costs[: table.keys] += table.costs
        self._costs = np.cumsum(np.append(0.0, costs[self._order]))
        self._gathering = GATHERED * max((table.rows for table in tables), default=0)

    def _sum(self, counts: Sequence[Ints]) -> Ints:
        if len(counts) == 1:
            return counts[0]
        total = np.zeros(self.keys, np.int64)
        for each in counts:
            total[: len(each)] += each
        return total

    def all(self, sets: Sequence[DocSet]) -> Ints:
        """Return the counts of all keys."""
        return self.largest(sets, self.keys)

    def largest(self, sets: Sequence[DocSet], most: int, also: Iterable[int] = ()) -> Ints:
        """Return counts, right for the `most` largest ones, all equal to these, and `also`.

        Other keys may be counted as 0.
        """
        if not len(self._order):
            return np.zeros(self.keys, np.int64)
        if self._gathers(sets, most):
            pairs = zip(self._tables, sets, strict=True)
            return self._sum([table.gathered(documents) for table, documents in pairs])
        return self._by_keys(sets, most, also)

    def of(self, keys: Sequence[int], sets: Sequence[DocSet]) -> Ints:
        """Return the counts of these keys."""
        counts = np.zeros(len(keys), np.int64)
        for table, documents in zip(self._tables, sets, strict=True):
            counts += table.count(keys, documents)
        return counts

    def number(self, sets: Sequence[DocSet], most: int, counts: Ints) -> int:
        """Return how many keys the documents have; `counts` are the `most` largest of them."""
        if not len(self._order) or self._gathers(sets, most):
            return int(np.count_nonzero(counts))
        had = counts > 0
        for table, documents in zip(self._tables, sets, strict=True):
            open_ones = np.flatnonzero(~had[: table.keys])
            had[open_ones[table.has_any(open_ones, documents)]] = True
        return int(np.count_nonzero(had))

    def _gathers(self, sets: Sequence[DocSet], most: int) -> bool:
        """Tell whether gathering the keys of the documents is cheaper than counting key by key."""
        found = sum(each.count for each in sets)
        return found * self._gathering <= self._cost_by_keys(found, most)

    def _cost_by_keys(self, found: int, most: int) -> float:
        """Estimate what counting key by key costs, were the keys spread evenly."""
        if most >= len(self._order):
            return float(self._costs[-1])
        share = found / max(1, sum(table.size for table in self._tables))
        smallest = self._frequencies[most - 1] * share
        looked_at = np.searchsorted(self._negative, -smallest)
        return float(self._costs[max(looked_at, most)])

    def _by_keys(self, sets: Sequence[DocSet], most: int, also: Iterable[int]) -> Ints:
        counts = np.zeros(self.keys, np.int64)

        def count(keys: NDArray[np.intp]) -> None:
            listed = keys.tolist()
            for table, documents in zip(self._tables, sets, strict=True):
                counts[keys] += table.count(listed, documents)

        for start in range(0, len(self._order), KEYS_A_STEP):
            counted = counts[self._order[:start]]
            next_largest = self._frequencies[start]
            if start >= most and next_largest < smallest_of(counted, most):
                break
            count(self._order[start : start + KEYS_A_STEP])
        others = {key for key in also if key < self.keys and not counts[key]}
        count(np.array(sorted(others), np.intp))
        return counts


def smallest_of(counts: Ints, most: int) -> int:
    """Return the smallest of the `most` largest counts, at least 1."""
    if len(counts) <= most:
        return 1
    return max(1, int(np.partition(counts, len(counts) - most)[len(counts) - most]))
