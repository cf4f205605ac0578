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

from search.analysis import TOKEN, term
from search.compounds import candidates
from search.facets import FACETS
from search.whoosh import compounds, spellings
from search.whoosh.arrays import Array, ArrayWriter
from search.whoosh.dictionary import packed
from search.whoosh.postings import BODY_GAP, LENGTH_BITS
from search.whoosh.schema import COLUMNS, DAY_FIELDS, SINGLE_FIELDS

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
        self._text = _Text()
        self._columns: dict[str, list[int]] = {name: [] for name in COLUMNS}
        self._rows: dict[str, list[tuple[int, ...]]] = {facet: [] for facet in FACETS}
        self._singles: dict[str, list[int]] = {field: [] for field in SINGLE_FIELDS}

    def add(self, document: Document) -> None:
        self._text.add(document["title"], document["body"])
        for name, column in self._columns.items():
            column.append(document[name])
        for facet, rows in self._rows.items():
            rows.append(document[facet])
        for field, numbers in self._singles.items():
            numbers.append(document[field])

    @property
    def tokens(self) -> int:
        return len(self._text.tokens)

    def flush(self) -> Flush:
        """Return what was added as one segment; the documents are numbered in order.

        Raises DocumentTooLarge.
        """
        arrays = {name: np.array(self._columns[name], COLUMNS[name]) for name in COLUMNS}
        arrays["article.order"] = np.argsort(arrays["article"], kind="stable").astype("<u4")
        for facet, rows in self._rows.items():
            arrays |= _named(facet, _inverted_rows(rows))
        for field in DAY_FIELDS:
            arrays |= _named(field, _inverted_numbers(arrays[field]))
        for field, numbers in self._singles.items():
            arrays |= _named(field, _inverted_numbers(np.array(numbers, np.int64)))
        arrays |= self._text.inverted()
        return Flush(arrays, len(arrays["article"]), self._text.lengths)


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

    def tokens(self) -> Iterator[str]:
        """Yield the tokens that have a term, each once."""
        return (token for token, number in self.items() if number)


class _Text:
    """The tokens of titles and bodies, document after document."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._number_of = self._vocabulary.__getitem__
        self.tokens = array("I")
        # Pieces of the texts that may be words of parts.
        self._pieces: set[str] = set()
        self._title_lengths = array("I")
        self._body_lengths = array("I")

    def add(self, title: str, body: str) -> None:
        self._title_lengths.append(self._add(title))
        self._body_lengths.append(self._add(body))

    def _add(self, text: str) -> int:
        self._pieces.update(candidates(text))
        numbers = list(map(self._number_of, TOKEN.findall(text)))
        if 0 in numbers:
            numbers = [number for number in numbers if number]
        self.tokens.extend(numbers)
        return len(numbers)

    @property
    def lengths(self) -> dict[str, int]:
        """Return the number of words by field."""
        return {"title": sum(self._title_lengths), "body": sum(self._body_lengths)}

    def inverted(self) -> Arrays:
        tokens = np.frombuffer(self.tokens, np.uint32)
        rank, terms = _ranked(tokens, self._vocabulary.terms)
        # Sorted by term, then by place in all texts: by document, then by position.
        keys = rank[tokens] << np.uint64(32) | np.arange(len(tokens), dtype=np.uint64)
        keys.sort()
        terms_of = (keys >> np.uint64(32)).astype(np.uint32)
        places = keys.astype(np.uint32)  # the lower half
        del keys
        titles = np.frombuffer(self._title_lengths, np.uint32)
        bodies = np.frombuffer(self._body_lengths, np.uint32)
        text, ends = packed(terms)
        return {
            "text.terms": text,
            "text.term_ends": ends,
            **compounds.arrays(self._pieces),
            **spellings.arrays(spellings.cases(self._vocabulary.tokens())),
            "title.words": titles.astype(narrowest(titles)),
            **_postings(terms_of, places, titles, bodies),
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
    titles: NDArray[np.uint32],
    bodies: NDArray[np.uint32],
) -> Arrays:
    """Group the sorted tokens by term and document; raises DocumentTooLarge.

    `titles` and `bodies` are the words of each document.
    """
    lengths = titles + bodies
    starts = (np.cumsum(lengths, dtype=np.int64) - lengths).astype(np.uint32)
    documents_of = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[places]
    positions = places - starts[documents_of]
    is_title = positions < titles[documents_of]
    positions[~is_title] += np.uint32(BODY_GAP)
    new_term = _changes(terms_of)
    first_of_posting = np.flatnonzero(new_term | _changes(documents_of))
    first_of_term = np.flatnonzero(new_term)
    documents = documents_of[first_of_posting]
    frequencies = np.diff(first_of_posting, append=len(places))
    in_title = sums(is_title, frequencies)
    ends = _ends(np.flatnonzero(new_term[first_of_posting]), len(documents))
    title_bytes, body_bytes = _length_bytes(titles), _length_bytes(bodies)
    return {
        "title.lengths": title_bytes,
        "body.lengths": body_bytes,
        "text.documents": documents,
        "text.ends": ends,
        "text.codes": _codes(frequencies - in_title, body_bytes[documents]),
        "text.positions": positions.astype(narrowest(positions)),
        "text.position_ends": _ends(first_of_term, len(places)),
        **title_arrays(_codes(in_title, title_bytes[documents]), ends),
        "body.frequencies": sums(frequencies > in_title, np.diff(ends, prepend=0)).astype("<u4"),
    }


def title_arrays(codes: Array, ends: Array) -> Arrays:
    """Keep of the codes of all postings those that stand in a title, by term.

    `ends` tells where the list of each term ends.
    """
    having = np.flatnonzero(codes >> LENGTH_BITS)
    term_of = np.searchsorted(ends, having, side="right")
    starts = np.append(0, ends)[term_of]
    return {
        "title.places": (having - starts).astype("<u4"),
        "title.codes": codes[having],
        "title.ends": np.searchsorted(having, ends).astype("<i8"),
    }


def sums(values: Array, counts: Array) -> NDArray[np.int64]:
    """Return the sums of as many values in a row as each count tells."""
    sums = np.append(0, np.cumsum(values, dtype=np.int64))
    return np.diff(sums[np.cumsum(counts)], prepend=0)


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


def narrowest(values: Array) -> str:
    """Return the type of two bytes, or of four where a value needs it."""
    return "<u2" if values.max(initial=0) < 1 << 16 else "<u4"


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
    """Return the documents of each number but 0: no day, not certain, in no issue."""
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
