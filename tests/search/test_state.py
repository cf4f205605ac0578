"""What a search URL says, and that saying it again says the same."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.state import SearchState, read
from tests.search.states import filters, states


@given(states())
def test_reading_a_canonical_address_gives_the_state_again(state):
    reading = read(state.to_query_string().removeprefix("?"))
    assert reading.state == state
    assert reading.notices == []


@given(states())
def test_a_canonical_address_stays_as_it_is(state):
    query = state.to_query_string()
    assert read(query.removeprefix("?")).state.to_query_string() == query


@given(states(), filters)
def test_toggling_twice_changes_the_page_at_most(state, filter):
    opposite = filter._replace(excluded=not filter.excluded)
    state = state.remove(opposite)
    assert state.toggle(filter).toggle(filter) == state.on_page(1)


@given(states(), filters)
def test_every_change_goes_back_to_page_one(state, filter):
    assert state.add(filter).page == state.sorted_by("oldest").page == 1


@given(st.text(max_size=200))
def test_any_query_string_can_be_read(text):
    assert read(text).state.to_query_string() == read(text).state.to_query_string()


def test_parameters_stand_in_canonical_order():
    reading = read("page=2&to=2001&actor=b&q=x&region=z&not-region=y&region=a&actor=a&from=1999")
    assert reading.state.to_query_string() == (
        "?q=x&region=a&region=z&not-region=y&actor=a&actor=b&from=1999&to=2001&page=2"
    )


def test_defaults_empty_fields_and_trackers_are_left_out():
    reading = read("q=&match=all&sort=relevance&page=1&from=&utm_source=mail&dates=all")
    assert reading.state == SearchState()
    assert reading.notices == []


def test_an_impossible_date_is_ignored_with_a_notice():
    reading = read("from=1999-02-30&q=radar")
    assert reading.state == SearchState(q="radar")
    assert "1999-02-30" in reading.notices[0]


def test_an_unknown_parameter_is_ignored_with_a_notice():
    reading = read("colour=red")
    assert reading.state == SearchState()
    assert "colour" in reading.notices[0]


def test_a_value_that_is_no_slug_is_ignored_with_a_notice():
    reading = read("region=Nagorno%20Karabakh%00")
    assert reading.state.filters == frozenset()
    assert reading.notices


def test_two_different_words_parameters_leave_the_first():
    reading = read("q=radar&q=fleet")
    assert reading.state.q == "radar"
    assert reading.notices


def test_nul_bytes_in_words_are_ignored_with_a_notice():
    reading = read("q=ra%00dar")
    assert reading.state.q == "ra dar"
    assert reading.notices


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("ne\u0301gociation", "n\u00e9gociation"),
        ("Али\u0301ев", "Алиев"),
        ("Naza\u00adrbaev", "Nazarbaev"),
        ("\u200fradar\ufeff", "radar"),
    ],
)
def test_what_is_pasted_unseen_parts_no_word(typed, read_as):
    reading = read(urlencode({"q": typed}))
    assert reading.state.q == read_as
    assert reading.notices == []


def test_undated_articles_lie_between_no_days():
    reading = read("undated=1&from=1999")
    assert reading.state == SearchState(undated=True)
    assert reading.notices


def test_partial_dates_cover_their_whole_year_and_month():
    state = read("from=1999&to=2000-02").state
    assert str(state.first_day) == "1999-01-01"
    assert str(state.last_day) == "2000-02-29"
