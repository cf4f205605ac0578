"""A file of named flat arrays, read by mapping it into memory.

Layout (all numbers little-endian): the magic number, the format's version (uint32), the length of
the directory (uint32) and its offset (uint64); the arrays, each beginning at a multiple of 64
bytes; the directory, a JSON object from each name to `[dtype, offset, length]`.
`docs/index-format.md` names the arrays of a segment.
"""

import json
import mmap
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"ARRAYS\r\n"
VERSION = 1
HEADER = struct.Struct("<8sIIQ")
# A cache line; arrays that begin on one are read and computed without shifting.
ALIGNMENT = 64


class ArraysDamaged(Exception):
    """The file is no file of arrays, or not all of it is there."""


class ArrayFile(Mapping[str, Array]):
    """The arrays of one file; each is a view of the mapped file and must not be written to."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises OSError, and ArraysDamaged where it is not whole."""
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:  # an empty file
                raise ArraysDamaged(f"{path.name} is empty") from error
        try:
            self._directory = self._read_directory()
        except (struct.error, ValueError) as error:
            raise ArraysDamaged(f"{path.name} is no file of arrays, or is cut off") from error

    def _read_directory(self) -> dict[str, list[Any]]:
        magic, version, length, offset = HEADER.unpack_from(self._map)
        if magic != MAGIC or version != VERSION or offset + length != len(self._map):
            raise ValueError(magic)
        directory: dict[str, list[Any]] = json.loads(self._map[offset : offset + length])
        return directory

    def __getitem__(self, name: str) -> Array:
        dtype, offset, length = self._directory[name]
        return np.frombuffer(self._map, dtype, length, offset)

    def __iter__(self) -> Iterator[str]:
        return iter(self._directory)

    def __len__(self) -> int:
        return len(self._directory)


class ArrayWriter:
    """Writes a file of arrays; one array after the other, each whole or by pieces."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(bytes(HEADER.size))
        self._directory: dict[str, list[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._file:
            if error is None:
                self._finish()

    def _align(self) -> int:
        self._file.write(bytes(-self._file.tell() % ALIGNMENT))
        return self._file.tell()

    def write(self, name: str, *pieces: Array) -> None:
        """Append the pieces to the array that was begun last, or begin the array of this name."""
        if name not in self._directory:
            self._directory[name] = [_little_endian(pieces[0].dtype), self._align(), 0]
        entry = self._directory[name]
        for piece in pieces:
            if not np.can_cast(piece.dtype, entry[0]):
                raise TypeError(f"{name} takes {entry[0]}, which {piece.dtype} may overflow")
            self._file.write(np.ascontiguousarray(piece, entry[0]).data)
            entry[2] += len(piece)

    def _finish(self) -> None:
        listing = json.dumps(self._directory).encode()
        offset = self._align()
        self._file.write(listing)
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, VERSION, len(listing), offset))


def _little_endian(dtype: np.dtype[Any]) -> str:
    return dtype.newbyteorder("<").str
