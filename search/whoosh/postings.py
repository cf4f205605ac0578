"""The posting lists of a segment: for each term of a field the documents that have it.

`docs/index-format.md` tells the arrays. A text posting's code is its frequency and the length
byte of its field in its document, `frequency << 8 | length byte`: what BM25 asks of a posting.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.whoosh.arrays import ArrayFile
from search.whoosh.dictionary import Strings
from search.whoosh.schema import NUMBER_FIELDS, TEXT_FIELDS

Documents = NDArray[np.uint32]
Codes = NDArray[Any]
LENGTH_BITS = 8
LENGTH_MASK = (1 << LENGTH_BITS) - 1


class Postings:
    """The posting lists of one field; terms are known by their number."""

    def __init__(self, arrays: ArrayFile, field: str) -> None:
        self._documents: Documents = arrays[f"{field}.documents"]
        # Where the posting list of each term ends.
        self._ends: NDArray[np.int64] = arrays[f"{field}.ends"]

    def slice(self, number: int) -> slice:
        return slice(int(self._ends[number - 1]) if number else 0, int(self._ends[number]))

    def documents(self, number: int) -> Documents:
        """Return the numbers of the documents of a term, ascending, deleted ones included."""
        return self._documents[self.slice(number)]

    def document_frequency(self, number: int) -> int:
        part = self.slice(number)
        return int(part.stop - part.start)


class NumberPostings(Postings):
    """A field of whole numbers; `keys` (int64, ascending) are its terms."""

    def __init__(self, arrays: ArrayFile, field: str) -> None:
        super().__init__(arrays, field)
        self.keys: NDArray[np.int64] = arrays[f"{field}.keys"]

    def find(self, term: Any) -> int | None:
        """Return the number of a term, here a whole number, or nothing."""
        place = int(np.searchsorted(self.keys, term))
        return place if place < len(self.keys) and self.keys[place] == term else None


class TextPostings(Postings):
    """A field of text; `terms` are sorted UTF-8 strings."""

    def __init__(self, arrays: ArrayFile, field: str) -> None:
        super().__init__(arrays, field)
        self.terms = Strings(arrays[f"{field}.terms"], arrays[f"{field}.term_ends"])
        self._codes: Codes = arrays[f"{field}.codes"]
        self._positions: NDArray[Any] = arrays[f"{field}.positions"]
        self._position_ends: NDArray[np.int64] = arrays[f"{field}.position_ends"]

    def find(self, term: Any) -> int | None:
        """Return the number of a term, here a string in UTF-8, or nothing."""
        return self.terms.find(term)

    def codes(self, number: int) -> Codes:
        """Return a code for each of `documents(number)`: uint16, or uint32 where one needs it."""
        return self._codes[self.slice(number)]

    def frequencies(self, number: int) -> NDArray[Any]:
        return self.codes(number) >> LENGTH_BITS

    def length_bytes(self, number: int) -> NDArray[Any]:
        return self.codes(number) & LENGTH_MASK

    def positions(self, number: int) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the positions of a term in all its documents, and where each document's end."""
        start = int(self._position_ends[number - 1]) if number else 0
        positions = self._positions[start : int(self._position_ends[number])]
        return positions, np.cumsum(self.frequencies(number), dtype=np.int64)


def open_postings(arrays: ArrayFile) -> dict[str, NumberPostings | TextPostings]:
    """Return the posting lists of all fields of a segment."""
    texts = {field: TextPostings(arrays, field) for field in TEXT_FIELDS}
    return {**texts, **{field: NumberPostings(arrays, field) for field in NUMBER_FIELDS}}
