"""A process that was warmed keeps nobody waiting."""

import pytest

from search import engine, warming
from search.state import SearchState


@pytest.fixture
def warmed(indexed):
    warming.warm()


def derived():
    """Return what is kept of the index's segments, by name."""
    snapshot = engine.index().snapshot()
    return {name for each in snapshot.segments for name in each.content.derived._kept}


def test_the_first_suggestion_reads_no_names(warmed, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/suggest", {"q": "haid"})


def test_searches_and_help_add_nothing_to_what_is_kept(warmed):
    before = derived()
    for q in ("Haidar Aliev", "gabla rader", "goverment~1", "gab*"):
        engine.search(SearchState(q=q))
    engine.complete("rada")
    assert before
    assert derived() == before


def test_no_search_of_its_own_is_logged_as_a_slow_one(indexed, settings, caplog):
    settings.SLOW_SEARCH_MS = 1e-6
    warming.warm()
    assert caplog.records == []


def test_without_an_index_nothing_is_warmed(archive):
    warming.warm()
    with pytest.raises(engine.SearchUnavailable):
        engine.search(SearchState())
