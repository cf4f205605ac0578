"""`GET /api/v1/search`: the search as JSON."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from ninja import Router

from search import cursors, engine
from search.api.parameters import CONSTRAINTS, PAGES, described
from search.api.problems import problem
from search.api.schemas import Answer, Problem
from search.cursors import Cursor
from search.results import PAGE_SIZE, FacetValue, Hit, Proposal, Results
from search.state import Reading, read

router = Router(tags=["search"])
READ = ["GET", "HEAD"]
MAX_SIZE = 100
ERRORS = {400: Problem, 404: Problem, 422: Problem, 429: Problem, 503: Problem}


@router.api_operation(
    READ,
    "/search",
    response={200: Answer, **ERRORS},
    by_alias=True,
    summary="Search",
    openapi_extra=described(CONSTRAINTS, PAGES),
)
def search(request: HttpRequest) -> JsonResponse:
    """Answer as the page of results does; malformed parameters are ignored with a notice.

    404 past the last page, 422 for what would cost too much.
    """
    reading = read(request.META["QUERY_STRING"], others={"size", "cursor"})
    size = _size(reading)
    try:
        cursor = _cursor(reading)
    except ValueError:
        return problem(400, "“cursor” is “*”, or what “next” of an answer says.")
    # Not checked against the description again: tests do that, and it would take a millisecond.
    results = engine.search(reading.state, size, cursor)
    if results.refusal:
        return problem(422, results.refusal)
    if results.state.page > results.pages:
        pages = "is only 1 page" if results.pages == 1 else f"are only {results.pages} pages"
        return problem(404, f"There {pages}.")
    response = JsonResponse(_body(results, reading.notices, cursor))
    response["Server-Timing"] = results.server_timing
    return response


def _cursor(reading: Reading) -> Cursor | None:
    """Return the cursor, if one was asked for; raises ValueError."""
    text = dict(reading.pairs).get("cursor", "")
    if not text:
        return None
    cursor = cursors.read(text, reading.state.order)
    if text == cursors.START and reading.state.order == "relevance":
        reading.notices.append("By cursor, the order is newest or oldest: newest was used.")
    return cursor


def _size(reading: Reading) -> int:
    text = dict(reading.pairs).get("size", "") or str(PAGE_SIZE)
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MAX_SIZE:
        return int(text)
    reading.notices.append(f"“size” is a number from 1 to {MAX_SIZE}; {PAGE_SIZE} was used.")
    return PAGE_SIZE


def understood(results: Results, notices: list[str]) -> dict[str, Any]:
    """Return which search was answered, and what is to be said of it."""
    return {
        "canonical": results.state.to_query_string(),
        "interpretation": results.interpretation,
        "notices": [*notices, *results.notices],
    }


def _body(results: Results, notices: list[str], cursor: Cursor | None) -> dict[str, Any]:
    return {
        "query": understood(results, notices),
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
        "next": _following(results, cursor) if cursor else _next(results),
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
    return _address(results, results.state.on_page(results.state.page + 1).pairs())


def _following(results: Results, cursor: Cursor) -> str | None:
    if not results.following:
        return None
    text = cursors.write(cursor.order, results.following)
    return _address(results, [*results.state.pairs(), ("cursor", text)])


def _address(results: Results, pairs: list[tuple[str, str]]) -> str:
    size = [] if results.page_size == PAGE_SIZE else [("size", str(results.page_size))]
    return f"/api/v1/search?{urlencode([*pairs, *size])}"
