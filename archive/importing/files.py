"""Opens a file of articles by its ending and reads it record by record."""

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from archive.importing import arrays, bulletins, records, tables, unpacking
from archive.importing.records import Record, RecordError


class FileError(ValueError):
    """The file cannot be read at all; the message says what, where and how to mend it."""


@dataclass(frozen=True)
class Item:
    """One record of a file, or why there is none, and the line where it stands.

    In a zip `member` names the file that the line is of.
    """

    line: int
    content: Record | RecordError
    member: str = ""


@dataclass(frozen=True)
class ArticleFile:
    """A file on the disk; `shown` is its name where it is kept under another one."""

    path: Path
    shown: str = ""

    def __post_init__(self) -> None:
        try:
            self.path.open("rb").close()
        except OSError as error:
            raise FileError(f"{self.path}: {error.strerror}") from error
        if not can_be_read(self.name):
            raise FileError(
                f"{self.path}: the ending is none of {', '.join(READERS)}, each alone or packed "
                f"({', '.join(unpacking.PACKINGS)}); rename or convert it"
            )

    @property
    def name(self) -> str:
        return self.shown or self.path.name

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def sha256(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def place(self, item: Item) -> str:
        """Return where the item stands, for a reader: the file, its member, the line."""
        return f"{self.name}{'/' if item.member else ''}{item.member}:{item.line}"

    def items(self, progress: Callable[[int], object] = int) -> Iterator[Item]:
        """Yield the records in order; `progress` is told the bytes of the file read since."""
        told = 0
        with self.path.open("rb") as packed:
            for item in self._items(packed):
                yield item
                here = max(told, packed.tell())  # in a zip the list of its files comes first
                progress(here - told)
                told = here
        progress(self.size - told)

    def _items(self, packed: IO[bytes]) -> Iterator[Item]:
        """Yield the records; what damages the file is the last item."""
        is_zip = self.name.lower().endswith(".zip")
        last = Item(0, RecordError())
        try:
            for name, stream in unpacking.members(packed, self.name.lower(), self.size):
                last = Item(0, RecordError(), name if is_zip else "")
                for item in _read(name, stream):
                    last = replace(item, member=last.member) if is_zip else item
                    yield last
        except unpacking.TooMuch as error:
            yield replace(last, line=last.line + 1, content=RecordError(f"the file: {error}"))
        except unpacking.DAMAGES as error:
            problem = RecordError(f"the file is damaged from here on: {error}")
            yield replace(last, line=last.line + 1, content=problem)


def can_be_read(name: str) -> bool:
    """Tell whether a file of this name is one of articles, or may hold some."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".zip":
        return True
    return PurePosixPath(path.stem if path.suffix in (".gz", ".xz") else path).suffix in READERS


def _read(name: str, stream: IO[bytes]) -> Iterator[Item]:
    reader = READERS.get(PurePosixPath(name.lower()).suffix)
    if reader:
        yield from reader(stream)
    else:
        yield Item(1, RecordError(f"the ending is none of {', '.join(READERS)}"))


def _bulletins(stream: IO[bytes]) -> Iterator[Item]:
    for bulletin in bulletins.parse(bulletins.decode(stream.read())):
        given = {**bulletin.as_record(), "raw": bulletin.raw}
        yield _item(bulletin.line, partial(records.from_mapping, given))


def _rows(stream: IO[bytes]) -> Iterator[Item]:
    for line, content in tables.parse(bulletins.decode(stream.read())):
        yield Item(line, content)


def _values(stream: IO[bytes]) -> Iterator[Item]:
    for line, content in arrays.parse(bulletins.decode(stream.read())):
        yield Item(line, content)


def _lines(stream: IO[bytes]) -> Iterator[Item]:
    for number, line in enumerate(stream, start=1):
        if line.removeprefix(codecs.BOM_UTF8).strip():
            yield _item(number, partial(records.from_json_line, line))


READERS: dict[str, Callable[[IO[bytes]], Iterator[Item]]] = {
    ".txt": _bulletins,
    ".jsonl": _lines,
    ".json": _values,
    ".csv": _rows,
}


def _item(line: int, read: Callable[[], Record]) -> Item:
    try:
        return Item(line, read())
    except RecordError as error:
        return Item(line, error)
