"""Which keys of a facet the same documents have: every pair by the bits that both share."""

from collections.abc import Container, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.together import Pair, Together
from search.whoosh.arrays import Array
from search.whoosh.counting import CountTable
from search.whoosh.docsets import Bits, DocSet, Mask

Ints = NDArray[np.int64]


class Part(NamedTuple):
    """One segment: what is found in it, the table of the facet, and the columns of documents."""

    found: DocSet
    table: CountTable
    columns: dict[str, Array]


def together(
    parts: Sequence[Part], counts: Ints, known: Container[int], most: int, listed: int
) -> Together:
    """Count the pairs of the `most` frequent known keys; list so many of the newest articles.

    `counts` are the documents found of each key.
    """
    order = np.argsort(-counts, kind="stable")
    keys = [key for key in order[counts[order] > 0].tolist() if key in known]
    shown = keys[:most]
    bits = [_bits(part, shown) for part in parts]
    several = [_several(rows) for rows in bits]
    return Together(
        counts={key: int(counts[key]) for key in shown},
        pairs=_pairs(bits, shown),
        articles=_newest(parts, bits, several, shown, listed) if listed and shown else {},
        several=sum(int(np.bitwise_count(each).sum()) for each in several),
        left_out=len(keys) - len(shown),
    )


def _bits(part: Part, keys: Sequence[int]) -> Bits:
    """Return a row of bits for each key: the documents found that have it."""
    rows = np.zeros((len(keys), len(part.found.bits)), np.uint64)
    for row, key in enumerate(keys):
        having = DocSet.of_numbers(part.table.documents_of(key), part.found.size)
        rows[row] = having.bits & part.found.bits
    return rows


def _several(rows: Bits) -> Bits:
    """Return the documents that have two of the keys or more."""
    one, several = np.zeros((2, rows.shape[1]), np.uint64)
    for row in rows:
        several |= one & row
        one |= row
    return several


def _pairs(bits: Sequence[Bits], keys: Sequence[int]) -> dict[Pair, int]:
    pairs = {}
    for first, key in enumerate(keys):
        shared = np.zeros(len(keys) - first - 1, np.int64)
        for rows in bits:
            shared += np.bitwise_count(rows[first + 1 :] & rows[first]).sum(axis=1, dtype=np.int64)
        for other, number in zip(keys[first + 1 :], shared.tolist(), strict=True):
            if number:
                pairs[key, other] = number
    return pairs


def _newest(
    parts: Sequence[Part],
    bits: Sequence[Bits],
    several: Sequence[Bits],
    keys: Sequence[int],
    most: int,
) -> dict[int, tuple[int, ...]]:
    """Return the keys of the articles with the latest days; of one day, those imported last."""
    places = [np.flatnonzero(_mask(row, part)) for part, row in zip(parts, several, strict=True)]

    def column(name: str) -> Array:
        pairs = zip(parts, places, strict=True)
        return np.concatenate([part.columns[name][chosen] for part, chosen in pairs])

    members = [
        np.array([_mask(row, part)[chosen] for row in rows])
        for part, rows, chosen in zip(parts, bits, places, strict=True)
    ]
    articles = column("article")
    newest = np.lexsort((articles, column("last")))[::-1][:most]
    has = np.concatenate(members, axis=1)[:, newest].T
    named = [tuple(keys[place] for place in np.flatnonzero(row).tolist()) for row in has]
    return dict(zip(articles[newest].tolist(), named, strict=True))


def _mask(row: Bits, part: Part) -> Mask:
    return np.unpackbits(row.view(np.uint8), count=part.found.size).view(bool)
