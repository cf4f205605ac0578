"""Builds the whole index anew beside the one in use, and switches when it is complete."""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from archive.models import Article
from search import engine, outbox, verification
from search.models import OutboxRow
from search.whoosh import commits
from search.whoosh.documents import documents

# Of so many articles the contents are compared before switching, of all others the keys.
ARTICLES_COMPARED = 200

Progress = Callable[[int, int], object]


class RebuildRefused(Exception):
    """Another rebuild is running."""


class RebuildFailed(Exception):
    """The new index does not hold what the database holds; the old one stays in use."""


def rebuild(progress: Progress | None = None) -> int:
    """Build a new generation and switch to it; returns the number of articles in it.

    Raises RebuildRefused, RebuildFailed, and OSError where the index folder cannot be written;
    after each of them the index in use is the one before.
    """
    try:
        with ExitStack() as held:
            generation = _begin(held)
            # Rows that are visible before the articles are read tell nothing that these do not.
            applied = {row for row, _ in _rows_beyond(set())}
            fill(generation, progress)
            catch_up(generation, applied)
            with engine.index().folder.locked("LOCK", wait=True):
                finish(generation, applied)
    except BaseException:
        _give_up()
        raise
    return engine.index().snapshot().size


def _begin(held: ExitStack) -> Path:
    """Take REBUILD and write the marker, under LOCK: who cleans up holds both for a moment."""
    folder = engine.index().folder
    with folder.locked("LOCK", wait=True):
        if not held.enter_context(folder.locked("REBUILD")):
            raise RebuildRefused("Another rebuild is running; wait for it or stop it.")
        return mark_beginning()


def mark_beginning() -> Path:
    """Write the marker; from now on applied rows are kept for the new generation."""
    folder = engine.index().folder
    outbox.remove_traces_of_rebuild()
    _remove_unused_generations()
    generation = folder.new_generation()
    folder.mark_building(generation)
    commits.create(generation)
    return generation


def _remove_unused_generations() -> None:
    """The generation before this one stayed until now, for readers that still had it open."""
    folder = engine.index().folder
    for generation in folder.generations():
        if not folder.is_current(generation):
            folder.remove(generation)


def _give_up() -> None:
    """Leave nothing half-done; where LOCK is taken, whoever takes it next cleans up."""
    with suppress(OSError, DatabaseError), engine.index().folder.locked("LOCK") as got:
        if got:
            outbox.clean_up_abandoned_rebuild()


def fill(generation: Path, progress: Progress | None) -> None:
    """Put all public articles, read after the marker was written, into the new generation."""
    engine.index().fill(generation, _told(documents(), progress))


def _told(items: Iterable[dict[str, Any]], progress: Progress | None) -> Iterator[dict[str, Any]]:
    total = Article.objects.public().count()
    for number, item in enumerate(items, start=1):
        yield item
        if progress:
            progress(number, total)


def catch_up(generation: Path, applied: set[int]) -> None:
    """Apply what changed meanwhile, in rounds, until little is left; adds to the rows applied."""
    while len(rows := _rows_beyond(applied)) > outbox.ROWS_A_BATCH:
        _apply(generation, rows, applied)


def _rows_beyond(applied: set[int]) -> list[tuple[int, int]]:
    """Return numbers and article keys of the rows not applied yet."""
    rows = OutboxRow.objects.order_by("pk").values_list("pk", "article_key")
    return [row for row in rows.iterator() if row[0] not in applied]


def _apply(generation: Path, rows: list[tuple[int, int]], applied: set[int]) -> None:
    keys = {key for _, key in rows}
    engine.index().apply(generation, keys, documents(keys))
    applied.update(row for row, _ in rows)


def finish(generation: Path, applied: set[int]) -> None:
    """The last round; the caller holds LOCK, so that nothing is applied elsewhere meanwhile."""
    folder = engine.index().folder
    if rows := _rows_beyond(applied):
        _apply(generation, rows, applied)
    verify(generation, applied)
    folder.switch_to(generation)
    _forget(applied)
    folder.unmark_building()
    folder.forget_damage()


def verify(generation: Path, applied: set[int]) -> None:
    """Compare the new index with the database, and search for a sample; raises RebuildFailed."""
    snapshot = engine.index().open_newest(generation)
    indexed = snapshot.digests()
    sample = random.sample(sorted(indexed), min(len(indexed), ARTICLES_COMPARED))
    faults = verification.differences(indexed, sample, applied)
    unfound = verification.unfound(snapshot, sample, applied)
    if faults or unfound:
        raise RebuildFailed(
            f"The new index differs from the database ({faults}, {len(unfound)} not found by their "
            "words); the index before it stays in use."
        )


def _forget(applied: set[int]) -> None:
    """Delete the applied rows; by portions, for databases limit the values of a query."""
    keys = sorted(applied)
    for start in range(0, len(keys), outbox.ROWS_A_BATCH):
        OutboxRow.objects.filter(pk__in=keys[start : start + outbox.ROWS_A_BATCH]).delete()
