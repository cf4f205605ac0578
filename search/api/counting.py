"""What a search counts, alone: all values of a facet, the histogram; and what text may become."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Router

from search import engine, listings
from search.api.parameters import CONSTRAINTS, UNIT, VALUES, described
from search.api.problems import problem
from search.api.schemas import FacetValues, Histogram, Problem, Suggestions
from search.api.searching import READ, understood
from search.completion import MOST_CHARACTERS
from search.facet_pages import Values
from search.facets import FACETS
from search.listings import Listing
from search.results import Results
from search.state import read

router = Router(tags=["counts"])
ERRORS = {404: Problem, 422: Problem, 429: Problem, 503: Problem}
Q = {
    "in": "query",
    "name": "q",
    "description": "what was typed so far",
    "schema": {"type": "string", "maxLength": MOST_CHARACTERS},
    "example": "haid",
}


@router.api_operation(
    READ,
    "/facets/{name}",
    response={200: FacetValues, **ERRORS},
    summary="All values of a facet under a search",
    openapi_extra=described(CONSTRAINTS, VALUES),
)
def facet(request: HttpRequest, name: Annotated[str, Path(examples=["region"])]) -> Any:
    """Counts ignore the facet's own filters, as beside the results of a search."""
    if name not in FACETS:
        raise Http404(f"There is no facet “{name[:40]}”; there are {', '.join(FACETS)}.")
    reading = read(request.META["QUERY_STRING"], others=listings.READERS)
    listing = listings.read(name, reading)
    found = engine.all_values(listing.state, name)
    if not found.counted:
        return problem(422, found.refusal)
    listing = replace(listing, state=found.state)
    values = Values(listing, found.counted)
    if listing.part > values.parts.num_pages:
        return problem(404, f"The list has {values.parts.num_pages} parts.")
    return {
        "facet": name,
        "query": understood(found, reading.notices),
        "total": len(values.in_order),
        "values": _values(values, listing.part),
        "next": _next(listing) if listing.part < values.parts.num_pages else None,
    }


def _values(values: Values, part: int) -> list[dict[str, Any]]:
    records = list(values.parts.page(part))
    return [
        {
            "value": record.slug,
            "label": row.label,
            "count": row.count,
            "selected": row.selected,
            "url": row.url,
        }
        for record, row in zip(records, values.rows(records), strict=True)
    ]


def _next(listing: Listing) -> str:
    query = replace(listing, part=listing.part + 1).path.partition("?")[2]
    return f"/api/v1/facets/{listing.facet}?{query}"


@router.api_operation(
    READ,
    "/histogram",
    response={200: Histogram, **ERRORS},
    by_alias=True,
    summary="What a search finds, by year or month",
    openapi_extra=described(CONSTRAINTS, UNIT),
)
def histogram(request: HttpRequest) -> Any:
    """An article whose date spans several bars counts in each; empty bars are left out."""
    reading = read(request.META["QUERY_STRING"], others={"unit"})
    unit = dict(reading.pairs).get("unit") or "year"
    if unit not in ("year", "month"):
        reading.notices.append(f"“{unit[:40]}” makes no sense as “unit”.")
    is_monthly = unit == "month"
    found, counted = engine.timeline(reading.state, "month" if is_monthly else "year")
    if found.refusal:
        return problem(422, found.refusal)
    bars = sorted(counted.bars.items())
    return {
        "query": understood(found, reading.notices),
        "total": found.total,
        "unit": "month" if is_monthly else "year",
        "bars": [_bar(found, each, count, is_monthly) for each, count in bars if count],
        "undated": counted.undated,
    }


def _bar(found: Results, unit: int, count: int, is_monthly: bool) -> dict[str, Any]:
    year, month = divmod(unit, 12) if is_monthly else (unit, 0)
    first = date(year, month + 1, 1)
    last = (
        date(year, month + 1, monthrange(year, month + 1)[1]) if is_monthly else date(year, 12, 31)
    )
    window = f"{year:04}-{month + 1:02}" if is_monthly else f"{year:04}"
    url = found.state.between(window, window).path
    return {"from": first.isoformat(), "to": last.isoformat(), "count": count, "url": url}


@router.api_operation(
    READ,
    "/suggestions",
    response={200: Suggestions, 429: Problem, 503: Problem},
    summary="What a text may become",
    openapi_extra=described([Q]),
)
def suggestions(request: HttpRequest) -> Any:
    """Actors, regions, words and titles, none of which finds nothing; at most eight."""
    q = read(request.META["QUERY_STRING"]).state.q
    return {"q": q, "suggestions": [each._asdict() for each in engine.complete(q)]}
