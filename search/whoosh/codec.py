"""What Whoosh's own searcher sees of a segment of flat arrays: its codec.

Our executor reads the arrays themselves. Whoosh's searcher, the reference for correctness, reads
the same arrays through the classes below, one posting at a time.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment
from whoosh.columns import Column, ColumnReader
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import ListMatcher
from whoosh.query.spans import Span
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from search.whoosh.arrays import Array, ArrayFile
from search.whoosh.postings import (
    BODY_GAP,
    LENGTH_BITS,
    LENGTH_MASK,
    TextPostings,
    number_postings,
)
from search.whoosh.schema import TEXT_FIELDS, schema

EXTENSION = ".seg"


class Segment(W3Segment):  # type: ignore[misc]
    """A segment as the table of contents names it: its file, its size, what is deleted of it."""

    def __init__(self, indexname: str) -> None:
        # Not by Whoosh's generator of names, which a seed makes repeat itself.
        super().__init__(Codec(), indexname, segid=secrets.token_hex(8))
        self._fieldlengths: dict[str, int] = {}

    def hold(self, documents: int, lengths: dict[str, int]) -> None:
        """Take the number of documents, and of all their words by field of text."""
        self.set_doc_count(documents)
        self._fieldlengths = lengths

    @property
    def file_name(self) -> str:
        return str(self.make_filename(EXTENSION))

    @property
    def lengths(self) -> dict[str, int]:
        """The number of words of all documents, deleted ones included, by field of text."""
        return self._fieldlengths


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh 3's codec with flat arrays for terms, postings, lengths and columns.

    It reads; what writes is `search.whoosh.inversion`, for Whoosh's writer takes one posting at
    a time.
    """

    def terms_reader(self, storage: FileStorage, segment: Segment) -> "ArrayTermsReader":
        return ArrayTermsReader(_open(storage, segment), schema())

    def per_document_reader(self, storage: FileStorage, segment: Segment) -> "ArrayDocReader":
        return ArrayDocReader(storage, segment, _open(storage, segment))


def _open(storage: FileStorage, segment: Segment) -> ArrayFile:
    return ArrayFile(Path(storage.folder) / segment.file_name)


class ArrayDocReader(W3PerDocReader):  # type: ignore[misc]
    """Lengths and columns from arrays; the index stores no text."""

    def __init__(self, storage: FileStorage, segment: Segment, arrays: ArrayFile) -> None:
        super().__init__(storage, segment)
        self._arrays = arrays

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._arrays

    def column_reader(self, fieldname: str, column: Column) -> "ArrayColumnReader":
        return ArrayColumnReader(self._arrays[fieldname])

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(byte_to_length(self._arrays[f"{fieldname}.lengths"][docnum]))

    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(self._arrays[f"{fieldname}.lengths"].min(initial=255)))

    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(self._arrays[f"{fieldname}.lengths"].max(initial=0)))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    def __init__(self, values: np.ndarray) -> None:
        self._values = values
        self._sign = 1

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> int:
        return int(self._values[docnum])

    def set_reverse(self) -> None:
        self._sign = -1

    def sort_key(self, docnum: int) -> int:
        return self._sign * self[docnum]


class UnknownTerm(TermNotFound, KeyError):  # type: ignore[misc]
    """Whoosh's reader expects the one of some methods, and the other of others."""


class PostingList(NamedTuple):
    """The postings of one term in one field; codes and positions only where the field is text.

    `ends` tells where the positions of each document end.
    """

    documents: Array
    codes: Array | None = None
    positions: Array | None = None
    ends: Array | None = None

    @property
    def frequencies(self) -> Array:
        if self.codes is None:
            return np.ones(len(self.documents), np.int64)
        return self.codes >> LENGTH_BITS

    def info(self) -> TermInfo:
        frequencies, ends = self.frequencies, (int(self.documents[0]), int(self.documents[-1]))
        total, most = float(frequencies.sum()), float(frequencies.max())
        if self.codes is None:
            return TermInfo(total, len(self.documents), None, 0, most, *ends)
        lengths = self.codes & LENGTH_MASK
        shortest, longest = (int(byte_to_length(each)) for each in (lengths.min(), lengths.max()))
        return TermInfo(total, len(self.documents), shortest, longest, most, *ends)


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """The terms of all fields with their posting lists; a term is bytes, as its field makes it."""

    def __init__(self, arrays: ArrayFile, schema: Schema) -> None:
        self._schema = schema
        self._numbers = number_postings(arrays)
        self._text = TextPostings(arrays)

    def _list(self, fieldname: str, text: bytes) -> PostingList:
        """Return a posting list; raises UnknownTerm."""
        found = None
        if fieldname in self._numbers:
            postings = self._numbers[fieldname]
            number = postings.find(int(self._schema[fieldname].from_bytes(text)))
            found = None if number is None else PostingList(postings.documents(number))
        elif (place := self._text.find(text.decode())) is not None:
            found = self._text_list(fieldname, place)
        if found is None or not len(found.documents):
            raise UnknownTerm(f"{fieldname}:{text!r}")
        return found

    def _text_list(self, fieldname: str, number: int) -> PostingList:
        """Take of the list that title and body share what belongs to one of them."""
        documents, codes = self._text.documents(number), self._text.codes(number)
        places, title_codes = self._text.in_titles(number)
        starts = self._text.title_words[documents].astype(np.int64) + BODY_GAP
        frequencies = self._text.frequencies(number)
        positions = self._text.positions(number).astype(np.int64)
        own = positions >= np.repeat(starts, frequencies)
        chosen: Array
        if fieldname == "title":
            chosen, codes, own = places, title_codes, ~own
        else:
            chosen = np.flatnonzero(codes >> LENGTH_BITS)
            codes = codes[chosen]
            positions = positions - np.repeat(starts, frequencies)
        ends = np.cumsum(codes >> LENGTH_BITS, dtype=np.int64)
        return PostingList(documents[chosen], codes, positions[own], ends)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            self._list(*term)
        except UnknownTerm:
            return False
        return True

    def indexed_field_names(self) -> list[str]:
        return [*self._numbers, *TEXT_FIELDS]

    def _texts(self, fieldname: str) -> Iterator[bytes]:
        if fieldname in self._numbers:
            yield from map(self._schema[fieldname].to_bytes, self._numbers[fieldname].keys.tolist())
            return
        for number, text in enumerate(self._text.terms):
            if self._text.document_frequencies(number)[fieldname]:
                yield text

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for fieldname in sorted(self.indexed_field_names()):
            for text in self._texts(fieldname):
                yield fieldname, text

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> "ArrayCursor":
        return ArrayCursor([fieldobj.from_bytes(text) for text in self._texts(fieldname)])

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return self._list(fieldname, text).info()

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        return PostingsMatcher(self._list(fieldname, text), format_, scorer, (fieldname, text))


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field."""

    def __init__(self, texts: list[Any]) -> None:
        self._texts, self._at = texts, 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, text: Any) -> Any:
        """Go to the first term that is not smaller."""
        places = (number for number, each in enumerate(self._texts) if each >= text)
        self._at = next(places, len(self._texts))
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def text(self) -> Any:
        return self._texts[self._at] if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._texts)


class PostingsMatcher(ListMatcher):  # type: ignore[misc]
    """One posting list, with positions where the field has them."""

    def __init__(
        self, postings: PostingList, format_: Any, scorer: Any, term: tuple[str, bytes]
    ) -> None:
        self._postings = postings
        ids = postings.documents.tolist()
        weights = postings.frequencies.astype(float).tolist()
        super().__init__(ids, weights, None, format_, scorer, term=term, terminfo=postings.info())

    def copy(self) -> "PostingsMatcher":
        again = PostingsMatcher(self._postings, self._format, self._scorer, self._term)
        again._i = self._i
        return again

    def spans(self) -> list[Span]:
        """Return the places of the term in the present document."""
        _, _, positions, ends = self._postings
        if positions is None or ends is None:
            raise TypeError(f"the field {self._term[0]} has no positions")
        start = ends[self._i - 1] if self._i else 0
        return [Span(position) for position in positions[start : ends[self._i]].tolist()]
