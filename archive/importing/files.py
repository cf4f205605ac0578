"""Opens a file of articles by its ending and reads it record by record."""

import codecs
import gzip
import hashlib
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, cast

from archive.importing import bulletins, records, tables
from archive.importing.records import Record, RecordError

ENDINGS = (".txt", ".jsonl", ".jsonl.gz", ".jsonl.xz", ".csv")
DAMAGES = (lzma.LZMAError, gzip.BadGzipFile, zlib.error, EOFError)


class FileError(ValueError):
    """The file cannot be read at all; the message says what, where and how to mend it."""


@dataclass(frozen=True)
class Item:
    """One record of a file, or why there is none, and the line where it stands."""

    line: int
    content: Record | RecordError


@dataclass(frozen=True)
class ArticleFile:
    path: Path

    def __post_init__(self) -> None:
        try:
            self.path.open("rb").close()
        except OSError as error:
            raise FileError(f"{self.path}: {error.strerror}") from error
        if not self.path.name.endswith(ENDINGS):
            raise FileError(
                f"{self.path}: the ending is none of {', '.join(ENDINGS)}; rename or convert it"
            )

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def sha256(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def items(self, progress: Callable[[int], object] = int) -> Iterator[Item]:
        """Yield the records in order; `progress` is told the bytes of the file read since."""
        if self.path.suffix == ".txt":
            yield from self._bulletins()
        elif self.path.suffix == ".csv":
            yield from self._rows()
        else:
            yield from self._lines(progress)
            return
        progress(self.size)

    def _bulletins(self) -> Iterator[Item]:
        for bulletin in bulletins.parse(bulletins.decode(self.path.read_bytes())):
            given = {**bulletin.as_record(), "raw": bulletin.raw}
            yield _item(bulletin.line, partial(records.from_mapping, given))

    def _rows(self) -> Iterator[Item]:
        text = bulletins.decode(self.path.read_bytes())
        for line, content in tables.parse(text):
            yield Item(line, content)

    def _lines(self, progress: Callable[[int], object]) -> Iterator[Item]:
        told = number = 0
        with self.path.open("rb") as packed, _unpacked(packed, self.path.suffix) as lines:
            try:
                for number, line in enumerate(lines, start=1):
                    if line.removeprefix(codecs.BOM_UTF8).strip():
                        yield _item(number, partial(records.from_json_line, line))
                    progress(packed.tell() - told)
                    told = packed.tell()
            except DAMAGES as error:
                yield Item(number + 1, RecordError(f"the file is damaged from here on: {error}"))


def _unpacked(packed: IO[bytes], suffix: str) -> IO[bytes]:
    if suffix == ".xz":
        return lzma.open(packed)
    return cast("IO[bytes]", gzip.open(packed)) if suffix == ".gz" else packed


def _item(line: int, read: Callable[[], Record]) -> Item:
    try:
        return Item(line, read())
    except RecordError as error:
        return Item(line, error)
