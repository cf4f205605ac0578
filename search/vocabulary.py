"""Labels, slugs and narrower regions of all authority records, in memory until a name changes."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.apps import apps

from archive.models import Publication, Region, TakenSlug
from search.facets import FACETS
from search.models import VocabularyVersion


@dataclass(frozen=True)
class Record:
    key: int
    slug: str
    label: str


@dataclass
class FacetNames:
    """All records of one facet; a merged record is its survivor under every former name."""

    records: dict[int, Record] = field(default_factory=dict)
    by_slug: dict[str, Record] = field(default_factory=dict)
    # Key as stored in documents → keys of the records that it counts for.
    counts_for: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def stored_keys(self) -> dict[int, list[int]]:
        """Return, for each record, the keys in documents that count for it."""
        stored: defaultdict[int, list[int]] = defaultdict(list)
        for key, records in self.counts_for.items():
            for record in records:
                stored[record].append(key)
        return stored


@dataclass(frozen=True)
class Vocabulary:
    version: int
    facets: dict[str, FacetNames]


def current() -> Vocabulary:
    """Return the vocabulary as the database has it now; reads it anew only after a change."""
    return of_version(VocabularyVersion.objects.values_list("version", flat=True).get(pk=1))


@lru_cache(maxsize=1)
def of_version(version: int) -> Vocabulary:
    return Vocabulary(version, {name: _names(name) for name in FACETS})


def _names(facet: str) -> FacetNames:
    model = apps.get_model("archive", FACETS[facet].model)
    names = FacetNames()
    survivors = _survivors(model)
    for key, slug, label in model.objects.values_list("pk", "slug", "name"):
        names.records[key] = Record(key, slug, label)
    for slug, key in TakenSlug.objects.filter(kind=model.kind_of_slug()).values_list(
        "slug", "record"
    ):
        if key in names.records:
            names.by_slug[slug] = names.records[survivors.get(key, key)]
    broader = _broader() if model is Region else {}
    for key in names.records:
        survivor = survivors.get(key, key)
        names.counts_for[key] = tuple(sorted(_closure(survivor, broader)))
    return names


def _survivors(model: type) -> dict[int, int]:
    """Return the last survivor of each merged record."""
    if model is Publication:
        return {}
    links = dict(
        model.objects.exclude(merged_into=None).values_list("pk", "merged_into")  # type: ignore[attr-defined]
    )
    return {key: _last(key, links) for key in links}


def _last(key: int, links: dict[int, int]) -> int:
    seen: set[int] = set()
    while key in links and key not in seen:
        seen.add(key)
        key = links[key]
    return key


def _broader() -> dict[int, list[int]]:
    links: defaultdict[int, list[int]] = defaultdict(list)
    through = Region.broader.through.objects
    for narrower, broader in through.values_list("from_region", "to_region"):
        links[narrower].append(broader)
    return links


def _closure(key: int, broader: dict[int, list[int]]) -> set[int]:
    found, todo = {key}, [key]
    while todo:
        for each in broader.get(todo.pop(), []):
            if each not in found:
                found.add(each)
                todo.append(each)
    return found
