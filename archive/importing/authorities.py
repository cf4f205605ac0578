"""Makes the authority records that a vocabulary has and the archive has not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from archive import merging
from archive.models import Actor, Region, history
from archive.models.history import act

FIELDS = "slug name kind iso wikidata note".split()
VARIANT_FIELDS = "form kind script language".split()


@dataclass
class Loaded:
    """How many records were made and how many were there; what could not be done, and why."""

    made: int = 0
    known: int = 0
    errors: list[str] = field(default_factory=list)


@act("Import of a vocabulary")
def load(model: Any, lines: Iterable[dict[str, Any]]) -> Loaded:
    """Make the missing records of lines in the form of `seeds/vocabulary/`.

    Records that exist keep what curators made of them. A bad line is reported, the others go in.
    """
    report, made = Loaded(), []
    slugs = set(model.objects.values_list("slug", flat=True))
    for number, line in enumerate(lines, start=1):
        slug = str(line.get("slug") or "")
        if slug in slugs:
            report.known += 1
            continue
        try:
            with act():
                record = _make(model, line)
        except (ValidationError, DatabaseError, TypeError, ValueError) as error:
            report.errors.append(f"{slug or f'record {number}'}: {_in_words(error)}")
            continue
        slugs.add(record.slug)
        made.append((record, line))
    for record, line in made:
        _link(record, line, report)
    report.made = len(made)
    return report


def _make(model: Any, line: dict[str, Any]) -> Any:
    own = {field.name for field in model._meta.get_fields()}
    values = {name: line[name] for name in FIELDS if name in own and name in line}
    years = {"first_year": line.get("from"), "last_year": line.get("to")} if model is Actor else {}
    record = model(**values, **years, retired=line.get("retired") is True)
    record.clean_fields()
    record.clean()
    record.save()
    _make_variants(record, line.get("variants", []))
    return record


def _make_variants(record: Any, variants: Iterable[dict[str, str]]) -> None:
    model: Any = record.variants.model
    new: dict[str, Any] = {}
    for given in variants:
        values = {name: given[name] for name in VARIANT_FIELDS if name in given}
        variant = model(record=record, **values)
        variant.clean_fields()
        new.setdefault(variant.form.lower(), variant)
    history.create(list(new.values()))


def _link(record: Any, line: dict[str, Any], report: Loaded) -> None:
    """Let a new record lie where its line says, and be merged as it says."""
    if isinstance(record, Region):
        record.broader.set(Region.objects.filter(slug__in=line.get("broader", [])))
        if record.pk in record.broader_closure():
            record.broader.clear()
            report.errors.append(f"{record.slug}: it would lie in itself; it lies in nothing now")
    if survivor := type(record).objects.filter(slug=line.get("merged_into", "")).first():
        try:
            merging.merge(record, survivor)
        except merging.Refused as refusal:
            report.errors.append(f"{record.slug}: {refusal}")


def _in_words(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
