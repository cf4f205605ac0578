"""EDTF dates: their bounds, and how they read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2001-01-05", "2001-01-05", "2001-01-05"),
        ("2001-02", "2001-02-01", "2001-02-28"),
        ("2001", "2001-01-01", "2001-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2001-02-XX", "2001-02-01", "2001-02-28"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2000-12-26/2001-01-03", "2000-12-26", "2001-01-03"),
        ("2000/2001-02", "2000-01-01", "2001-02-28"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day_that_may_be_meant(text, first, last):
    assert tuple(map(str, dates.bounds(text))) == (first, last)


@pytest.mark.parametrize("qualifier", "?~%")
def test_a_qualifier_never_widens(qualifier):
    assert dates.bounds(f"2001-01-05{qualifier}") == dates.bounds("2001-01-05")


@pytest.mark.parametrize("text", ["2001-01-05/..", "../2001", "2001/", "/2001", "2001/open"])
def test_an_interval_without_end_is_refused(text):
    with pytest.raises(dates.InvalidDate, match="interval without end"):
        dates.bounds(text)


def test_a_reversed_interval_is_refused():
    with pytest.raises(dates.InvalidDate, match="ends before it begins"):
        dates.bounds("2001/2000")


@pytest.mark.parametrize("text", ["0000", "Y12345", "-0045"])
def test_years_outside_1_to_9999_are_refused(text):
    with pytest.raises(dates.InvalidDate):
        dates.bounds(text)


@pytest.mark.parametrize(
    "text", ["1984-06?-02", "?1984", "{1984,1985}", "[1984..1986]", "2001-33", "156X-12", "1950S2"]
)
def test_level_2_is_refused(text):
    with pytest.raises(dates.InvalidDate, match="is no date; write for example"):
        dates.bounds(text)


@pytest.mark.parametrize("text", ["2001-01-05T10:00:00Z", "2001-01-05T10:00:00", "10:00:00"])
def test_a_time_of_day_is_refused(text):
    with pytest.raises(dates.InvalidDate):
        dates.bounds(text)


@pytest.mark.parametrize(
    "text", ["", " ", "soon", "20010105", "2001-W01-1", "2001-1-5", "2001-01-05\n", "２００１"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(dates.InvalidDate):
        dates.bounds(text)


@given(st.dates())
def test_a_plain_day_is_its_own_bounds(day):
    assert dates.bounds(day.isoformat()) == (day, day)


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 1_000))
def test_an_interval_is_bounded_by_its_days(first, length):
    last = first + timedelta(length)
    assert dates.bounds(f"{first}/{last}") == (first, last)


@given(st.text(max_size=12) | st.text("0123456789-/?~%X", max_size=22))
def test_any_text_has_ordered_bounds_and_words_or_is_refused(text):
    try:
        first, last = dates.bounds(text)
    except dates.InvalidDate:
        return
    assert first <= last
    assert dates.in_words(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "undated"),
        ("2001-01-05", "5 January 2001"),
        ("2001-01-05?", "about 5 January 2001"),
        ("2001-01", "January 2001"),
        ("2001-01-XX", "January 2001"),
        ("2001", "2001"),
        ("199X", "1990s"),
        ("2001-23~", "about autumn 2001"),
        ("2000-12-26/2001-01-03", "26 December 2000 – 3 January 2001"),
    ],
)
def test_a_date_in_words(text, words):
    assert dates.in_words(text) == words


@pytest.mark.parametrize("text", ["soon", "2001-13", "2001-01/soon"])
def test_what_is_no_date_stays_as_it_was_typed(text):
    assert dates.in_words(text) == text


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [("2001-01-05", True), ("2001-01-05?", False), ("2001-01", False), ("2001-W01-1", False)],
)
def test_one_certain_day_is_a_plain_day(text, is_certain):
    assert dates.is_one_certain_day(text) is is_certain


def test_a_list_of_dates_says_once_what_neighbours_share():
    days = ["1995-10-09", "1995-10-10/1995-10-12", "1995-10", "1995-11-02?", "1996"]
    assert dates.list_in_words(days) == (
        "9, 10–12 October 1995, October 1995, about 2 November 1995, 1996"
    )


def test_no_dates_are_a_list_of_nothing():
    assert dates.list_in_words([]) == ""
