"""Labels, slugs and narrower regions of all authority records, in memory until a name changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection

from archive.models import Publication, Region, TakenSlug
from archive.models.vocabulary import AuthorityRecord
from search.analysis import plain
from search.facets import FACETS
from search.hierarchy import Hierarchy


class Record(NamedTuple):
    key: int
    slug: str
    label: str


@dataclass
class FacetNames:
    """All records of one facet; a merged record is its survivor under every former name."""

    # Key as stored in documents and tags → its record, or the survivor of its merges.
    records: dict[int, Record] = field(default_factory=dict)
    by_slug: dict[str, Record] = field(default_factory=dict)
    # Key as stored in documents → keys of the records that it counts for.
    counts_for: dict[int, tuple[int, ...]] = field(default_factory=dict)
    facet: str = ""

    def of_slug(self, slug: str) -> Record:
        """Return the record that bears or bore the slug, else one that has no articles."""
        return self.by_slug.get(slug) or Record(0, slug, slug)

    def named(self, text: str) -> list[Record]:
        """Return the records of this slug or name, whatever its case and accents, by label."""
        found = {self.by_slug.get(text.lower()), *self.by_name.get(plain(text), ())} - {None}
        return sorted(filter(None, found), key=attrgetter("label", "slug"))

    def holding(self, text: str) -> list[Record]:
        """Return the records in whose names the words stand side by side, by label."""
        words = f" {plain(text)} "
        having = (records for name, records in self.by_name.items() if words in f" {name} ")
        found = {record for records in having for record in records}
        return sorted(found, key=attrgetter("label", "slug")) if words.strip() else []

    def around(self, slugs: Iterable[str]) -> set[int]:
        """Return the keys of these records, of those they lie in, and of those directly in them."""
        found = set()
        for key in {self.of_slug(slug).key for slug in slugs}:
            found |= {key, *self.hierarchy.broader(key), *self.hierarchy.narrower(key)}
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Record]]:
        """Return the records by all folded forms of their names; read when first asked for."""
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for key, form in forms_of(apps.get_model("archive", FACETS[self.facet].model)):
            if record := self.records.get(key):
                found[plain(form)].append(record)
        return found

    @cached_property
    def stored_keys(self) -> dict[int, list[int]]:
        """Return, for each record, the keys in documents that count for it."""
        stored: defaultdict[int, list[int]] = defaultdict(list)
        for key, records in self.counts_for.items():
            for record in records:
                stored[record].append(key)
        return stored

    @cached_property
    def merged(self) -> dict[int, tuple[int, ...]]:
        """Return, for each key in documents, all those whose record is the same by a merge."""
        same: defaultdict[int, list[int]] = defaultdict(list)
        for key, record in self.records.items():
            same[record.key].append(key)
        return {key: tuple(same[record.key]) for key, record in self.records.items()}

    @cached_property
    def counting_for_others(self) -> dict[int, tuple[int, ...]]:
        """Return of `counts_for` the keys that do not count for themselves alone."""
        pairs = sorted(self.counts_for.items())
        return {key: records for key, records in pairs if records != (key,)}

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Return which of the records lie in which; those that were merged lie nowhere."""
        others = self.counting_for_others
        return Hierarchy({key: others[key] for key in others if self.records[key].key == key})

    @cached_property
    def structure(self) -> bytes:
        """Return a digest of who counts for others; new names and new records do not change it.

        What is kept by it must let a key that it does not know count for itself.
        """
        return blake2b(repr(self.counting_for_others).encode(), digest_size=16).digest()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    version: int
    facets: dict[str, FacetNames]


_held: ContextVar[Vocabulary | None] = ContextVar("_held", default=None)


@contextmanager
def held() -> Iterator[None]:
    """Keep to one version while a page is made: it is asked for once, and no name changes amid.

    Decorates views that search several times.
    """
    token = _held.set(_newest())
    try:
        yield
    finally:
        _held.reset(token)


def current() -> Vocabulary:
    """Return the vocabulary that is held, else as the database has it now."""
    return _held.get() or _newest()


def _newest() -> Vocabulary:
    # Every search asks: the ORM takes 250 µs for this, a cursor 20.
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM search_vocabularyversion WHERE id = 1")
        return of_version(*cursor.fetchone())


@lru_cache(maxsize=1)
def of_version(version: int) -> Vocabulary:
    return Vocabulary(version, {name: _names(name) for name in FACETS})


def _names(facet: str) -> FacetNames:
    model = apps.get_model("archive", FACETS[facet].model)
    survivors = model.survivors() if issubclass(model, AuthorityRecord) else {}
    own = {
        key: Record(key, slug, label)
        for key, slug, label in _shown(model).values_list("pk", "slug", "name")
    }
    taken = TakenSlug.objects.filter(kind=model.kind_of_slug()).values_list("slug", "record")
    records = {key: own[survivors.get(key, key)] for key in own}
    broader = _broader(survivors) if model is Region else {}
    return FacetNames(
        records=records,
        by_slug={slug: records[key] for slug, key in taken if key in records},
        facet=facet,
        counts_for={key: tuple(sorted(_closure(records[key].key, broader))) for key in records},
    )


def _shown(model: Any) -> Any:
    """Return the records that readers may know of: a staff-only publication is as if unknown."""
    everything = model.objects.all()
    staff = Publication.Policy.STAFF
    return everything.exclude(policy=staff) if model is Publication else everything


def forms_of(model: type) -> Iterator[tuple[int, str]]:
    """Yield each name, variant and abbreviation with the key of its record; names first."""
    yield from model.objects.order_by("pk").values_list("pk", "name")  # type: ignore[attr-defined]
    if model is Publication:
        yield from model.objects.exclude(abbreviation="").values_list("pk", "abbreviation")
    else:
        having = model.objects.exclude(variants=None).order_by("variants__pk")  # type: ignore[attr-defined]
        yield from having.values_list("pk", "variants__form")


def _broader(survivors: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the regions that each directly lies in; what lies in a merged one, in its survivor."""
    links: defaultdict[int, list[int]] = defaultdict(list)
    through = Region.broader.through.objects
    for narrower, broader in through.values_list("from_region", "to_region"):
        links[narrower].append(survivors.get(broader, broader))
    return links


def _closure(key: int, broader: dict[int, list[int]]) -> set[int]:
    found, todo = {key}, [key]
    while todo:
        for each in broader.get(todo.pop(), []):
            if each not in found:
                found.add(each)
                todo.append(each)
    return found
