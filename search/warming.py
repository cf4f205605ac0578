"""What the first searches of a process would wait for, made before they come."""

from contextlib import suppress

from django.db import DatabaseError
from django.http import HttpRequest

from search import engine, guide, slowness
from search.state import SearchState

# Nothing is like these words, so that for them all that helps is looked through.
LIKE_NOTHING = "zqxjqz xqzjxq"
BEGINNING = "th"


def warm() -> None:
    """Count facets, read names, list words and read templates: each process keeps its own.

    Takes a second at 100,000 articles. Without a database or an index nothing is warmed: the first
    searches say so better.
    """
    with suppress(engine.SearchUnavailable, DatabaseError), slowness.asked_by_nobody():
        engine.search(SearchState())
        engine.search(SearchState(q=LIKE_NOTHING))
        engine.complete(BEGINNING)
    guide.page(HttpRequest())
