"""Where an article stands among the results of a search: its rank, and the articles beside it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from archive.models import Article
from archive.models.articles import article_path
from search.results import PAGE_SIZE
from search.snippets import Marker
from search.state import SearchState

# An index may be a moment behind: so many hits are looked at for one that is public still.
NEAREST = 4

Keys = Callable[[int], list[int]]  # of the first hits, as many as asked for
Marks = tuple[Marker, Marker]  # in titles, and in bodies


class Neighbour(NamedTuple):
    title: str
    url: str


class Place(NamedTuple):
    """`rank` counts from 1, and is 0 where the article is not among the results (any more)."""

    state: SearchState  # on the page where the article stands
    rank: int
    total: int
    previous: Neighbour | None
    next: Neighbour | None
    marks: Marks


def find(article: int, state: SearchState, total: int, first: Keys, marks: Marks) -> Place:
    """Look for an article on the pages up to the state's and one further, then everywhere."""
    near = min(total, (state.page + 1) * PAGE_SIZE)
    keys = first(near)
    if article not in keys and near < total:
        keys = first(total)
    if article not in keys:
        return Place(state, 0, total, None, None, marks)
    at = keys.index(article)
    before = range(at - 1, max(0, at - NEAREST) - 1, -1)
    after = range(at + 1, min(len(keys), at + 1 + NEAREST))
    articles = _public(keys[each] for each in (*before, *after))
    return Place(
        _on_page_of(at, state),
        at + 1,
        total,
        _nearest(before, keys, articles, state),
        _nearest(after, keys, articles, state),
        marks,
    )


def _on_page_of(at: int, state: SearchState) -> SearchState:
    return state.on_page(at // PAGE_SIZE + 1)


def _public(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return titles and paths by key."""
    rows = Article.objects.public().filter(pk__in=list(keys)).order_by()
    return {
        key: (title, article_path(public_id, slug))
        for key, title, public_id, slug in rows.values_list("pk", "title", "public_id", "slug")
    }


def _nearest(
    ranks: Iterable[int],
    keys: list[int],
    articles: dict[int, tuple[str, str]],
    state: SearchState,
) -> Neighbour | None:
    at = next((each for each in ranks if keys[each] in articles), None)
    if at is None:
        return None
    title, path = articles[keys[at]]
    return Neighbour(title, f"{path}{_on_page_of(at, state).carried}")
