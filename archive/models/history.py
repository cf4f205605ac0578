"""Former states of curated rows; those that one act leaves behind are written together at its end.

A row of history costs as much as the row itself where each is inserted alone. So inside an `act`
they wait, and are inserted by the hundred before its transaction ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords


@dataclass
class Act:
    """What a running act has changed so far; `rows` are those of its history, not saved yet."""

    reason: str
    curator: Any
    rows: list[Any] = field(default_factory=list)

    def tell(self, changed: Iterable[Any], kind: str) -> None:
        """Keep what these rows are now; the kind is `+`, `~` or `-`."""
        self.rows += [_told(row, kind, self.reason) for row in changed]

    def write(self) -> None:
        by_model = defaultdict(list)
        for row in self.rows:
            by_model[type(row)].append(row)
        for model, rows in by_model.items():
            model._default_manager.bulk_create(rows)


_running: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def act(reason: str = "", curator: Any = None) -> Iterator[Act]:
    """A transaction whose history is written at its end, all with one reason and by one curator.

    An act inside another is a savepoint of it: its history goes with it if it fails, and it takes
    reason and curator from the outer one where it gives none. Inside an act every savepoint that
    may fail and be caught must be an act, else what it undid would be told.
    """
    outer = _running.get()
    own = Act(reason or (outer.reason if outer else ""), curator or (outer and outer.curator))
    token = _running.set(own)
    try:
        with transaction.atomic():
            yield own
            if outer is None:
                own.write()
    finally:
        _running.reset(token)
    if outer is not None:
        outer.rows += own.rows


def create(rows: Sequence[Any]) -> None:
    """Insert new rows of one model, which signals do not see, and tell of them."""
    if not rows:
        return
    with act() as running:
        type(rows[0])._default_manager.bulk_create(rows)
        running.tell(rows, "+")


def update(rows: Sequence[Any], fields: Sequence[str]) -> None:
    """Save these fields of rows of one model, which signals do not see, and tell of them."""
    if not rows:
        return
    with act() as running:
        type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=500)
        running.tell(rows, "~")


def _told(instance: Any, kind: str, reason: str) -> Any:
    """Return the row of history that tells what this row is now; it is not saved yet."""
    model = _history_of(instance._meta.model)
    return model(
        history_date=timezone.now(),
        history_type=kind,
        history_user=model.get_default_history_user(instance),
        history_change_reason=getattr(instance, "_change_reason", None) or reason or None,
        **{each.attname: getattr(instance, each.attname) for each in model.tracked_fields},
    )


@cache
def _history_of(model: Any) -> Any:
    """Return the model of its history; asking the manager makes a new class each time."""
    return model.history.model


class History(HistoricalRecords):  # type: ignore[misc]
    """A history that waits for the end of the act that is running, if any."""

    def create_historical_record(self, instance: Any, history_type: str, using: Any = None) -> None:
        running = _running.get()
        # What many-to-many fields held hangs on the key of the row, so that it cannot wait.
        if running is None or self.get_m2m_fields_from_model(type(instance)):
            super().create_historical_record(instance, history_type, using=using)
        else:
            running.tell([instance], history_type)

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> Any:
        own = super().get_change_reason_for_object(instance, history_type, using)
        running = _running.get()
        return own or (running and running.reason) or None

    def get_history_user(self, instance: Any) -> Any:
        running = _running.get()
        return (running and running.curator) or super().get_history_user(instance)
