"""A search as an Atom feed: its articles in the order in which they last changed."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from archive.apparatus import visible_text
from archive.models import Article
from search import engine, exports
from search.results import Results
from search.state import SearchState, read

ENTRIES = 50
WORDS_OF_SUMMARY = 60
# So many keys are asked for in one query; of more, the archive is read from its newest change on.
KEYS_AT_ONCE = 5_000


def feed(request: HttpRequest) -> HttpResponse:
    """Answer one page of the feed of a search (RFC 4287, paged as RFC 5005 tells)."""
    state = read(request.META["QUERY_STRING"]).state
    try:
        found, keys = engine.find_all(state)
    except engine.SearchUnavailable:
        return exports.unavailable()
    if found.refusal:
        return exports.refused(found)
    page, pages = state.page, max(1, -(-len(keys) // ENTRIES))
    if page > pages:
        raise Http404(f"The feed has {pages} pages.")
    title = found.state.q or found.interpretation
    paging = Paging(page, pages, lambda number: address(found.state, number))
    atom = begin(request, title, found, paging)
    for article in last_changed(keys, (page - 1) * ENTRIES, ENTRIES):
        add(atom, article, request)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def address(state: SearchState, page: int = 1) -> str:
    """Return where the feed of a search is: its order is its own."""
    return f"/search/feed.atom{state.sorted_by('').on_page(page).to_query_string()}"


def last_changed(keys: list[int], start: int, number: int) -> list[Article]:
    """Return the articles with these keys from the place `start` on, newest change first."""
    newest = Article.objects.public().order_by("-modified", "-pk")
    if len(keys) <= KEYS_AT_ONCE:
        chosen = list(
            newest.filter(pk__in=keys)[start : start + number].values_list("pk", flat=True)
        )
    else:
        chosen = _first_of(newest, set(keys), start + number)[start:]
    return in_order(chosen)


def in_order(keys: list[int]) -> list[Article]:
    """Return the public articles with these keys, with all that an entry tells of them."""
    articles = Article.objects.public().select_related("publication", "issue")
    found = articles.prefetch_related("regions", "actors").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _first_of(newest: QuerySet[Article], keys: set[int], most: int) -> list[int]:
    found: list[int] = []
    for key in newest.values_list("pk", flat=True).iterator():
        if key in keys:
            found.append(key)
            if len(found) == most:
                break
    return found


class Paging(NamedTuple):
    """Which page of how many a feed shows, and where each of them is."""

    page: int
    pages: int
    address: Callable[[int], str]


class _Paged(Atom1Feed):
    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, url in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": url})


def begin(request: HttpRequest, title: str, found: Results, paging: Paging) -> Atom1Feed:
    """Return the feed of a search, still without entries."""
    page, pages, address = paging
    places = {"first": 1, "last": pages, "previous": page - 1, "next": page + 1}
    return _Paged(
        title=f"{title} · {settings.SITE_NAME}",
        link=request.build_absolute_uri(found.state.path),
        description=found.interpretation,
        feed_url=request.build_absolute_uri(address(page)),
        feed_guid=uuid5(NAMESPACE_URL, address(1)).urn,
        author_name=settings.SITE_NAME,
        pages=[
            (relation, request.build_absolute_uri(address(place)))
            for relation, place in places.items()
            if 1 <= place <= pages
        ],
    )


def add(atom: Atom1Feed, article: Article, request: HttpRequest) -> None:
    """Add the entry of an article that has its publication, issue and tags at hand."""
    atom.add_item(
        title=article.title,
        link=request.build_absolute_uri(article.get_absolute_url()),
        description=f"<p>{escape(origin(article))}</p><p>{escape(beginning(article))}</p>",
        # The same wherever the archive moves to, and whatever the title becomes.
        unique_id=uuid5(NAMESPACE_URL, f"/articles/{article.public_id}/").urn,
        author_name=", ".join(article.authors) or article.publication.publisher or None,
        # The bulletin's own first day; what is uncertain about it, the summary tells.
        pubdate=datetime.combine(article.earliest, time(), UTC) if article.earliest else None,
        updateddate=article.modified,
        categories=[*map(str, article.regions.all()), *map(str, article.actors.all())],
        item_copyright=article.publication.rights or None,
    )


def origin(article: Article) -> str:
    """Return where and when an article appeared: `Monitor 7/4, 5 January 2001`."""
    issue = article.issue
    number = f" {issue.volume}/{issue.number}" if issue else ""
    return f"{article.publication}{number}, {article.date_in_words}"


def beginning(article: Article, most: int = WORDS_OF_SUMMARY) -> str:
    """Return the first words of what readers may see of the text."""
    text, _ = visible_text(article)
    words = text.split(maxsplit=most)  # the rest of a long text is left alone
    return " ".join(words[:most]) + " …" * (len(words) > most)
