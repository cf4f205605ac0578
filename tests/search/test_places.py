"""Where an article stands in a search, and which articles stand beside it."""

import pytest

from archive.models import Article
from search import engine, rebuild
from search.state import SearchState, read

ALL = SearchState(sort="oldest")


def place(article, state=ALL):
    return engine.place(state, article)


def titles(place):
    return [neighbour and neighbour.title for neighbour in (place.previous, place.next)]


def test_an_article_stands_between_its_neighbours(indexed):
    found = place(indexed.pipeline)
    assert (found.rank, found.total) == (3, 6)
    assert titles(found) == ["Shots in parliament", "Gabala radar talks stall"]


def test_before_the_first_and_after_the_last_is_nothing(indexed):
    assert titles(place(indexed.fleet))[0] is None
    assert titles(place(indexed.undated))[1] is None


def test_an_article_that_is_not_found_has_no_neighbours(indexed):
    found = place(indexed.fleet, SearchState("radar"))
    assert (found.rank, titles(found)) == (0, [None, None])


def test_a_neighbour_that_was_withdrawn_is_passed_over(indexed):
    indexed.parliament.state = "withdrawn"
    indexed.parliament.save()
    assert titles(place(indexed.pipeline)) == ["The fleet is divided", "Gabala radar talks stall"]


@pytest.fixture
def many(archive):
    for day in range(1, 31):
        for number in (1, 2):
            archive.article(f"Note {day}/{number}", "A note.", date=f"2001-06-{day:02}")
    rebuild.rebuild()
    return archive


def articles_of(state):
    return [hit.article for hit in engine.search(state).hits]


def test_neighbours_lie_across_the_edges_of_a_page(many):
    first, second = (articles_of(ALL.on_page(page)) for page in (1, 2))
    last = Article.objects.get(pk=first[-1].pk)
    found = place(last)
    assert found.next.url == f"{second[0].url}?sort=oldest&page=2"
    assert found.previous.url == f"{first[-2].url}?sort=oldest"


def test_an_article_is_found_on_another_page_than_the_address_says(many):
    article = Article.objects.get(title="Note 20/1")
    found = place(article)
    assert found.state.page == 3
    assert found.rank == 44


def test_the_search_for_everything_is_carried_too():
    assert SearchState().carried == "?page=1"
    assert read("page=1").names_a_search


@pytest.mark.parametrize("query", ["", "utm_source=x", "q=", "unknown=1"])
def test_other_parameters_name_no_search(query):
    assert not read(query).names_a_search
