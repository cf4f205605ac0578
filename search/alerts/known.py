"""Packs the keys of what a saved search has found, a byte or two an article."""

import zlib
from collections.abc import Collection

import numpy as np


def pack(keys: Collection[int]) -> bytes:
    """Return the keys' differences in rising order, int64 little-endian, compressed."""
    rising = np.sort(np.fromiter(keys, "<i8", len(keys)))
    return zlib.compress(np.diff(rising, prepend=0).astype("<i8").tobytes())


def unpack(packed: bytes | memoryview) -> set[int]:
    steps = np.frombuffer(zlib.decompress(packed), "<i8")
    return set(np.cumsum(steps).tolist())
