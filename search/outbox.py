"""From changed articles to the index: rows that triggers wrote are applied, then deleted.

The protocol is that of `docs/outbox.md`; every step may be killed or interleaved with any other.
"""

import logging
from collections.abc import Callable, Sequence

from django.db import DatabaseError, connection

from search import engine
from search.models import OutboxRow
from search.whoosh.documents import documents
from search.whoosh.folder import IndexUnusable

logger = logging.getLogger(__name__)

ROWS_A_BATCH = 1_000


def drain(
    batches: int | None = None, wait: bool = False, progress: Callable[[int], object] | None = None
) -> int:
    """Apply what is waiting, in at most `batches` commits; returns the number of rows applied.

    Never inside a transaction: rows would be read that others cannot see. Returns at once where
    another process holds LOCK, unless it shall `wait`. Raises IndexUnusable, and OSError where
    the index folder cannot be written.
    """
    if connection.in_atomic_block:
        raise RuntimeError("drain() was called inside a transaction")
    done = 0
    # The last look comes after LOCK is released: a save that found it taken is not lost.
    while batches != 0 and is_anything_waiting():
        with engine.index().folder.locked("LOCK", wait) as got:
            if not got:
                return done
            clean_up_abandoned_rebuild()
            while batches != 0 and (rows := waiting_rows()):
                apply_to_current(rows)
                done += len(rows)
                if progress:
                    progress(len(rows))
                batches = batches and batches - 1
    return done


def drain_robustly() -> None:
    """Drain one batch; what fails here is left to the worker."""
    try:
        drain(batches=1)
    except (IndexUnusable, OSError, DatabaseError) as error:
        logger.warning("The index was not updated in this request: %s", error)


def is_anything_waiting() -> bool:
    return OutboxRow.objects.filter(replay=False).exists()


def waiting_rows() -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(replay=False).order_by("pk")[:ROWS_A_BATCH])


def apply_to_current(rows: Sequence[OutboxRow]) -> None:
    """Steps 3 to 5: the present state of the rows' articles into the index, then away with them."""
    index = engine.index()
    keys = {row.article_key for row in rows}
    index.apply(index.folder.current(), keys, documents(keys))
    forget(rows)


def forget(rows: Sequence[OutboxRow]) -> None:
    """Delete exactly these rows; keep them for the new index while a rebuild runs."""
    applied = OutboxRow.objects.filter(pk__in=[row.pk for row in rows])
    if engine.index().folder.building():
        applied.update(replay=True)
    else:
        applied.delete()


def clean_up_abandoned_rebuild() -> None:
    """Remove what a killed rebuild left, unless one is running; the caller holds LOCK."""
    folder = engine.index().folder
    if folder.building():
        with folder.locked("REBUILD") as is_free:
            if is_free:
                remove_traces_of_rebuild()


def remove_traces_of_rebuild() -> None:
    """Remove marker, replay marks and the new folder unless it came into use.

    The caller holds LOCK and REBUILD. Rows marked for replay are in the index in use either way:
    they were applied before they were marked, or the rebuild applied them before it switched.
    """
    folder = engine.index().folder
    building = folder.building()
    OutboxRow.objects.filter(replay=True).delete()
    if building and not folder.is_current(building):
        folder.remove(building)
    folder.unmark_building()
