"""From documents to the arrays of a segment: analysed word by word, inverted all at once.

Each distinct token is analysed once. A flush packs term and place of every token into one 64-bit
number and sorts these; all else follows from the sorted numbers by numpy.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from search.analysis import TOKEN, fold, term
from search.facets import FACETS
from search.whoosh.arrays import Array, ArrayWriter
from search.whoosh.dictionary import packed
from search.whoosh.postings import LENGTH_BITS
from search.whoosh.schema import COLUMNS, DAY_FIELDS, TEXT_FIELDS

Document = Mapping[str, Any]
Arrays = dict[str, Array]

# Tokens that one segment is made of in memory: 16 bytes each, and three times that at a flush.
TOKENS_A_FLUSH = 8_000_000
# A code keeps the frequency in what its 32 bits leave beside the length byte.
MOST_FREQUENT = (1 << (32 - LENGTH_BITS)) - 1
BYTE_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])


class DocumentTooLarge(ValueError):
    """A document repeats a word more often than the index can count."""


class Flush(NamedTuple):
    """A segment in memory: its arrays, and the words of all documents by field of text."""

    arrays: Arrays
    documents: int
    lengths: dict[str, int]


class Inverter:
    """Collects documents until `flush()`."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._texts = {field: _Text(self._vocabulary) for field in TEXT_FIELDS}
        self._columns: dict[str, list[int]] = {name: [] for name in COLUMNS}
        self._rows: dict[str, list[tuple[int, ...]]] = {facet: [] for facet in FACETS}
        self._certain: list[int] = []

    def add(self, document: Document) -> None:
        for field, text in self._texts.items():
            text.add(document[field])
        for name, column in self._columns.items():
            column.append(document[name])
        for facet, rows in self._rows.items():
            rows.append(document[facet])
        self._certain.append(document["certain"])

    @property
    def tokens(self) -> int:
        return sum(len(text.tokens) for text in self._texts.values())

    def flush(self) -> Flush:
        """Return what was added as one segment; the documents are numbered in order."""
        arrays = {name: np.array(self._columns[name], COLUMNS[name]) for name in COLUMNS}
        arrays["article.order"] = np.argsort(arrays["article"], kind="stable").astype("<u4")
        for field, text in self._texts.items():
            arrays |= _named(field, text.inverted(self._vocabulary.terms))
        for facet, rows in self._rows.items():
            arrays |= _named(facet, _inverted_rows(rows))
        for field in DAY_FIELDS:
            arrays |= _named(field, _inverted_numbers(arrays[field]))
        arrays |= _named("certain", _inverted_numbers(np.array(self._certain)))
        arrays["words"], arrays["word_ends"] = packed(self._vocabulary.words())
        lengths = {field: len(text.tokens) for field, text in self._texts.items()}
        return Flush(arrays, len(arrays["article"]), lengths)


def _named(field: str, arrays: Arrays) -> Arrays:
    return {f"{field}.{name}": array for name, array in arrays.items()}


class _Vocabulary(dict[str, int]):
    """Numbers of terms by token as it stands in a text; 0 for tokens that fold to nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.terms = [""]
        self._numbers = {"": 0}

    def __missing__(self, token: str) -> int:
        found = term(token)
        number = self._numbers.setdefault(found, len(self.terms))
        if number == len(self.terms):
            self.terms.append(found)
        self[token] = number
        return number

    def words(self) -> list[bytes]:
        """Return the folded words of all tokens, sorted."""
        return sorted({fold(token).encode() for token, number in self.items() if number})


class _Text:
    """The tokens of one field, document after document."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self._number_of = vocabulary.__getitem__
        self.tokens = array("I")
        self._lengths = array("I")

    def add(self, text: str) -> None:
        numbers = list(map(self._number_of, TOKEN.findall(text)))
        if 0 in numbers:
            numbers = [number for number in numbers if number]
        self.tokens.extend(numbers)
        self._lengths.append(len(numbers))

    def inverted(self, all_terms: list[str]) -> Arrays:
        tokens = np.frombuffer(self.tokens, np.uint32)
        lengths = np.frombuffer(self._lengths, np.uint32)
        rank, terms = _ranked(tokens, all_terms)
        # Sorted by term, then by place in the field, so by document, then by position.
        packed_tokens = rank[tokens] << np.uint64(32) | np.arange(len(tokens), dtype=np.uint64)
        packed_tokens.sort()
        terms_of = (packed_tokens >> np.uint64(32)).astype(np.uint32)
        places = packed_tokens.astype(np.uint32)  # the lower half
        del packed_tokens
        text, ends = packed(terms)
        length_bytes = _length_bytes(lengths)
        return {
            "terms": text,
            "term_ends": ends,
            "lengths": length_bytes,
            **_postings(terms_of, places, lengths, length_bytes),
        }


def _ranked(tokens: NDArray[np.uint32], terms: list[str]) -> tuple[NDArray[Any], list[bytes]]:
    """Return the rank in the order of bytes of each term by number, and the terms used, sorted."""
    used = np.flatnonzero(np.bincount(tokens, minlength=len(terms)))
    encoded = [terms[number].encode() for number in used]
    order = sorted(range(len(used)), key=encoded.__getitem__)
    rank = np.zeros(len(terms), np.uint64)
    rank[used[order]] = np.arange(len(used))
    return rank, [encoded[number] for number in order]


def _length_bytes(lengths: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return Whoosh's one-byte form of lengths: exact up to about 100 words, 255 from 106,374."""
    return np.minimum(np.searchsorted(BYTE_LENGTHS, lengths), 255).astype(np.uint8)


def _postings(
    terms_of: NDArray[np.uint32],
    places: NDArray[np.uint32],
    lengths: NDArray[np.uint32],
    length_bytes: NDArray[np.uint8],
) -> Arrays:
    """Group the sorted tokens by term and document; raises DocumentTooLarge."""
    count = len(places)
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    document_of = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    documents_of = document_of[places]
    positions = places - starts.astype(np.uint32)[documents_of]
    new_term = _changes(terms_of)
    new = new_term | _changes(documents_of)
    first_of_posting = np.flatnonzero(new)
    documents = documents_of[first_of_posting]
    frequencies = np.diff(first_of_posting, append=count)
    first_of_term = np.flatnonzero(new_term)
    return {
        "documents": documents,
        "ends": _ends(np.flatnonzero(new_term[first_of_posting]), len(documents)),
        "codes": _codes(frequencies, length_bytes[documents]),
        "positions": positions.astype(_narrowest(lengths.max(initial=0))),
        "position_ends": _ends(first_of_term, count),
    }


def _changes(values: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return where a value differs from the one before it; the first one does."""
    changes = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _ends(starts: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    return np.append(starts[1:], total).astype("<i8")[: len(starts)]


def _codes(frequencies: NDArray[np.int64], length_bytes: NDArray[np.uint8]) -> Array:
    most = int(frequencies.max(initial=0))
    if most > MOST_FREQUENT:
        raise DocumentTooLarge(
            f"A document holds the same word {most:,} times; the index counts up to "
            f"{MOST_FREQUENT:,}. Split the article."
        )
    codes = frequencies << LENGTH_BITS | length_bytes
    return codes.astype("<u2" if most < 256 else "<u4")


def _narrowest(largest: int) -> str:
    return "<u2" if largest <= 0x10000 else "<u4"


def _inverted_rows(rows: list[tuple[int, ...]]) -> Arrays:
    """Return the keys of each document, and the documents of each key."""
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    row_keys = np.array([key for row in rows for key in row], "<i8")
    documents = np.repeat(np.arange(len(rows), dtype="<u4"), counts)
    return {
        "row_keys": row_keys,
        "row_ends": np.cumsum(counts).astype("<i8"),
        **_inverted_keys(row_keys, documents),
    }


def _inverted_numbers(numbers: Array) -> Arrays:
    """Return the documents of each number but 0, which stands for none (NO_DAY, not certain)."""
    having = np.flatnonzero(numbers)
    return _inverted_keys(numbers[having], having)


def _inverted_keys(keys: Array, documents: Array) -> Arrays:
    """Return the posting lists of pairs of a key and a document, given in order of documents."""
    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    return {
        "keys": distinct.astype("<i8"),
        "ends": _ends(starts, len(order)),
        "documents": documents[order].astype("<u4"),
    }


def flushes(documents: Iterable[Document], tokens: int = TOKENS_A_FLUSH) -> Iterator[Flush]:
    """Invert documents in portions of so many tokens, one segment each; raises DocumentTooLarge."""
    inverter = None
    for document in documents:
        inverter = inverter or Inverter()
        inverter.add(document)
        if inverter.tokens >= tokens:
            yield inverter.flush()
            inverter = None
    if inverter:
        yield inverter.flush()


def write(path: Path, arrays: Arrays) -> None:
    with ArrayWriter(path) as file:
        for name, values in arrays.items():
            file.write(name, values)
