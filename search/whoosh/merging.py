"""From several segments to one, without what was deleted; the arrays stream from file to file.

Documents keep their order, segment after segment, and are numbered anew without gaps. Terms are
merged a few at a time, so that memory holds neither all postings nor all positions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.facets import FACETS
from search.whoosh.arrays import Array, ArrayWriter
from search.whoosh.dictionary import Strings, packed
from search.whoosh.postings import LENGTH_BITS
from search.whoosh.schema import COLUMNS, NUMBER_FIELDS, TEXT_FIELDS

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Postings merged in memory at a time; the list of a single term may be longer.
POSTINGS_A_STEP = 1_000_000
DELETED = -1


class Source(NamedTuple):
    """A segment to be merged: its arrays, and which of its documents live."""

    arrays: Mapping[str, Array]
    alive: Mask


class Merged(NamedTuple):
    """What was written: documents, words by field of text, and for each source the new numbers.

    A new number is DELETED where the document was not taken along.
    """

    documents: int
    lengths: dict[str, int]
    numbers: list[Ints]


def merge(sources: Sequence[Source], path: Path) -> Merged:
    """Write the living documents of all sources to a new file of arrays."""
    numbers, base = [], 0
    for source in sources:
        numbers.append(np.where(source.alive, np.cumsum(source.alive) - 1 + base, DELETED))
        base += int(source.alive.sum())
    with ArrayWriter(path) as file:
        _merge_columns(sources, file)
        for facet in FACETS:
            _merge_rows(sources, facet, file)
        for field in NUMBER_FIELDS:
            _merge_numbers(sources, numbers, field, file)
        lengths = {field: _merge_texts(sources, numbers, field, file) for field in TEXT_FIELDS}
        _merge_words(sources, file)
    return Merged(base, lengths, numbers)


def _merge_columns(sources: Sequence[Source], file: ArrayWriter) -> None:
    for name in (*COLUMNS, *(f"{field}.lengths" for field in TEXT_FIELDS)):
        file.write(name, *(source.arrays[name][source.alive] for source in sources))
    articles = np.concatenate([source.arrays["article"][source.alive] for source in sources])
    file.write("article.order", np.argsort(articles, kind="stable").astype("<u4"))


def _merge_rows(sources: Sequence[Source], facet: str, file: ArrayWriter) -> None:
    counts = [np.diff(source.arrays[f"{facet}.row_ends"], prepend=0) for source in sources]
    for source, count in zip(sources, counts, strict=True):
        keys = source.arrays[f"{facet}.row_keys"]
        file.write(f"{facet}.row_keys", keys[np.repeat(source.alive, count)])
    alive = [count[source.alive] for source, count in zip(sources, counts, strict=True)]
    file.write(f"{facet}.row_ends", np.cumsum(np.concatenate(alive)).astype("<i8"))


def _merge_words(sources: Sequence[Source], file: ArrayWriter) -> None:
    words: set[bytes] = set()
    for source in sources:
        words.update(Strings(source.arrays["words"], source.arrays["word_ends"]))
    text, ends = packed(sorted(words))
    file.write("words", text)
    file.write("word_ends", ends)


def _merge_numbers(
    sources: Sequence[Source], numbers: Sequence[Ints], field: str, file: ArrayWriter
) -> None:
    keys = np.unique(np.concatenate([source.arrays[f"{field}.keys"] for source in sources]))
    parts = [
        _Part(source, new, field, np.searchsorted(keys, source.arrays[f"{field}.keys"]))
        for source, new in zip(sources, numbers, strict=True)
    ]
    frequencies = _document_frequencies(parts, len(keys))
    file.write(f"{field}.keys", keys[frequencies > 0])
    _write_postings(parts, frequencies, field, file)


def _merge_texts(
    sources: Sequence[Source], numbers: Sequence[Ints], field: str, file: ArrayWriter
) -> int:
    """Merge a field of text; returns the number of its words."""
    listed = [
        list(Strings(source.arrays[f"{field}.terms"], source.arrays[f"{field}.term_ends"]))
        for source in sources
    ]
    terms = sorted(set().union(*listed))
    places = {term: place for place, term in enumerate(terms)}
    parts = [
        _TextPart(source, new, field, np.array([places[term] for term in terms_of], np.int64))
        for source, new, terms_of in zip(sources, numbers, listed, strict=True)
    ]
    frequencies = _document_frequencies(parts, len(terms))
    text, ends = packed(terms[place] for place in np.flatnonzero(frequencies).tolist())
    file.write(f"{field}.terms", text)
    file.write(f"{field}.term_ends", ends)
    _write_postings(parts, frequencies, field, file)
    _write_codes(parts, frequencies, field, file)
    return _write_positions(parts, frequencies, field, file)


class _Part:
    """The posting lists that one source has of a field; `places` are its terms' merged numbers.

    Terms are given as a slice of the source's own.
    """

    def __init__(self, source: Source, new_numbers: Ints, field: str, places: Ints) -> None:
        self.places = places
        self._alive, self._new_numbers = source.alive, new_numbers
        self._documents = source.arrays[f"{field}.documents"]
        self._ends = source.arrays[f"{field}.ends"]
        self._is_whole = bool(source.alive.all())

    def own(self, terms: slice) -> slice:
        """Return its own terms among these of the merged ones."""
        return slice(*np.searchsorted(self.places, (terms.start, terms.stop)).tolist())

    def counts(self, terms: slice) -> Ints:
        """Return the number of living postings of each term."""
        all_counts = np.diff(self._ends[terms], prepend=_bounds(self._ends, terms).start)
        living = self._living(terms)
        return all_counts if living is None else _sums(living, all_counts)

    def _living(self, terms: slice) -> Mask | None:
        """Return which postings of the terms are of living documents; nothing where all are."""
        if self._is_whole:
            return None
        return self._alive[self._documents[_bounds(self._ends, terms)]]

    def documents(self, terms: slice) -> Array:
        return self._new_numbers[self._of_living(self._documents, terms)]

    def _of_living(self, values: Array, terms: slice) -> Array:
        living, own = self._living(terms), values[_bounds(self._ends, terms)]
        return own if living is None else own[living]


class _TextPart(_Part):
    """The same with codes and positions."""

    def __init__(self, source: Source, new_numbers: Ints, field: str, places: Ints) -> None:
        super().__init__(source, new_numbers, field, places)
        self.all_codes = source.arrays[f"{field}.codes"]
        self.all_positions = source.arrays[f"{field}.positions"]
        self._position_ends = source.arrays[f"{field}.position_ends"]

    def codes(self, terms: slice) -> Array:
        return self._of_living(self.all_codes, terms)

    def position_counts(self, terms: slice) -> Ints:
        return _sums(self.codes(terms) >> LENGTH_BITS, self.counts(terms))

    def positions(self, terms: slice) -> Array:
        positions = self.all_positions[_bounds(self._position_ends, terms)]
        living = self._living(terms)
        if living is None:
            return positions
        frequencies = self.all_codes[_bounds(self._ends, terms)] >> LENGTH_BITS
        return positions[np.repeat(living, frequencies)]


def _bounds(ends: Array, terms: slice) -> slice:
    """Return where the lists of these terms stand that end there."""
    first, last = (int(ends[place - 1]) if place else 0 for place in (terms.start, terms.stop))
    return slice(first, last)


def _sums(values: Array, counts: Ints) -> Ints:
    """Return the sums of as many values in a row as each count tells."""
    sums = np.append(0, np.cumsum(values, dtype=np.int64))
    return np.diff(sums[np.cumsum(counts)], prepend=0)


def _document_frequencies(parts: Sequence[_Part], terms: int) -> Ints:
    frequencies = np.zeros(terms, np.int64)
    for part in parts:
        frequencies[part.places] += part.counts(slice(0, len(part.places)))
    return frequencies


def _write_postings(
    parts: Sequence[_Part], frequencies: Ints, field: str, file: ArrayWriter
) -> None:
    file.write(f"{field}.ends", np.cumsum(frequencies[frequencies > 0]).astype("<i8"))
    file.write(f"{field}.documents", np.empty(0, "<u4"))
    for terms in _steps(frequencies):
        pieces = [_Piece(part, terms, part.counts, part.documents) for part in parts]
        file.write(f"{field}.documents", _interleaved(pieces, terms))


def _write_codes(
    parts: Sequence[_TextPart], frequencies: Ints, field: str, file: ArrayWriter
) -> None:
    dtype = np.result_type(*(part.all_codes for part in parts))
    file.write(f"{field}.codes", np.empty(0, dtype))
    for terms in _steps(frequencies):
        pieces = [_Piece(part, terms, part.counts, part.codes) for part in parts]
        file.write(f"{field}.codes", _interleaved(pieces, terms))


def _write_positions(
    parts: Sequence[_TextPart], frequencies: Ints, field: str, file: ArrayWriter
) -> int:
    """Write the positions; returns how many there are."""
    dtype = np.result_type(*(part.all_positions for part in parts))
    file.write(f"{field}.positions", np.empty(0, dtype))
    counts = np.zeros(len(frequencies), np.int64)
    for terms in _steps(frequencies):
        pieces = [_Piece(part, terms, part.position_counts, part.positions) for part in parts]
        file.write(f"{field}.positions", _interleaved(pieces, terms))
        for piece in pieces:
            counts[terms][piece.places] += piece.counts
    file.write(f"{field}.position_ends", np.cumsum(counts[frequencies > 0]).astype("<i8"))
    return int(counts.sum())


def _steps(frequencies: Ints) -> Iterator[slice]:
    """Cut the merged terms into portions of about POSTINGS_A_STEP."""
    steps = np.cumsum(frequencies) // POSTINGS_A_STEP
    cuts = [0, *(np.flatnonzero(np.diff(steps)) + 1).tolist(), len(frequencies)]
    return (slice(first, last) for first, last in pairwise(cuts) if last > first)


class _Piece:
    """What one part gives to a portion of the terms: so many values to each of its places."""

    def __init__(
        self,
        part: _Part,
        terms: slice,
        counts: Callable[[slice], Ints],
        values: Callable[[slice], Array],
    ) -> None:
        own = part.own(terms)
        self.places = part.places[own] - terms.start
        self.counts, self.values = counts(own), values(own)


def _interleaved(pieces: Sequence[_Piece], terms: slice) -> Array:
    """Return all values, term after term and in each term piece after piece."""
    totals = np.zeros(terms.stop - terms.start, np.int64)
    for piece in pieces:
        totals[piece.places] += piece.counts
    free = np.cumsum(totals) - totals
    merged = np.empty(int(totals.sum()), np.result_type(*(piece.values for piece in pieces)))
    for piece in pieces:
        shifts = free[piece.places] - (np.cumsum(piece.counts) - piece.counts)
        merged[np.repeat(shifts, piece.counts) + np.arange(len(piece.values))] = piece.values
        free[piece.places] += piece.counts
    return merged
