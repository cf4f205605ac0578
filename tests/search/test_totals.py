"""What is offered beside a search is counted once, and costs the same each time."""

import pytest

from search import engine, rebuild, vocabulary
from search.state import SearchState
from search.totals import Totals

RADAR, FLEET = SearchState(q="radar"), SearchState(q="fleet")


@pytest.fixture
def totals(indexed):
    return lambda left: Totals(engine.index(), vocabulary.current(), left)


def test_the_articles_of_a_search_are_counted(totals):
    assert totals(10)(RADAR) == 2


def test_what_would_cost_more_than_is_left_is_not_counted(totals):
    count = totals(1)
    assert [count(RADAR), count(FLEET)] == [2, None]


def test_what_was_counted_before_costs_what_it_did(totals):
    count, again = totals(1), totals(1)
    assert [count(RADAR), count(FLEET)] == [again(RADAR), again(FLEET)]


def test_what_was_not_counted_may_be_where_more_is_left(totals):
    assert [totals(0)(RADAR), totals(1)(RADAR)] == [None, 2]


def test_a_search_that_is_refused_finds_nothing(totals):
    assert totals(10)(SearchState(q="*radar")) == 0


def test_a_change_of_the_archive_is_counted(indexed, totals):
    before = totals(10)(RADAR)
    indexed.article("Another radar", "A radar.")
    rebuild.rebuild()
    assert totals(10)(RADAR) == before + 1
