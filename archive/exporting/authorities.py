"""Authority records as JSON, one object a line: the form of `seeds/vocabulary/`."""

from collections.abc import Iterator
from typing import Any

from archive.models import Region

FIELDS = "slug name kind iso wikidata note".split()
VARIANT_FIELDS = "form kind script language".split()


def lines(model: Any) -> Iterator[dict[str, Any]]:
    """Yield each record in order of slugs; merged ones name their survivor's slug."""
    records = model.objects.select_related("merged_into").prefetch_related("variants")
    if model is Region:
        records = records.prefetch_related("broader")
    yield from map(_line, records.order_by("slug"))


def _line(record: Any) -> dict[str, Any]:
    line = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    if hasattr(record, "first_year"):
        line |= {"from": record.first_year, "to": record.last_year}
    if isinstance(record, Region):
        line["broader"] = sorted(each.slug for each in record.broader.all())
    if record.merged_into:
        line["merged_into"] = record.merged_into.slug
    if record.retired:
        line["retired"] = True
    line["variants"] = [
        {name: getattr(variant, name) for name in VARIANT_FIELDS}
        for variant in record.variants.all()
    ]
    return line
