"""Copies the database while the site goes on, and puts a copy back; all else can be made anew."""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from archive.models import Article

FORMAT = 1
DATABASE = "archive.sqlite3"
MANIFEST = "manifest.json"
PREFIX = "monitor-archive-"
# What SQLite keeps beside a database in use; of another database, it would damage this one.
BESIDE = ("-wal", "-shm", "-journal")
A_MOMENT = 5  # seconds that a restore waits for the present database to be let go


class BackupError(Exception):
    """A backup cannot be made or put back; the message says why, and nothing was changed."""


class Manifest(NamedTuple):
    """What a backup says of itself: sizes in bytes, hashes as SHA-256 in hexadecimal."""

    format: int
    made: str
    articles: int
    sqlite: str
    migrations: list[str]
    size: int
    sha256: str


def make(folder: Path) -> Path:
    """Put a checked copy of the database into a new folder below `folder`, and return it.

    Readers and curators go on meanwhile: SQLite's backup reads one state of a database in WAL mode.
    The new folder has its name only once it is complete and on the disk.
    """
    _demand_sqlite()
    now = datetime.now(UTC)
    final = folder / f"{PREFIX}{now:%Y%m%d-%H%M%S}"
    partial = folder / f".{final.name}.partial"
    try:
        partial.mkdir(parents=True)
        _copy(_database(), partial / DATABASE)
        _write_manifest(partial, now)
        partial.rename(final)
        _sync(folder)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"No backup was made: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return final


def _copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use into one file; raises sqlite3.Error and BackupError."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as from_,
        closing(sqlite3.connect(target)) as to,
    ):
        from_.backup(to)
        to.execute("PRAGMA journal_mode=DELETE")  # nothing stays beside the file
        _demand_integrity(to)
    _sync(target)


def _write_manifest(folder: Path, now: datetime) -> None:
    file = folder / DATABASE
    with closing(sqlite3.connect(file)) as copy:
        (articles,) = copy.execute(f"SELECT count(*) FROM {Article._meta.db_table}").fetchone()
        query = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
        migrations = [name for (name,) in copy.execute(query)]
    manifest = Manifest(
        FORMAT,
        now.isoformat(timespec="seconds"),
        articles,
        sqlite3.sqlite_version,
        migrations,
        file.stat().st_size,
        _hash(file),
    )
    path = folder / MANIFEST
    path.write_text(json.dumps(manifest._asdict(), indent=1) + "\n", encoding="utf-8")
    _sync(path)
    _sync(folder)


def remove_all_but(newest: int, folder: Path) -> list[Path]:
    """Remove all complete backups but so many, and return those removed."""
    backups = sorted(path for path in folder.glob(f"{PREFIX}*") if (path / MANIFEST).is_file())
    removed = backups[:-newest]
    for path in removed:
        shutil.rmtree(path)
    return removed


def check(backup: Path) -> Manifest:
    """Return what a backup says of itself; raises BackupError unless it is whole and readable."""
    manifest = _read_manifest(backup)
    file = backup / DATABASE
    try:
        if file.stat().st_size != manifest.size or _hash(file) != manifest.sha256:
            raise BackupError(f"{file} is not what was backed up: size or hash differ.")
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            _demand_integrity(copy)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{file} cannot be read: {error}") from error
    _demand_known_migrations(manifest)
    return manifest


def _read_manifest(backup: Path) -> Manifest:
    path = backup / MANIFEST
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**said)
    except (OSError, ValueError, TypeError) as error:
        raise BackupError(f"{path} is no manifest of a backup: {error}") from error
    if manifest.format != FORMAT:
        raise BackupError(f"{path} has format {manifest.format}, this release reads {FORMAT}.")
    return manifest


def _demand_known_migrations(manifest: Manifest) -> None:
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := [name for name in manifest.migrations if name not in known]:
        raise BackupError(f"A newer release made this backup: {newer[0]} is unknown to this one.")


def put_back(backup: Path, replace: bool = False) -> Manifest:
    """Make a backup the database of the site; the caller migrates, and rebuilds the index.

    A database that holds articles is replaced only where that is said, and kept beside the new
    one. Nobody may have it open: the site and its worker must be stopped.
    """
    _demand_sqlite()
    manifest = check(backup)
    target = _database()
    copy = target.with_name(f"{target.name}.restoring")
    if not replace and _holds_articles():
        raise BackupError(f"{target} holds articles; --replace puts the backup in its place.")
    connections.close_all()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup / DATABASE, copy)
        _sync(copy)
        _put_aside(target)
        copy.rename(target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        raise BackupError(f"The backup was not put back: {error}") from error
    return manifest


def _holds_articles() -> bool:
    if Article._meta.db_table not in connection.introspection.table_names():
        return False
    return Article.objects.exists()


def _put_aside(database: Path) -> None:
    """Rename a database to `….before-TIME`; raises sqlite3.Error where somebody has it open."""
    if not database.exists():
        return
    _let_go(database)
    now = datetime.now(UTC)
    aside = f"{database.name}.before-{now:%Y%m%d-%H%M%S}"
    for end in ("", *BESIDE):
        beside = database.with_name(database.name + end)
        if beside.exists():
            beside.rename(database.with_name(aside + end))


def _let_go(database: Path) -> None:
    """Leaving WAL mode needs that nobody else has the database open, and empties what is beside.

    A damaged database cannot be asked, and need not be.
    """
    with closing(sqlite3.connect(database, timeout=A_MOMENT)) as present:
        try:
            present.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return


def _demand_sqlite() -> None:
    if connection.vendor != "sqlite":
        raise BackupError(f"This is for SQLite; {connection.vendor} has tools of its own.")


def _demand_integrity(database: sqlite3.Connection) -> None:
    found = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
    dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    if found != ["ok"] or dangling:
        raise BackupError(f"The database is damaged: {'; '.join(found)}; dangling: {dangling}")


def _database() -> Path:
    return Path(connection.settings_dict["NAME"]).resolve()


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
