"""The changes of a search as a page and as an Atom feed."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from search import engine, exports, feeds, views
from search.changes import Changes, ChangesState, changes, read_changes
from search.feeds import Paging
from search.frozen.pages import listed
from search.state import Reading

ARTICLES_A_PAGE = 50
GONE_SHOWN = 100


def page(request: HttpRequest) -> HttpResponse:
    """Tell what is new, what changed, and what left as far as it is known."""
    state, reading = read_changes(request.META["QUERY_STRING"])
    try:
        told = changes(state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    return render(request, "search/changes.html", _context(state, reading, told))


def _context(state: ChangesState, reading: Reading, told: Changes) -> dict[str, Any]:
    shown = _page(told.articles, state.search.page)
    new = dict(shown)
    return {
        "state": told.found.state,
        "changes": told,
        "since": state.first_day,
        "pairs": state.search.on_page(1).pairs(),
        "notices": [*reading.notices, *told.found.notices],
        "rows": [(article, new[article.pk]) for article in feeds.in_order(list(new))],
        "page": shown,
        "previous": state.address(page=shown.number - 1),
        "next": state.address(page=shown.number + 1),
        "gone": listed(told.gone[:GONE_SHOWN]),
        "feed": state.address(".atom"),
    }


def feed(request: HttpRequest) -> HttpResponse:
    """Give the same articles as a feed, newest change first (RFC 4287, RFC 5005)."""
    state, _ = read_changes(request.META["QUERY_STRING"])
    try:
        told = changes(state)
    except engine.SearchUnavailable:
        return exports.unavailable()
    if told.found.refusal:
        return exports.refused(told.found)
    shown = _page(told.articles, state.search.page)
    title = f"{told.found.state.q or 'All articles'}: new and changed"
    pages = shown.paginator.num_pages
    paging = Paging(shown.number, pages, lambda number: state.address(".atom", number))
    atom = feeds.begin(request, title, told.found, paging)
    for article in feeds.in_order([key for key, _ in shown]):
        feeds.add(atom, article, request)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _page(articles: list[tuple[int, bool]], number: int) -> Page[tuple[int, bool]]:
    pages = Paginator(articles, ARTICLES_A_PAGE)
    if number > pages.num_pages:
        raise Http404(f"There are {pages.num_pages} pages of changes.")
    return pages.page(number)
