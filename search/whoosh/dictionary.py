"""A sorted list of strings in two flat arrays, searched without reading all of it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

# Of so many strings one is kept in memory, to find the others by.
BLOCK = 64
# Between the key and the value of a pair; smaller than any letter, so equal keys are neighbours.
GAP = b" "


class Strings(Sequence[bytes]):
    """String i is `text[ends[i-1]:ends[i]]`; `text` is uint8, `ends` int64, sorted by bytes."""

    def __init__(self, text: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._text = text.data
        self._ends = ends
        self._guides = [self[number] for number in range(0, len(ends), BLOCK)]

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return list(self._between(*number.indices(len(self))[:2]))
        start = self._ends[number - 1] if number else 0
        return bytes(self._text[start : self._ends[number]])

    def __iter__(self) -> Iterator[bytes]:
        return self._between(0, len(self))

    def _between(self, first: int, last: int) -> Iterator[bytes]:
        start = int(self._ends[first - 1]) if first else 0
        for end in self._ends[first:last].tolist():
            yield bytes(self._text[start:end])
            start = end

    def place(self, string: bytes) -> int:
        """Return how many strings are smaller."""
        block = max(bisect_left(self._guides, string) - 1, 0) * BLOCK
        return bisect_left(self, string, block, min(block + BLOCK, len(self)))

    def find(self, string: bytes) -> int | None:
        """Return the number of the string, or nothing."""
        place = self.place(string)
        return place if place < len(self) and self[place] == string else None

    def beginning_with(self, prefix: bytes) -> range:
        """Return the numbers of the strings that begin so; no string holds the byte 255 (UTF-8)."""
        return range(self.place(prefix), self.place(prefix + b"\xff"))


class Pairs(Strings):
    """A sorted list of pairs: key, GAP, value."""

    def of(self, key: str, start: int | None = None) -> list[str]:
        """Return the values of a key; `start` is the number of its first pair, where known."""
        prefix = key.encode() + GAP
        found, at = [], self.place(prefix) if start is None else start
        while at < len(self) and (pair := self[at]).startswith(prefix):
            found.append(pair[len(prefix) :].decode())
            at += 1
        return found


def packed(strings: Iterable[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the two arrays of strings that are sorted already."""
    listed = list(strings)
    ends = np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)))
    return np.frombuffer(b"".join(listed), np.uint8), ends
