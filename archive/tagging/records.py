"""The vocabulary of the database as the tagger knows it."""

from collections import defaultdict
from collections.abc import Hashable

from archive.models import Actor, Region
from archive.tagging.gazetteer import Known


def known_regions(retired: bool = True) -> list[Known]:
    """Return the regions that are not merged, `retired` ones as well."""
    related = _related()
    return [
        Known(pk, name, tuple(forms), iso, kind, frozenset(related[pk]))
        for pk, name, iso, kind, forms in _rows(Region, "iso", retired)
    ]


def known_actors(retired: bool = True) -> list[Known]:
    return [
        Known(pk, name, tuple(forms), kind=kind)
        for pk, name, _, kind, forms in _rows(Actor, "slug", retired)
    ]


def _rows(model: type[Region] | type[Actor], column: str, retired: bool) -> list[tuple]:
    """Return key, name, a column, kind and other forms; a survivor has those of merged records."""
    forms: defaultdict[int, list[str]] = defaultdict(list)
    survivors = dict(model.objects.values_list("pk", "merged_into"))
    having = model.objects.exclude(variants=None).values_list("pk", "variants__form")
    for pk, form in [*having, *model.objects.exclude(merged_into=None).values_list("pk", "name")]:
        forms[_survivor(pk, survivors)].append(form)
    wanted = model.objects.filter(merged_into=None)
    if not retired:
        wanted = wanted.filter(retired=False)
    rows = wanted.values_list("pk", "name", column, "kind")
    return [(*row, forms[row[0]]) for row in rows.order_by("pk")]


def _survivor(key: int, survivors: dict[int, int | None]) -> int:
    seen = {key}
    while (into := survivors.get(key)) and into not in seen:
        seen.add(into)
        key = into
    return key


def _related() -> defaultdict[int, set[Hashable]]:
    """Return, for each region, those that it lies in, however far up, and those that lie in it."""
    broader: defaultdict[int, set[int]] = defaultdict(set)
    for low, high in Region.broader.through.objects.values_list("from_region", "to_region"):
        broader[low].add(high)
    related: defaultdict[int, set[Hashable]] = defaultdict(set)
    for key in list(broader):
        for above in _above(key, broader):
            related[key].add(above)
            related[above].add(key)
    return related


def _above(key: int, broader: defaultdict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    todo = [key]
    while todo:
        new = broader[todo.pop()] - found
        found |= new
        todo += new
    return found
