"""The pages of a frozen search, and the one on which a search is frozen."""

from time import time
from typing import Any, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from archive import dates
from search import engine, rate_limit, views
from search.facets import FACETS
from search.frozen import freezing, said
from search.frozen.report_page import files, report_of
from search.frozen.said import Said
from search.frozen.standing import Standing, standings
from search.language import QueryTooLarge
from search.models import FrozenSearch
from search.rate_limit import Allowance
from search.state import Reading, SearchState, read

ARTICLES_A_PAGE = 100
HOUR = 3600  # seconds


class Listed(NamedTuple):
    """An article of a frozen search as it was, and how it stands today."""

    said: Said
    standing: Standing

    @property
    def date(self) -> str:
        return dates.in_words(self.said.date)


def freeze_address(state: SearchState) -> str:
    """Return where a search can be frozen."""
    return f"/search/freeze{state.on_page(1).to_query_string()}"


@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest) -> HttpResponse:
    """Show what would be kept of a search; POST keeps it and leads to its page."""
    reading = read(request.META["QUERY_STRING"])
    try:
        if request.method != "POST":
            return _offer(request, reading)
        if wait := _seconds_to_wait(request):
            return _asked_to_wait(request, reading, wait)
        return redirect(freezing.keep(freezing.take(reading.state)))
    except engine.SearchUnavailable:
        return views.unavailable(request)
    except QueryTooLarge:
        return _offer(request, reading, status=422)


def _offer(
    request: HttpRequest, reading: Reading, notice: str = "", status: int = 200
) -> HttpResponse:
    found = engine.search(reading.state.on_page(1))
    query = found.state.to_query_string()
    before = FrozenSearch.objects.filter(query_sha256=freezing.digest_of_query(query))
    context = {
        "results": found,
        "state": found.state,
        "notices": [*filter(None, [notice]), *reading.notices, *found.notices],
        "is_cut": found.total > freezing.MOST_KEPT,
        "most": freezing.MOST_KEPT,
        "before": before.defer("articles", "told").order_by("-made")[:20],
        "address": freeze_address(found.state),
    }
    return render(request, "search/freeze.html", context, status=status)


def _seconds_to_wait(request: HttpRequest) -> int:
    if not settings.FREEZES_AN_HOUR:
        return 0
    allowed = Allowance("freezes", settings.FREEZES_AN_HOUR, HOUR)
    return rate_limit.seconds_to_wait(rate_limit.address_of(request.META), time(), allowed)


def _asked_to_wait(request: HttpRequest, reading: Reading, wait: int) -> HttpResponse:
    notice = (
        f"{settings.FREEZES_AN_HOUR} searches were frozen from your network within the hour; "
        f"please wait {-(-wait // 60)} minutes."
    )
    response = _offer(request, reading, notice, status=429)
    response["Retry-After"] = str(wait)
    return response


@require_safe
def frozen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a search as it was frozen, a page of its articles at a time; `format=json` all of it."""
    if request.GET.get("format") == "json":
        return as_json(request, public_id)
    found = get_object_or_404(FrozenSearch, pk=public_id)
    articles = said.unpack(found.articles)
    report = report_of(request, found)
    page = _page(articles, request.GET.get("page", "1"))
    context = {
        **about(found),
        "page": page,
        "report": report,
        "files": files(f"/s/{found.pk}"),
        "articles": listed(list(page.object_list)),
        "kept": len(articles),
        "is_cut": found.total > len(articles),
        "facets": [(FACETS[facet].label, values) for facet, values in found.told["facets"].items()],
    }
    return render(request, "search/frozen.html", context)


def about(found: FrozenSearch) -> dict[str, Any]:
    """Return what every page of a frozen search tells of it."""
    return {"frozen": found, "told": found.told, "state": read(found.query.removeprefix("?")).state}


def _page(articles: list[Said], number: str) -> Page[Said]:
    pages = Paginator(articles, ARTICLES_A_PAGE)
    if not number.isdecimal() or not 1 <= int(number) <= pages.num_pages:
        raise Http404(f"The frozen search has {pages.num_pages} pages.")
    return pages.page(int(number))


def listed(articles: list[Said]) -> list[Listed]:
    """Return articles as they were, each with how it stands today."""
    standing = standings([each.public_id for each in articles])
    return [Listed(each, standing[each.public_id]) for each in articles]


@require_safe
def as_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give all that is kept of a search, so that its hash can be computed from it."""
    found = get_object_or_404(FrozenSearch, pk=public_id)
    articles = listed(said.unpack(found.articles))
    told = dict(found.told)
    query = {name: told.pop(name) for name in ("interpretation", "notices", "names")}
    return JsonResponse(
        {
            "id": found.public_id,
            "url": request.build_absolute_uri(found.get_absolute_url()),
            "made": found.made.isoformat(timespec="seconds"),
            "query": {"canonical": found.query, **query},
            "total": found.total,
            "kept": len(articles),
            "sha256": found.result_sha256,
            **told,
            "articles": [_as_json(each) for each in articles],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _as_json(article: Listed) -> dict[str, Any]:
    """Return what an article said; of one that is no longer public its id and fingerprint alone."""
    said, standing = article
    known = {"id": said.public_id, "fingerprint": said.fingerprint, "state": standing.state}
    if not standing.is_public:
        return known | ({"reason": standing.reason} if standing.reason else {})
    values = {"title": said.title, "date": said.date, "tags": said.tags, "text": said.text}
    return known | values | {"url": standing.url}
