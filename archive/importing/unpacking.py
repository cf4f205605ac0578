"""Opens packed files, and never takes out of one more than a bounded multiple of its size."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any

PACKINGS = (".gz", ".xz", ".zip")
# Text packs to a fifth or a tenth; what packs to less than a hundredth was made to do harm.
MOST_RATIO = 100
# So many bytes come out of any file, for a small one of blanks packs better.
ALWAYS = 1 << 20
MOST = 256 << 20  # bytes
BUFFER = 1 << 16  # bytes

DAMAGES = (lzma.LZMAError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, EOFError)


class TooMuch(ValueError):
    """The file unpacks to more than it may."""


class _Bounded(io.RawIOBase):
    """What a packed file holds, up to a limit in bytes that its members share."""

    def __init__(self, stream: IO[bytes], budget: list[int]) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # read1: what comes before a damage is handed on before the damage is met.
        data: bytes = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        self._budget[0] -= len(data)
        if self._budget[0] < 0:
            raise TooMuch(f"it unpacks to more than {MOST_RATIO} times its size; unpack it by hand")
        buffer[: len(data)] = data
        return len(data)


def members(packed: IO[bytes], name: str, size: int) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and stream of each file in a packed one, which has `size` bytes; else itself.

    Nothing is written to the disk. Raises DAMAGES and TooMuch, also where a stream is read.
    """
    path = PurePosixPath(name)
    if path.suffix not in PACKINGS:
        yield name, packed
        return
    budget = [min(MOST, max(ALWAYS, MOST_RATIO * size))]
    if path.suffix == ".zip":
        yield from _zipped(packed, budget)
    else:
        unpack: Callable[[IO[bytes]], Any] = lzma.open if path.suffix == ".xz" else gzip.open
        with unpack(packed) as stream:
            yield path.stem, io.BufferedReader(_Bounded(stream, budget), BUFFER)


def _zipped(packed: IO[bytes], budget: list[int]) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(packed) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_left_by_a_system(info.filename):
                continue
            try:
                stream = archive.open(info)
            except (RuntimeError, NotImplementedError) as error:  # a password, a rare packing
                raise zipfile.BadZipFile(str(error)) from error
            with stream:
                yield info.filename, io.BufferedReader(_Bounded(stream, budget), BUFFER)


def _is_left_by_a_system(name: str) -> bool:
    """Tell whether a member is what macOS and others put beside the files."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
