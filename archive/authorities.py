"""The page of one authority record: a region, an actor or an outlet."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from archive.models import Actor, Outlet, Region, TakenSlug
from archive.models.vocabulary import record_path
from archive.names import by_script
from archive.region_tree import macroregions
from search import engine, feeds, vocabulary
from search.charts import shapes
from search.facets import FACETS
from search.navigation import Navigation
from search.state import Filter, SearchState
from search.tree import Tagged
from search.views import unavailable
from search.vocabulary import FacetNames, Record, Vocabulary

MODELS: dict[str, Any] = {"region": Region, "actor": Actor, "outlet": Outlet}
LATEST_SHOWN = 8
MOST_SHOWN = 12
HEADINGS = {"actor": "Named together with", "region": "Regions concerned", "outlet": "Reported by"}


class Named(NamedTuple):
    """A record in a list: its page, its articles, and where these are searched."""

    label: str
    url: str
    articles: int
    search_url: str


@vocabulary.held()
def page(request: HttpRequest, facet: str, slug: str) -> HttpResponse:
    """Show a record; a former or merged slug redirects to the one in use."""
    names = vocabulary.current()
    known = names.facets[facet].by_slug.get(slug)
    if not known:
        return unknown(request, facet, slug)
    if known.slug != slug:
        return redirect(record_path(facet, known.slug))
    try:
        context = _context(facet, known, names)
    except engine.SearchUnavailable:
        return unavailable(request)
    return render(request, "archive/authority.html", context)


def unknown(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Say that no record bears the slug, or that the one that did was removed."""
    was_taken = TakenSlug.objects.filter(kind=kind, slug=slug).exists()
    context = {"kind": kind, "slug": slug, "was_taken": was_taken, "list_url": f"/{kind}s/"}
    return render(request, "archive/unknown.html", context, status=404)


def _context(facet: str, known: Record, names: Vocabulary) -> dict[str, object]:
    state = SearchState().add(Filter(facet, known.slug))
    results = engine.search(state, size=LATEST_SHOWN)
    own = Tagged(facet, known.slug, tuple(names.facets[facet].stored_keys[known.key]))
    record = MODELS[facet].objects.get(pk=known.key)
    return {
        "record": record,
        "kind": FACETS[facet].model,
        "list_url": f"/{facet}s/",
        "scripts": by_script(record.variants.all()),
        "results": results,
        "search_url": state.path,
        "feed_url": feeds.address(state),
        "same_search": Navigation(results).same_search,
        "shapes": shapes(results.calendar.bars, results.calendar.unit),
        "around": _around(record, names) if isinstance(record, Region) else [],
        "beside": _beside(known, own, names),
    }


def _beside(known: Record, own: Tagged, names: Vocabulary) -> list[tuple[str, list[Named]]]:
    """Return the actors, regions and outlets of the record's articles, those with most first."""
    counts = engine.tag_counts(HEADINGS, own)
    left_out = macroregions()
    if own.facet == "region":
        regions = names.facets["region"]
        left_out |= {*regions.counts_for[known.key], *regions.stored_keys[known.key]}
    # A macroregion is beside everything in it, and tells nothing.
    counts["region"] = {key: n for key, n in counts["region"].items() if key not in left_out}
    counts[own.facet].pop(known.key, None)
    return [
        (heading, listed)
        for facet, heading in HEADINGS.items()
        if (listed := _most(counts[facet], facet, own, names))
    ]


def _most(counts: Mapping[int, int], facet: str, own: Tagged, names: Vocabulary) -> list[Named]:
    return [
        Named(
            record.label,
            record_path(facet, record.slug),
            counts[record.key],
            _both(own, facet, record),
        )
        for record in largest(counts, names.facets[facet])
    ]


def largest(counts: Mapping[int, int], names: FacetNames) -> list[Record]:
    """Return the records with most articles, of equal ones the first by name."""
    found = [(-counts[key], record) for key in counts if (record := names.records.get(key))]
    return [record for _, record in sorted(found, key=_by_count_and_label)[:MOST_SHOWN]]


def _by_count_and_label(pair: tuple[int, Record]) -> tuple[int, str]:
    return pair[0], pair[1].label


def _both(own: Tagged, facet: str, record: Record) -> str:
    """Return the search for the articles of both; filters of one facet would find either."""
    if facet == own.facet:
        state = SearchState(q=f"{own.facet}:{own.name}")
    else:
        state = SearchState().add(Filter(own.facet, own.name))
    return state.add(Filter(facet, record.slug)).path


def _around(record: Region, names: Vocabulary) -> list[tuple[str, list[Named]]]:
    """Return the regions that this one directly lies in, and those directly in it."""
    counts = engine.tag_counts(["region"])["region"]
    within = Region.objects.filter(broader__in=names.facets["region"].merged[record.pk])
    groups = (("Lies in", record.broader.all()), ("Contains", within.exclude(pk=record.pk)))
    return [
        (title, listed) for title, regions in groups if (listed := _counted(regions, counts, names))
    ]


def _counted(
    regions: Iterable[Region], counts: Mapping[int, int], names: Vocabulary
) -> list[Named]:
    """Return the regions that have articles; what was merged stands as its survivor."""
    records = names.facets["region"].records
    found = {records[each.pk] for each in regions if each.pk in records}
    found = {record for record in found if record.key in counts}
    return [
        Named(
            record.label,
            record_path("region", record.slug),
            counts[record.key],
            SearchState().add(Filter("region", record.slug)).path,
        )
        for record in sorted(found, key=lambda record: record.label)
    ]
