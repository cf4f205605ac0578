"""Finds the records that an import made, and deletes those that nothing needs any more."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ProtectedError

from archive.models import Actor, ImportBatch, Issue, Outlet, Publication, Region, TakenSlug
from archive.models.history import act

MODELS: tuple[Any, ...] = (Region, Actor, Outlet, Issue, Publication)


def unmake(batch: ImportBatch) -> int:
    """Delete what the batch made, nothing uses and nobody changed since; returns how many."""
    return sum(_delete(record) for model in MODELS for record in _made(model, batch))


def _made(model: Any, batch: ImportBatch) -> Iterator[Any]:
    told = model.history.filter(history_change_reason=f"Import batch {batch.pk}", history_type="+")
    for record in model.objects.filter(pk__in=told.values_list("id", flat=True)):
        # An issue's date follows its articles; that is no curator's change.
        if model is Issue or (record.history.count() == 1 and not _has_company(record)):
            yield record


def _has_company(record: Any) -> bool:
    """Tell whether a curator gave it other names, or a place among other records."""
    if isinstance(record, Publication):
        return False
    links = [record.variants.exists(), bool(record.merged_into_id)]
    links.append(type(record).objects.filter(merged_into=record).exists())
    if isinstance(record, Region):
        links += [record.broader.exists(), record.narrower.exists()]
    return any(links)


def _delete(record: Any) -> bool:
    """Delete the record unless an article needs it, and its slug with it.

    The same file, imported again, is to find the same address; no other record ever had it.
    """
    try:
        with act():
            if not isinstance(record, Issue):
                kind = type(record).kind_of_slug()
                TakenSlug.objects.filter(kind=kind, record=record.pk).delete()
            record.delete()
    except ProtectedError:
        return False
    return True
