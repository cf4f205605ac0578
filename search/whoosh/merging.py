"""From several segments to one, without what was deleted; the arrays stream from file to file.

Documents keep their order, segment after segment, and are numbered anew without gaps. Terms are
merged a few at a time, so that memory holds neither all postings nor all positions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.facets import FACETS
from search.whoosh import compounds, spellings
from search.whoosh.arrays import Array, ArrayWriter
from search.whoosh.dictionary import Strings, packed
from search.whoosh.inversion import sums, title_arrays
from search.whoosh.postings import LENGTH_BITS
from search.whoosh.schema import COLUMNS, NUMBER_FIELDS, TEXT_FIELDS
from search.whoosh.tiers import MOST_DOCUMENTS

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Postings merged in memory at a time; the list of a single term may be longer.
POSTINGS_A_STEP = 1_000_000
DELETED = -1


class SegmentTooLarge(ValueError):
    """A segment would hold more documents than can be numbered."""


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
    """Write the living documents of all sources to a new file; raises SegmentTooLarge."""
    _refuse_too_many(sum(int(source.alive.sum()) for source in sources))
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
        lengths = _merge_texts(sources, numbers, file)
        _merge_words(sources, file)
    return Merged(base, lengths, numbers)


def _refuse_too_many(documents: int) -> None:
    if documents > MOST_DOCUMENTS:
        raise SegmentTooLarge(
            f"A merge would make a segment of {documents:,} documents; one holds at most "
            f"{MOST_DOCUMENTS:,}."
        )


def _merge_columns(sources: Sequence[Source], file: ArrayWriter) -> None:
    for name in (*COLUMNS, *(f"{field}.lengths" for field in TEXT_FIELDS), "title.words"):
        dtype = np.result_type(*(source.arrays[name] for source in sources))
        file.write(name, np.empty(0, dtype), *(s.arrays[name][s.alive] for s in sources))
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
    arrays = [source.arrays for source in sources]
    for name, values in (spellings.merged(arrays) | compounds.merged(arrays)).items():
        file.write(name, values)


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
    sources: Sequence[Source], numbers: Sequence[Ints], file: ArrayWriter
) -> dict[str, int]:
    """Merge the words of titles and bodies; returns how many there are by field."""
    listed = [
        Strings(source.arrays["text.terms"], source.arrays["text.term_ends"]) for source in sources
    ]
    terms = sorted(set().union(*listed))
    places = {term: place for place, term in enumerate(terms)}
    parts = [
        _TextPart(source, new, np.array([places[term] for term in terms_of], np.int64))
        for source, new, terms_of in zip(sources, numbers, listed, strict=True)
    ]
    frequencies = _document_frequencies(parts, len(terms))
    text, ends = packed(terms[place] for place in np.flatnonzero(frequencies).tolist())
    file.write("text.terms", text)
    file.write("text.term_ends", ends)
    _write_postings(parts, frequencies, "text", file)
    words = _write_codes(parts, frequencies, file)
    _write_positions(parts, frequencies, file)
    return words


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

    def steps(self) -> Iterator[slice]:
        """Cut its own terms into portions of about POSTINGS_A_STEP."""
        return _steps(np.diff(self._ends, prepend=0))

    def own(self, terms: slice) -> slice:
        """Return its own terms among these of the merged ones."""
        return slice(*np.searchsorted(self.places, (terms.start, terms.stop)).tolist())

    def counts(self, terms: slice) -> Ints:
        """Return the number of living postings of each term."""
        all_counts = np.diff(self._ends[terms], prepend=_bounds(self._ends, terms).start)
        living = self._living(terms)
        return all_counts if living is None else sums(living, all_counts)

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

    def __init__(self, source: Source, new_numbers: Ints, places: Ints) -> None:
        super().__init__(source, new_numbers, "text", places)
        self.arrays = source.arrays

    def codes(self, terms: slice) -> Array:
        return self._of_living(self.arrays["text.codes"], terms)

    def title_codes(self, terms: slice) -> Array:
        """Return the codes of living postings in titles; 0 where the word is not in the title."""
        codes = self._all_title_codes(terms)
        living = self._living(terms)
        return codes if living is None else codes[living]

    def _all_title_codes(self, terms: slice) -> Array:
        own = _bounds(self.arrays["title.ends"], terms)
        counts = np.diff(self.arrays["title.ends"][terms], prepend=own.start)
        postings = _bounds(self._ends, terms)
        starts = np.append(postings.start, self._ends[terms])[:-1] - postings.start
        codes = np.zeros(postings.stop - postings.start, self.arrays["title.codes"].dtype)
        places = self.arrays["title.places"][own] + np.repeat(starts, counts)
        codes[places] = self.arrays["title.codes"][own]
        return codes

    def _frequencies(self, terms: slice) -> Ints:
        """Return the words of all postings, those of deleted documents too."""
        body = self.arrays["text.codes"][_bounds(self._ends, terms)] >> LENGTH_BITS
        return body.astype(np.int64) + (self._all_title_codes(terms) >> LENGTH_BITS)

    def position_counts(self, terms: slice) -> Ints:
        living, frequencies = self._living(terms), self._frequencies(terms)
        own = frequencies if living is None else frequencies[living]
        return sums(own, self.counts(terms))

    def positions(self, terms: slice) -> Array:
        positions = self.arrays["text.positions"][_bounds(self.arrays["text.position_ends"], terms)]
        living = self._living(terms)
        if living is None:
            return positions
        return positions[np.repeat(living, self._frequencies(terms))]


def _bounds(ends: Array, terms: slice) -> slice:
    """Return where the lists of these terms stand that end there."""
    first, last = (int(ends[place - 1]) if place else 0 for place in (terms.start, terms.stop))
    return slice(first, last)


def _document_frequencies(parts: Sequence[_Part], terms: int) -> Ints:
    frequencies = np.zeros(terms, np.int64)
    for part in parts:
        for own in part.steps():
            frequencies[part.places[own]] += part.counts(own)
    return frequencies


def _write_postings(
    parts: Sequence[_Part], frequencies: Ints, field: str, file: ArrayWriter
) -> None:
    file.write(f"{field}.ends", np.cumsum(frequencies[frequencies > 0]).astype("<i8"))
    file.write(f"{field}.documents", np.empty(0, "<u4"))
    for terms in _steps(frequencies):
        pieces = [_Piece(part, terms, part.counts, part.documents) for part in parts]
        file.write(f"{field}.documents", _interleaved(pieces, terms).astype("<u4"))


def _write_codes(
    parts: Sequence[_TextPart], frequencies: Ints, file: ArrayWriter
) -> dict[str, int]:
    """Write the codes of bodies, then those of titles, which are few; returns words by field."""
    words = {"title": 0, "body": 0}
    titles, in_body = [], np.zeros(len(frequencies), np.int64)
    dtype = np.result_type(*(part.arrays["text.codes"] for part in parts))
    file.write("text.codes", np.empty(0, dtype))
    for terms in _steps(frequencies):
        codes = _interleaved([_Piece(p, terms, p.counts, p.codes) for p in parts], terms)
        in_titles = _interleaved([_Piece(p, terms, p.counts, p.title_codes) for p in parts], terms)
        file.write("text.codes", codes)
        in_body[terms] = sums(codes >> LENGTH_BITS > 0, frequencies[terms])
        titles.append(title_arrays(in_titles, np.cumsum(frequencies[terms])))
        words["body"] += int((codes >> LENGTH_BITS).sum(dtype=np.int64))
        words["title"] += int((in_titles >> LENGTH_BITS).sum(dtype=np.int64))
    kept = frequencies > 0
    file.write("body.frequencies", in_body[kept].astype("<u4"))
    title_dtype = np.result_type(*(part.arrays["title.codes"] for part in parts))
    _write_titles(titles, kept, title_dtype, file)
    return words


def _write_titles(
    titles: Sequence[dict[str, Array]], kept: Mask, dtype: Any, file: ArrayWriter
) -> None:
    file.write("title.places", np.empty(0, "<u4"), *(each["title.places"] for each in titles))
    file.write("title.codes", np.empty(0, dtype), *(each["title.codes"] for each in titles))
    counts = [np.diff(each["title.ends"], prepend=0) for each in titles]
    ends = np.cumsum(np.concatenate([np.empty(0, np.int64), *counts]))
    file.write("title.ends", ends[kept].astype("<i8"))


def _write_positions(parts: Sequence[_TextPart], frequencies: Ints, file: ArrayWriter) -> None:
    dtype = np.result_type(*(part.arrays["text.positions"] for part in parts))
    file.write("text.positions", np.empty(0, dtype))
    counts = np.zeros(len(frequencies), np.int64)
    for terms in _steps(frequencies):
        pieces = [_Piece(part, terms, part.position_counts, part.positions) for part in parts]
        file.write("text.positions", _interleaved(pieces, terms))
        for piece in pieces:
            counts[terms][piece.places] += piece.counts
    file.write("text.position_ends", np.cumsum(counts[frequencies > 0]).astype("<i8"))


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
