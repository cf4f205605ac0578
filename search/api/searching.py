"""`GET /api/v1/search`: the search as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from search import engine
from search.api.problems import problem, unavailable
from search.results import PAGE_SIZE, FacetValue, Hit, Proposal, Results
from search.state import Reading, read

MAX_SIZE = 100


def search(request: HttpRequest) -> JsonResponse:
    """Answer `GET /api/v1/search`; `size` (1 to 100) is the API's own parameter."""
    reading = read(request.META["QUERY_STRING"], others={"size"})
    size = _size(reading)
    try:
        results = engine.search(reading.state, size)
    except engine.SearchUnavailable:
        return unavailable()
    if results.refusal:
        return problem(422, results.refusal)
    if results.state.page > results.pages:
        pages = "is only 1 page" if results.pages == 1 else f"are only {results.pages} pages"
        return problem(404, f"There {pages}.")
    response = JsonResponse(_body(results, reading.notices))
    response["Server-Timing"] = results.server_timing
    return response


def _size(reading: Reading) -> int:
    text = dict(reading.pairs).get("size", "") or str(PAGE_SIZE)
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MAX_SIZE:
        return int(text)
    reading.notices.append(f"“size” is a number from 1 to {MAX_SIZE}; {PAGE_SIZE} was used.")
    return PAGE_SIZE


def _body(results: Results, notices: list[str]) -> dict[str, Any]:
    return {
        "query": {
            "canonical": results.state.to_query_string(),
            "interpretation": results.interpretation,
            "notices": [*notices, *results.notices],
        },
        "total": results.total,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [_value(value) for value in values] for name, values in results.facets.items()
        },
        "histogram": [
            {
                "from": bar.first.isoformat(),
                "to": bar.last.isoformat(),
                "count": bar.count,
                "url": bar.url,
            }
            for bar in results.histogram
        ],
        "undated": results.undated,
        "next": _next(results),
        "suggestion": _suggestion(results.proposal),
    }


def _suggestion(proposal: Proposal | None) -> dict[str, Any] | None:
    if not proposal:
        return None
    return {"q": proposal.q, "total": proposal.total, "url": proposal.url}


def _hit(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "id": article.public_id,
        "url": article.url,
        "title": article.title,
        "date": article.date or None,
        "publication": article.publication_slug,
        "volume": article.volume,
        "issue": article.number,
        "regions": sorted(region.slug for region in hit.regions),
        "actors": sorted(actor.slug for actor in hit.actors),
        "snippet": hit.snippet,
        "score": round(hit.score, 6),
    }


def _value(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "url": value.url,
    }


def _next(results: Results) -> str | None:
    if results.state.page >= results.pages:
        return None
    query = results.state.on_page(results.state.page + 1).to_query_string()
    size = "" if results.page_size == PAGE_SIZE else f"&size={results.page_size}"
    return f"/api/v1/search{query}{size}"
