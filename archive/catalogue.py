"""The lists of all actors, regions and news sources: by name, by number of articles, as a tree."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from anyascii import anyascii
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive import region_tree
from archive.authorities import MODELS
from archive.models.vocabulary import record_path
from search import engine, filing, names, vocabulary
from search.analysis import plain
from search.bearers import Named
from search.facets import FACETS
from search.registers import register
from search.views import unavailable
from search.vocabulary import Vocabulary

A_PAGE = 100
ORDERS = {"tree": "as a tree", "name": "A–Z", "count": "by number of articles"}
ORDERS_OF = {
    "region": ("tree", "name", "count"),
    "actor": ("name", "count"),
    "outlet": ("name", "count"),
}
# What readers call the records of a facet, where it is not the name of the model.
CALLED = {"outlet": "news source"}
MOST_FOUND = 2_000


class Entry(NamedTuple):
    """A record as it is listed: the surname of a person decides its place and is set off."""

    key: int
    url: str
    before: str
    sorted_by: str

    @property
    def label(self) -> str:
        return f"{self.before}{self.sorted_by}"

    @property
    def letter(self) -> str:
        first = anyascii(self.sorted_by)[:1].upper()
        return first if first.isalpha() else "Other"


class Line(NamedTuple):
    """An entry with what its own page of the list says of it."""

    entry: Entry
    articles: int
    note: str


class Asked(NamedTuple):
    """What an address of a list says; what makes no sense is as if it were not there."""

    facet: str
    q: str
    order: str
    page: str

    @classmethod
    def read(cls, facet: str, values: Mapping[str, str]) -> "Asked":
        orders = ORDERS_OF[facet]
        order = values.get("order", "")
        q = " ".join(values.get("q", "").split())[:100]
        if q and order in ("", "tree"):
            order = "count"
        return cls(facet, q, order if order in orders else orders[0], values.get("page", "1"))

    def address(self, **changes: Any) -> str:
        """Return the address of the list with these changes; defaults are omitted."""
        asked = self._replace(**changes)
        default = "count" if asked.q else ORDERS_OF[asked.facet][0]
        pairs = [
            ("q", asked.q),
            ("order", "" if asked.order == default else asked.order),
            ("page", "" if str(asked.page) == "1" else str(asked.page)),
        ]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{root(asked.facet)}{'?' if query else ''}{query}"


def root(facet: str) -> str:
    """Return the address of a list; `archive.urls` has it too."""
    return f"/{facet}s/"


def page(request: HttpRequest, facet: str) -> HttpResponse:
    """List the records that have articles that anyone may read."""
    asked = Asked.read(facet, request.GET.dict())
    try:
        counts = engine.tag_counts([facet])[facet]
    except engine.SearchUnavailable:
        return unavailable(request)
    context = _listed(asked, counts) if asked.order != "tree" else {}
    return render(
        request,
        "archive/catalogue.html",
        {
            "asked": asked,
            "kind": CALLED.get(facet, FACETS[facet].model.lower()),
            "root": root(facet),
            "used": len(counts),
            "orders": [(ORDERS[each], _link(asked, each)) for each in ORDERS_OF[facet]],
            "tree": region_tree.roots(counts) if asked.order == "tree" else [],
            **context,
        },
    )


def _link(asked: Asked, order: str) -> str:
    """Return where an order leads, or nothing for the one in force."""
    if order == "tree":
        return "" if asked.order == "tree" else asked.address(order="tree", q="", page="1")
    return "" if asked.order == order else asked.address(order=order, page="1")


def _listed(asked: Asked, counts: Mapping[int, int]) -> dict[str, object]:
    entries = _found(asked, counts)
    if asked.order == "count":
        entries = sorted(entries, key=lambda entry: (-counts.get(entry.key, 0), entry.label))
    paginator = Paginator(entries, A_PAGE)
    shown = paginator.get_page(asked.page)
    return {
        "shown": shown,
        "lines": _lines(asked, shown, counts),
        "letters": _letters(asked, entries) if asked.order == "name" else [],
        "previous": asked.address(page=shown.number - 1) if shown.has_previous() else "",
        "next": asked.address(page=shown.number + 1) if shown.has_next() else "",
    }


def _found(asked: Asked, counts: Mapping[int, int]) -> list[Entry]:
    """Return the entries in the order of their names."""
    current = vocabulary.current()
    # Others are borne by hidden articles alone, or by none: their names are not public.
    entries = [entry for entry in alphabetical(current, asked.facet) if entry.key in counts]
    if not asked.q:
        return entries
    meant = {record_path(asked.facet, slug) for slug in _meant(asked, current)}
    return [entry for entry in entries if entry.url in meant]


def _meant(asked: Asked, current: Vocabulary) -> list[str]:
    """Return the slugs of the records whose names are like the words."""
    if asked.facet not in names.NAMED:
        return [record.slug for record in register(current, asked.facet).having(asked.q)]
    found = names.index(current).parts.beginning_with(asked.q, MOST_FOUND)
    return [record.slug for record, _ in found if record.facet == asked.facet]


@lru_cache(maxsize=4)
def alphabetical(current: Vocabulary, facet: str) -> list[Entry]:
    """Return all records of a vocabulary, persons by surname."""
    if facet not in names.NAMED:
        records_in_order = register(current, facet).in_order
        return [
            Entry(key, record_path(facet, slug), "", name) for key, slug, name in records_in_order
        ]
    keys = current.facets[facet].by_slug
    records = [each for each in names.index(current).records if each.facet == facet]
    entries = [_entry(each, keys[each.slug].key) for each in records]
    return sorted(entries, key=lambda entry: (plain(entry.sorted_by), plain(entry.before)))


def _entry(record: Named, key: int) -> Entry:
    parts = filing.parted(record.label, record.is_person)
    return Entry(key, record_path(record.facet, record.slug), *parts)


def _lines(
    asked: Asked, shown: Page[Entry], counts: Mapping[int, int]
) -> list[tuple[str, list[Line]]]:
    """Return the lines of one page, under the letters where they are in their order."""
    records = MODELS[asked.facet].objects.in_bulk([entry.key for entry in shown])
    notes = {key: record.note or getattr(record, "kind", "") for key, record in records.items()}
    lines = [Line(each, counts.get(each.key, 0), notes.get(each.key, "")) for each in shown]
    if asked.order != "name":
        return [("", lines)]
    return [
        (letter, list(group)) for letter, group in groupby(lines, lambda line: line.entry.letter)
    ]


def _letters(asked: Asked, entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Return each letter with the page and the place where it begins."""
    first: dict[str, int] = {}
    for place, entry in enumerate(entries):
        first.setdefault(entry.letter, place)
    return [
        (letter, f"{asked.address(page=place // A_PAGE + 1)}#letter-{letter}")
        for letter, place in first.items()
    ]
