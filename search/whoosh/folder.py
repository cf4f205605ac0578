"""The index folder: generations of the index side by side, which one counts, and the locks."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

FORMAT = 4
GENERATION = re.compile(r"v[0-9]+-[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")


class IndexUnusable(Exception):
    """The index is missing, damaged or of another format; the message names the file and why."""


class IndexOfNewerRelease(IndexUnusable):
    """The index is whole, but a newer release wrote it; this one must not rebuild it."""


def fsync(path: Path) -> None:
    """Force a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file in one step that a crash leaves either undone or done."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    fsync(path.parent)


class IndexFolder:
    """Holds the locks, the pointer `CURRENT`, the marker `BUILDING`, and generations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = str(path / "CURRENT")
        self._current: tuple[tuple[int, ...], Path] | None = None

    @contextmanager
    def locked(self, name: str, wait: bool = False) -> Iterator[bool]:
        """Try to take the lock `LOCK`, `REBUILD` or `MERGE`; yields whether it was got."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    def current(self) -> Path:
        """Return the generation in use; raises IndexUnusable where there is none."""
        # Every search asks; the pointer is read again only when it was replaced or written to.
        try:
            status = os.stat(self._pointer)  # noqa: PTH116
        except OSError:
            return self._read_current()
        read_of = status.st_ino, status.st_mtime_ns, status.st_size
        if self._current is None or self._current[0] != read_of:
            self._current = read_of, self._read_current()
        return self._current[1]

    def _read_current(self) -> Path:
        try:
            name = self._text("CURRENT")
        except OSError as error:
            raise IndexUnusable(f"the file CURRENT cannot be read: {error}") from error
        if not name:
            raise IndexUnusable("there is no index yet; run: python manage.py index rebuild")
        if not GENERATION.fullmatch(name):
            raise IndexUnusable("the file CURRENT is damaged")
        if not (self.path / name).is_dir():
            raise IndexUnusable(f"the folder {name} that CURRENT names is missing")
        return self.path / name

    def is_current(self, generation: Path) -> bool:
        return self._text("CURRENT") == generation.name

    def building(self) -> Path | None:
        """Return the generation that a rebuild is filling, if there is one."""
        name = self._text("BUILDING")
        return self.path / name if name else None

    def _text(self, name: str) -> str:
        try:
            text = (self.path / name).read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return text.strip().replace("\0", "\ufffd")  # no path holds a NUL

    def new_generation(self) -> Path:
        """Return the path of a generation that never existed, for readers know one by its name."""
        now = datetime.now(UTC)
        return self.path / f"v{FORMAT}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"

    def generations(self) -> list[Path]:
        return sorted(path for path in self.path.iterdir() if GENERATION.fullmatch(path.name))

    def mark_building(self, generation: Path) -> None:
        write_durably(self.path / "BUILDING", generation.name.encode())

    def switch_to(self, generation: Path) -> None:
        write_durably(self.path / "CURRENT", generation.name.encode())

    def unmark_building(self) -> None:
        (self.path / "BUILDING").unlink(missing_ok=True)
        fsync(self.path)

    def remove(self, generation: Path) -> None:
        """Remove a generation of this folder, and nothing else whatever a marker names."""
        if generation in self.generations():
            shutil.rmtree(generation, ignore_errors=True)

    def report_damage(self, why: str) -> None:
        """Note what a search found, for the worker to rebuild; a full disk keeps no note."""
        with suppress(OSError):
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / "DAMAGED").write_text(why, encoding="utf-8")

    def reported_damage(self) -> str:
        return self._text("DAMAGED")

    def forget_damage(self) -> None:
        (self.path / "DAMAGED").unlink(missing_ok=True)
