"""Dates and windows as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import windows
from tests.search.states import partial_dates


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("1999", "1999"),
        ("October 1999", "1999-10"),
        ("oct. 1999", "1999-10"),
        ("Sept 1999", "1999-09"),
        ("5 Oct 1999", "1999-10-05"),
        ("5 October 1999", "1999-10-05"),
        ("5th October, 1999", "1999-10-05"),
        ("October 5, 1999", "1999-10-05"),
        ("05.10.1999", "1999-10-05"),
        ("1999-10", "1999-10"),
        ("1999-10-05", "1999-10-05"),
        (" 1999-1-5 ", "1999-01-05"),
        ("10/1999", "1999-10"),
    ],
)
def test_a_date_is_read_in_many_forms(typed, date):
    assert windows.read(typed) == [date]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("1999-10..2000-03", ["1999-10", "2000-03"]),
        ("1999-2000", ["1999", "2000"]),
        ("1999–2000", ["1999", "2000"]),
        ("5 Oct 1999 - 7 Nov 1999", ["1999-10-05", "1999-11-07"]),
        ("October 1999 to March 2000", ["1999-10", "2000-03"]),
        ("1999-10/2000-03", ["1999-10", "2000-03"]),
        ("1999-10..", ["1999-10", ""]),
        ("..2000", ["", "2000"]),
    ],
)
def test_a_window_has_two_ends(typed, ends):
    assert windows.read(typed) == ends


@pytest.mark.parametrize(
    "typed",
    ["", "..", "soon", "31 Feb 1999", "1999-13", "5/10/1999", "Octopus 1999", "0000", "1..2..3"],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match=r"^"):
        windows.read(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("autumn 1999", "“autumn 1999” is no year, month or day; write for example 1999"),
        ("31 June 1999", "“31 June 1999” cannot be: June 1999 has 30 days."),
        ("5/10/1999", "Either number of “5/10/1999” may be the month"),
        ("1999-10..soon", "“soon” is no year, month or day"),
    ],
)
def test_a_refused_date_says_why(typed, reason):
    with pytest.raises(windows.NoDate, match=re.escape(reason)):
        windows.read(typed)


@given(partial_dates.filter(bool))
def test_a_canonical_date_stays_as_it_is(date):
    assert windows.read(date) == [date]


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        ends = windows.read(text)
    except ValueError:
        return
    assert [windows.read(end) for end in ends if end] == [[end] for end in ends if end]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("from=October+1999", "?from=1999-10"),
        ("from=1999-10..2000-03", "?from=1999-10&to=2000-03"),
        ("to=1999-10..2000-03", "?from=1999-10&to=2000-03"),
        ("from=1999-10..2000-03&to=", "?from=1999-10&to=2000-03"),
        ("to=5+Oct+1999", "?to=1999-10-05"),
    ],
)
def test_a_typed_date_redirects_to_its_canonical_address(client, indexed, typed, canonical):
    assert client.get(f"/search/?{typed}").url == f"/search/{canonical}"


def test_the_api_reads_typed_dates_too(client, indexed):
    answer = client.get("/api/v1/search", {"from": "October 1999..November 1999"}).json()
    assert answer["query"]["canonical"] == "?from=1999-10&to=1999-11"
    assert answer["total"] == 2
