"""What Whoosh's own searcher sees of a segment of flat arrays: its codec.

Our executor reads the arrays themselves. Whoosh's searcher, the reference for correctness, reads
the same arrays through the classes below, one posting at a time.
"""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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

from search.whoosh.arrays import ArrayFile
from search.whoosh.postings import NumberPostings, TextPostings, open_postings
from search.whoosh.schema import schema

EXTENSION = ".seg"
AnyPostings = NumberPostings | TextPostings


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


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """The terms of all fields with their posting lists; a term is bytes, as its field makes it."""

    def __init__(self, arrays: ArrayFile, schema: Schema) -> None:
        self._arrays = arrays
        self._schema = schema
        self._postings = open_postings(arrays)

    def _find(self, fieldname: str, text: bytes) -> tuple[AnyPostings, int]:
        postings = self._postings[fieldname]
        term = text if isinstance(postings, TextPostings) else self._number(fieldname, text)
        number = postings.find(term)
        if number is None:
            raise UnknownTerm(f"{fieldname}:{text!r}")
        return postings, number

    def _number(self, fieldname: str, text: bytes) -> int:
        return int(self._schema[fieldname].from_bytes(text))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            self._find(*term)
        except UnknownTerm:
            return False
        return True

    def indexed_field_names(self) -> list[str]:
        return list(self._postings)

    def _texts(self, fieldname: str) -> Iterable[bytes]:
        postings = self._postings[fieldname]
        if isinstance(postings, TextPostings):
            return postings.terms
        return map(self._schema[fieldname].to_bytes, postings.keys.tolist())

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for fieldname in sorted(self._postings):
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
        postings, number = self._find(fieldname, text)
        documents = postings.documents(number)
        df, ends = len(documents), (int(documents[0]), int(documents[-1]))
        if isinstance(postings, NumberPostings):
            return TermInfo(df, df, None, 0, 1.0, *ends)
        frequencies, lengths = postings.frequencies(number), postings.length_bytes(number)
        shortest, longest = (int(byte_to_length(each)) for each in (lengths.min(), lengths.max()))
        total, most = float(frequencies.sum()), float(frequencies.max())
        return TermInfo(total, df, shortest, longest, most, *ends)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        postings, number = self._find(fieldname, text)
        info = self.term_info(fieldname, text)
        return PostingsMatcher((postings, number), format_, scorer, (fieldname, text), info)


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
        self,
        place: tuple[AnyPostings, int],
        format_: Any,
        scorer: Any,
        term: tuple[str, bytes],
        info: TermInfo,
    ) -> None:
        self._place = postings, number = place
        ids = postings.documents(number).tolist()
        weights = None
        if isinstance(postings, TextPostings):
            weights = postings.frequencies(number).astype(float).tolist()
        super().__init__(ids, weights, None, format_, scorer, term=term, terminfo=info)

    def copy(self) -> "PostingsMatcher":
        again = PostingsMatcher(self._place, self._format, self._scorer, self._term, self._terminfo)
        again._i = self._i
        return again

    def spans(self) -> list[Span]:
        """Return the places of the term in the present document."""
        postings, number = self._place
        if not isinstance(postings, TextPostings):
            raise TypeError(f"the field {self._term[0]} has no positions")
        positions, ends = postings.positions(number)
        start = ends[self._i - 1] if self._i else 0
        return [Span(position) for position in positions[start : ends[self._i]].tolist()]
