"""From the keys stored with documents to those that count: broader regions, survivors of merges."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import Numbers

Ints = NDArray[np.int64]


def closure(
    documents: Numbers, keys: Ints, counts_for: Mapping[int, Sequence[int]]
) -> tuple[Numbers, Ints]:
    """Return pairs of a document and a key that counts for it, by document, each pair once.

    The pairs given are ordered by document; a key that is not known yet counts for itself.
    """
    stored, which = np.unique(keys, return_inverse=True)
    counting = [counts_for.get(key, (key,)) for key in stored.tolist()]
    if all(targets == (key,) for key, targets in zip(stored.tolist(), counting, strict=True)):
        return documents, keys
    lengths = np.fromiter(map(len, counting), np.int64, len(counting))
    targets = np.fromiter((key for each in counting for key in each), np.int64)
    starts = np.cumsum(lengths) - lengths
    of_pair = lengths[which]
    before = np.cumsum(of_pair) - of_pair
    chosen = np.repeat(starts[which] - before, of_pair) + np.arange(int(of_pair.sum()))
    # One number a pair, so that sorting them finds those led to by several paths.
    base = int(targets.max(initial=0)) + 1
    pairs = np.unique(np.repeat(documents, of_pair).astype(np.int64) * base + targets[chosen])
    return (pairs // base).astype(np.uint32), pairs % base
