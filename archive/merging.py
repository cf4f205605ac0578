"""Makes one authority record count for another that is the same, until that is taken back.

A merge is one link, `merged_into`: tags, variants, slugs and places of the merged record stay its
own and are read as the survivor's. So undoing takes back the merge and nothing else, whatever was
changed meanwhile.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from archive.models import (
    Actor,
    ArticleActor,
    ArticleRegion,
    Outlet,
    Region,
    SourceNote,
    TakenSlug,
)
from archive.models.history import act

# Kind of record → the rows through which articles bear it.
TAGS: dict[str, Any] = {"region": ArticleRegion, "actor": ArticleActor, "outlet": SourceNote}
COMPARED = ("kind", "wikidata", "iso", "first_year", "last_year")

Authority = Region | Actor | Outlet


class Refused(Exception):
    """The two records cannot be merged; says why, to a curator."""


class Difference(NamedTuple):
    """A field in which the two records differ; the survivor's value stays."""

    field: str
    goes: object
    stays: object


@dataclass(frozen=True)
class Preview:
    """What will count for the survivor: numbers of articles, forms, slugs, and other records.

    `shared` of the `articles` bear the survivor as well. `followers` were merged into the record
    before; `narrower` are the regions in it; `left` are those that only it lies in.
    """

    articles: int
    shared: int
    forms: list[str]
    slugs: list[str]
    followers: list[Any]
    narrower: list[Region]
    left: list[Region]
    differences: list[Difference]


def merge(record: Any, survivor: Any, reason: str = "") -> None:
    """Let the survivor count for the record; the reason goes to its history. Raises Refused."""
    with act():
        pair = type(record).objects.select_for_update().in_bulk([record.pk, survivor.pk])
        record, survivor = pair[record.pk], pair[survivor.pk]
        check(record, survivor)
        _link(record, survivor, f"Merged into {survivor}. {reason}".strip())
        _link(survivor, None, f"Counts for {record}, too. {reason}".strip())


def unmerge(record: Any) -> None:
    """Let the record count for itself again, with all that was its own; raises Refused."""
    with act():
        survivor = record.merged_into
        _link(record, None, "Took the merge back.")
        if survivor:
            _link(survivor, survivor.merged_into, f"Counts for {record} no more.")
        if isinstance(record, Region) and record.pk in record.broader_closure():
            raise Refused(
                f"{record} would lie in itself: since the merge, a region in it came to contain it."
            )


def _link(record: Any, survivor: Any, reason: str) -> None:
    """Save what the record is merged into; the reason goes to its history."""
    record.merged_into = survivor
    record._change_reason = reason
    record.save(update_fields=["merged_into"])


def check(record: Any, survivor: Any) -> None:
    """Raise Refused where the one cannot be merged into the other."""
    if record == survivor:
        raise Refused("A record cannot be merged into itself.")
    if record.merged_into:
        raise Refused(f"{record} is merged into {record.merged_into} already.")
    if survivor.merged_into:
        raise Refused(f"{survivor} is itself merged, into {survivor.merged_into}.")
    if isinstance(survivor, Region) and record.pk in survivor.broader_closure():
        raise Refused(f"{survivor} lies in {record}; first take it out, or merge the other way.")


def preview(record: Any, survivor: Any) -> Preview:
    """Return what a merge would let count for the survivor."""
    model, kind = type(record), record.kind_of_slug()
    merged = model.survivors()
    own, others = counting_for(record.pk, merged), counting_for(survivor.pk, merged)
    tagged = TAGS[kind].objects.order_by().values("article").distinct()
    bearing = tagged.filter(**{f"{kind}__in": own})
    known = {survivor.name, *survivor.variants.values_list("form", flat=True)}
    forms = [record.name, *record.variants.values_list("form", flat=True)]
    return Preview(
        articles=bearing.count(),
        shared=bearing.filter(article__in=tagged.filter(**{f"{kind}__in": others})).count(),
        forms=[form for form in forms if form not in known],
        slugs=list(_slugs(kind, own)),
        followers=list(model.objects.filter(pk__in=own - {record.pk})),
        narrower=list(record.narrower.all()) if kind == "region" else [],
        left=_left(record, survivor) if kind == "region" else [],
        differences=_differences(record, survivor),
    )


def counting_for(key: int, merged: dict[int, int]) -> set[int]:
    """Return the keys that count for a record; `merged` are the survivors by key."""
    return {key, *(each for each, last in merged.items() if last == key)}


def _slugs(kind: str, keys: set[int]) -> Any:
    taken = TakenSlug.objects.filter(kind=kind, record__in=keys)
    return taken.order_by("slug").values_list("slug", flat=True)


def _left(record: Region, survivor: Region) -> list[Region]:
    kept = survivor.broader_closure() | {survivor.pk}
    return [region for region in record.broader.all() if region.pk not in kept]


def _differences(record: Any, survivor: Any) -> list[Difference]:
    fields = [record._meta.get_field(name) for name in COMPARED if hasattr(record, name)]
    pairs = [(f, getattr(record, f.name), getattr(survivor, f.name)) for f in fields]
    return [
        Difference(field.verbose_name, goes, stays)
        for field, goes, stays in pairs
        if goes not in ("", None) and goes != stays
    ]
