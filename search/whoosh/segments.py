"""What filters, facets and sorting need of a segment, as arrays in memory."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.facets import FACETS
from search.vocabulary import Vocabulary

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass
class Keys:
    """The keys of one facet: `values[i]` belongs to document `documents[i]`; both of one length."""

    documents: Ints
    values: Ints

    def mask(self, wanted: list[int], size: int) -> Mask:
        """Return which of `size` documents have at least one of the wanted keys."""
        mask = np.zeros(size, bool)
        mask[self.documents[np.isin(self.values, wanted)]] = True
        return mask

    def counts(self, among: Mask) -> dict[int, int]:
        """Return, for each key, how many of the masked documents have it."""
        values, counts = np.unique(self.values[among[self.documents]], return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))


@dataclass
class SegmentTable:
    """The columns of one segment; arrays as long as it has documents, deleted ones included."""

    articles: Ints
    first: Ints
    last: Ints
    certain: Mask
    digests: NDArray[np.uint64]
    stored: dict[str, Keys]
    # Facet → (version of the vocabulary, keys that count, each document once a key).
    _counted: dict[str, tuple[int, Keys]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.articles)

    def counted(self, facet: str, vocabulary: Vocabulary) -> Keys:
        """Return the facet's keys with broader regions and the survivors of merges."""
        version, keys = self._counted.get(facet, (-1, None))
        if keys is None or version != vocabulary.version:
            keys = _closure(self.stored[facet], vocabulary.facets[facet].counts_for)
            self._counted[facet] = (vocabulary.version, keys)
        return keys


def _closure(stored: Keys, counts_for: dict[int, tuple[int, ...]]) -> Keys:
    pairs = {
        (document, key)
        for document, value in zip(stored.documents.tolist(), stored.values.tolist(), strict=True)
        for key in counts_for.get(value, ())
    }
    table = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return Keys(table[:, 0], table[:, 1])


def read_table(reader: Any) -> SegmentTable:
    """Read the columns of a Whoosh segment reader."""

    def column(name: str) -> Ints:
        return np.array(list(reader.column_reader(name)), np.int64)

    return SegmentTable(
        articles=column("article"),
        first=column("first"),
        last=column("last"),
        certain=column("certain").astype(bool),
        digests=np.array(list(reader.column_reader("digest")), np.uint64),
        stored={facet: _keys(list(reader.column_reader(facet))) for facet in FACETS},
    )


def _keys(packed: list[bytes]) -> Keys:
    lengths = [len(each) // 4 for each in packed]
    documents = np.repeat(np.arange(len(packed)), lengths)
    return Keys(documents, np.frombuffer(b"".join(packed), "<u4").astype(np.int64))
