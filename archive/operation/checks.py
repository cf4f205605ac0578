"""System checks of what can lose data in silence: the release of SQLite, and its settings."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from django.core import checks
from django.db import connections

# https://sqlite.org/wal.html#walresetbug: a checkpoint and a commit at the same moment can lose
# what was committed. In every release with WAL mode, mended in these and backported to two lines.
WITH_WAL = (3, 7, 0)
MENDED = (3, 51, 3)
MENDED_LINES = {(3, 44): 6, (3, 50): 7}

# What each must be, as SQLite prints it, and why.
PRAGMAS = {
    "journal_mode": ("wal", "readers would wait for writers"),
    "synchronous": ("2", "a power cut could leave the index ahead of the database"),
    "foreign_keys": ("1", "nothing would keep tags from dangling"),
    "mmap_size": ("0", "an error of the disk would kill the process, or go unnoticed"),
}


def has_wal_reset_fault(version: tuple[int, ...]) -> bool:
    """Tell whether a release of SQLite, such as (3, 50, 4), has the fault."""
    backport = MENDED_LINES.get((version[0], version[1]))
    is_mended_line = backport is not None and version[2] >= backport
    return WITH_WAL <= version < MENDED and not is_mended_line


@checks.register(checks.Tags.database)
def check_sqlite(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Look at the databases named: Django names them on `migrate` and `check --database`."""
    found: list[checks.CheckMessage] = []
    for name in databases or ():
        if connections[name].vendor == "sqlite":
            found += [*_of_release(sqlite3.sqlite_version_info), *_of_pragmas(name)]
    return found


def _of_release(version: tuple[int, ...]) -> Iterable[checks.CheckMessage]:
    if has_wal_reset_fault(version):
        number = ".".join(map(str, version))
        yield checks.Warning(
            f"SQLite {number} can, very rarely, lose what was just saved (the WAL-reset fault).",
            hint="3.51.3, 3.50.7 and 3.44.6 mend it, as does a backport of your distribution; "
            "until then keep backups. See docs/operations.md.",
            id="archive.W001",
        )


def _of_pragmas(name: str) -> Iterable[checks.CheckMessage]:
    with connections[name].cursor() as cursor:
        for pragma, (wanted, why) in PRAGMAS.items():
            row = cursor.execute(f"PRAGMA {pragma}").fetchone()
            if row and str(row[0]) != wanted:
                text = f"PRAGMA {pragma} is {row[0]} and should be {wanted}: {why}."
                yield checks.Warning(text, id="archive.W002")
