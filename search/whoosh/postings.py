"""The posting lists of a segment: for each term of a field the documents that have it.

Title and body share the lists: a word's list holds each document that has it in either. Beside
each document stands the code of the word in the body, and for the few that have it in the title,
its code there. A code is frequency and length byte, `frequency << 8 | length byte`: what BM25 asks
of a posting. `docs/index-format.md` tells the arrays.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh.arrays import ArrayFile
from search.whoosh.dictionary import Strings
from search.whoosh.docsets import Numbers, Places
from search.whoosh.schema import NUMBER_FIELDS

Codes = NDArray[Any]
Positions = NDArray[Any]
Ends = NDArray[np.int64]

LENGTH_BITS = 8
LENGTH_MASK = (1 << LENGTH_BITS) - 1
# Positions of a body begin so far after those of its title; no phrase is so loose.
BODY_GAP = 128


def bounds(ends: NDArray[Any], number: int) -> slice:
    """Return where the list of a term stands, where each ends at its number."""
    return slice(int(ends[number - 1]) if number else 0, int(ends[number]))


class NumberPostings:
    """A field of whole numbers; `keys` (int64, ascending) are its terms."""

    def __init__(self, arrays: ArrayFile, field: str) -> None:
        self.keys: NDArray[np.int64] = arrays[f"{field}.keys"]
        self._documents: Numbers = arrays[f"{field}.documents"]
        self._ends: Ends = arrays[f"{field}.ends"]

    def find(self, key: int) -> int | None:
        """Return the number of a term, or nothing."""
        place = int(np.searchsorted(self.keys, key))
        return place if place < len(self.keys) and self.keys[place] == key else None

    def documents(self, number: int) -> Numbers:
        """Return the documents of a term, ascending, deleted ones included."""
        return self._documents[bounds(self._ends, number)]


class TitlePostings(NamedTuple):
    """Where in a word's list the documents stand that have it in the title, and its codes there."""

    places: Numbers
    codes: Codes


class TextPostings:
    """The words of titles and bodies; `terms` are sorted UTF-8 strings."""

    def __init__(self, arrays: ArrayFile) -> None:
        self.terms = Strings(arrays["text.terms"], arrays["text.term_ends"])
        # Words in the title of each document.
        self.title_words: NDArray[Any] = arrays["title.words"]
        self._documents: Numbers = arrays["text.documents"]
        self._ends: Ends = arrays["text.ends"]
        self._codes: Codes = arrays["text.codes"]
        self._positions: Positions = arrays["text.positions"]
        self._position_ends: Ends = arrays["text.position_ends"]
        self._title_places: Numbers = arrays["title.places"]
        self._title_codes: Codes = arrays["title.codes"]
        self._title_ends: Ends = arrays["title.ends"]
        self._in_body: NDArray[np.uint32] = arrays["body.frequencies"]

    def find(self, term: str) -> int | None:
        """Return the number of a term, or nothing."""
        return self.terms.find(term.encode())

    def documents(self, number: int) -> Numbers:
        """Return the documents of a term, ascending, deleted ones included."""
        return self._documents[bounds(self._ends, number)]

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many documents each term has, deleted ones included."""
        return np.diff(self._ends, prepend=0)

    def codes(self, number: int) -> Codes:
        """Return a code of the body for each document; its frequency is 0 where it is not there.

        uint16, or uint32 in a segment where one needs it.
        """
        return self._codes[bounds(self._ends, number)]

    def in_titles(self, number: int) -> TitlePostings:
        part = bounds(self._title_ends, number)
        return TitlePostings(self._title_places[part], self._title_codes[part])

    def documents_in(self, field: str, number: int) -> Numbers:
        """Return the documents that have a term in one field, ascending."""
        documents = self.documents(number)
        if field == "title":
            return documents[as_places(self.in_titles(number).places)]
        return documents[self.codes(number) >> LENGTH_BITS > 0]

    def titled(self, numbers: NDArray[np.int64]) -> Numbers:
        """Return the documents that have any of these terms in the title, ascending."""
        starts, title_starts = (
            np.where(numbers > 0, ends[numbers - 1], 0) for ends in (self._ends, self._title_ends)
        )
        counts = self._title_ends[numbers] - title_starts
        before = np.cumsum(counts) - counts
        within = np.arange(int(counts.sum())) - np.repeat(before, counts)
        places = self._title_places[np.repeat(title_starts, counts) + within]
        found = self._documents[np.repeat(starts, counts) + places]
        return distinct(found, len(self.title_words)).astype(np.uint32)

    def document_frequencies(self, number: int) -> dict[str, int]:
        """Return by field how many documents have the term there."""
        part = bounds(self._title_ends, number)
        return {"title": part.stop - part.start, "body": int(self._in_body[number])}

    def frequencies(self, number: int) -> NDArray[np.int64]:
        """Return how often each document has the term, in title and body together."""
        frequencies = (self.codes(number) >> LENGTH_BITS).astype(np.int64)
        places, codes = self.in_titles(number)
        frequencies[places] += codes >> LENGTH_BITS
        return frequencies

    def positions(self, number: int) -> Positions:
        """Return the positions of a term, document after document: `frequencies` of each.

        Those of a title begin at 0, those of the body at the title's words and BODY_GAP.
        """
        return self._positions[bounds(self._position_ends, number)]


def number_postings(arrays: ArrayFile) -> dict[str, NumberPostings]:
    return {field: NumberPostings(arrays, field) for field in NUMBER_FIELDS}


def distinct(numbers: NDArray[Any], size: int) -> Places:
    """Return each of the numbers below size once, ascending; sorting many takes far longer."""
    stands = np.zeros(size, bool)
    stands[numbers] = True
    return np.flatnonzero(stands)


def as_places(numbers: NDArray[Any]) -> Places:
    """Return numbers as indexes; numpy takes four times as long to index with others."""
    return numbers.astype(np.intp)
