"""Regions, actors, outlets and publications as JSON: those with articles, and each by its slug."""

from collections.abc import Callable
from operator import attrgetter
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from ninja import Path, Query, Router

from archive.models import Actor, Outlet, Publication, Region
from archive.models.vocabulary import record_path
from search import engine, vocabulary
from search.api import schemas
from search.api.issues import Size
from search.api.parameters import EXAMPLES
from search.api.searching import READ
from search.facets import FACETS
from search.state import Filter, SearchState
from search.vocabulary import Record

router = Router(tags=["records"])
Cursor = Annotated[
    str,
    Query(description="what `next` says", pattern="^[a-z0-9_-]{0,120}$", examples=["armenia"]),
]
MODELS: dict[str, Any] = {
    "region": Region,
    "actor": Actor,
    "outlet": Outlet,
    "publication": Publication,
}
FIELDS = {
    "region": ("kind", "iso", "wikidata", "note"),
    "actor": ("kind", "first_year", "last_year", "wikidata", "note"),
    "outlet": ("wikidata", "note"),
    "publication": (
        *("abbreviation", "publisher", "rights", "policy", "cadence", "first_year", "last_year"),
    ),
}
SCHEMAS = {
    "region": schemas.Region,
    "actor": schemas.Actor,
    "outlet": schemas.Outlet,
    "publication": schemas.Publication,
}
VARIANT = ("form", "script", "language", "kind")
ERRORS = {429: schemas.Problem, 503: schemas.Problem}


def _path(facet: str, slug: str = "") -> str:
    return f"/api/v1/{facet}s{slug and '/'}{slug}"


def _entry(facet: str, record: Record, articles: int) -> dict[str, Any]:
    urls = {
        "page": record_path(facet, record.slug),
        "api": _path(facet, record.slug),
        "search": SearchState().add(Filter(facet, record.slug)).path,
    }
    return {"slug": record.slug, "name": record.label, "articles": articles, "urls": urls}


def _list_of(facet: str) -> Callable[..., Any]:
    def records(request: HttpRequest, size: Size = 100, cursor: Cursor = "") -> Any:
        counts = engine.tag_counts([facet])[facet]
        known = vocabulary.current().facets[facet].records
        having = {record for key in counts if counts[key] and (record := known.get(key))}
        behind = [each for each in having if each.slug > cursor]
        listed = sorted(behind, key=attrgetter("slug"))[:size]
        is_last = len(listed) == len(behind)
        following = None if is_last else f"{_path(facet)}?size={size}&cursor={listed[-1].slug}"
        items = [_entry(facet, each, counts.get(each.key, 0)) for each in listed]
        return {"total": len(having), "items": items, "next": following}

    return records


def _item_of(facet: str) -> Callable[..., Any]:
    def record(request: HttpRequest, slug: Annotated[str, Path(examples=[EXAMPLES[facet]])]) -> Any:
        known = vocabulary.current().facets[facet].by_slug.get(slug)
        if not known or not (found := _visible(facet).filter(pk=known.key).first()):
            raise Http404(
                f"No {FACETS[facet].model.lower()} “{slug[:40]}” is known to the archive."
            )
        if known.slug != slug:
            return redirect(_path(facet, known.slug))
        articles = engine.tag_counts([facet])[facet].get(known.key, 0)
        fields = {name: getattr(found, name) for name in FIELDS[facet]}
        return _entry(facet, known, articles) | fields | _around(facet, found)

    return record


def _visible(facet: str) -> Any:
    everything = MODELS[facet].objects.all()
    if facet == "publication":
        return everything.exclude(policy=Publication.Policy.STAFF)
    return everything


def _around(facet: str, found: Any) -> dict[str, Any]:
    if facet == "publication":
        return {}
    around: dict[str, Any] = {"variants": list(found.variants.values(*VARIANT))}
    if facet == "region":
        around["broader"] = _slugs(found.broader.values_list("pk", flat=True))
        around["narrower"] = _slugs(found.narrower.values_list("pk", flat=True))
    return around


def _slugs(keys: Any) -> list[str]:
    known = vocabulary.current().facets["region"].records
    return sorted({known[key].slug for key in keys if key in known})


for _facet in FACETS:
    router.api_operation(
        READ,
        f"/{_facet}s",
        response={200: schemas.Entries, 422: schemas.Problem, **ERRORS},
        operation_id=f"{_facet}s",
        summary=f"{FACETS[_facet].plural} with articles, by slug",
    )(_list_of(_facet))
    router.api_operation(
        READ,
        f"/{_facet}s/{{slug}}",
        response={200: SCHEMAS[_facet], 404: schemas.Problem, **ERRORS},
        operation_id=_facet,
        summary=f"One of the {_facet}s; the slug of a merged record redirects to the survivor's",
    )(_item_of(_facet))
