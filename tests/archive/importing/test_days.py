from datetime import date

import pytest

from archive.importing.days import Cursor, Day, NoDate, Span, latest_year, read_spans, with_years


def spans(text):
    return read_spans(Cursor(text))


def shown(spans):
    return [str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in spans]


def chain(*lists, last=None):
    """Return the lists of days with their years; `last` is the year of the item."""
    dated = with_years([spans(text) for text in lists], lambda day: last)
    return [shown(each) for each in dated]


@pytest.mark.parametrize(
    "text", ["June 6", "June6", "Jun 6", "Jun. 6", "Jun.6", "JUNE 6", "June  06"]
)
def test_a_day_is_a_month_and_a_number(text):
    assert spans(text) == [Span(Day(6, 6), Day(6, 6))]


@pytest.mark.parametrize("text", ["Sept. 5", "Sep. 5", "Sept 5", "September5"])
def test_september_has_two_abbreviations(text):
    assert shown(spans(text)) == ["September 5"]


@pytest.mark.parametrize("text", ["june 6", "June", "June 2000", "6 June", "Juno 6", "2000"])
def test_other_words_and_numbers_are_no_day(text):
    assert spans(text) == []


def test_a_year_belongs_to_the_day_before_it():
    assert spans("May 1, 2000") == spans("May 1 2000") == [Span(*[Day(5, 1, 2000)] * 2)]


@pytest.mark.parametrize("dash", ["-", "–", "—", " - "])
def test_every_dash_makes_a_range(dash):
    assert spans(f"May 1{dash}3") == [Span(Day(5, 1), Day(5, 3))]


def test_a_range_may_cross_the_end_of_a_month():
    assert spans("April 30-May 2") == [Span(Day(4, 30), Day(5, 2))]


def test_a_range_may_state_the_year_of_both_ends():
    assert shown(spans("December 30, 1999-January 2, 2000")) == [
        "December 30, 1999-January 2, 2000"
    ]


@pytest.mark.parametrize("text", ["May 1, 2", "May 1 and 2", "May 1, and 2"])
def test_commas_and_the_word_and_make_a_list(text):
    assert shown(spans(text)) == ["May 1", "May 2"]


def test_a_bare_number_continues_the_month_named_last():
    assert shown(spans("April 30-May 2, 5, June 1, 3")) == [
        "April 30-May 2", "May 5", "June 1", "June 3",
    ]  # fmt: skip


def test_a_list_ends_where_a_name_begins_with_a_number():
    cursor = Cursor("May 1, 24 Chasa")
    assert shown(read_spans(cursor)) == ["May 1"]
    assert cursor.peek().text == ","


def test_a_dash_before_a_word_is_no_range():
    assert shown(spans("May 1-Turan")) == ["May 1"]


def test_a_day_takes_the_next_year_stated_later():
    assert chain("May 1, September 2", "October 2, 2000") == [
        ["May 1, 2000", "September 2, 2000"], ["October 2, 2000"],
    ]  # fmt: skip


def test_a_later_month_before_a_stated_year_is_of_the_year_before():
    assert chain("November 30, January 5, 2001") == [["November 30, 2000", "January 5, 2001"]]


def test_without_a_later_year_the_last_one_before_counts():
    assert chain("May 1, 2000", "May 3") == [["May 1, 2000"], ["May 3, 2000"]]


def test_an_earlier_month_after_a_stated_year_is_of_the_year_after():
    assert chain("December 30, 2000, January 2") == [["December 30, 2000", "January 2, 2001"]]


def test_the_nearest_later_year_wins_over_an_earlier_one():
    assert chain("May 1, 1999, June 2, July 3, 2000") == [
        ["May 1, 1999", "June 2, 2000", "July 3, 2000"]
    ]


@pytest.mark.parametrize(("month", "year"), [("July", 2000), ("June", 2001)])
def test_the_year_before_needs_six_months_between(month, year):
    assert chain(f"{month} 5", "January 3, 2001")[0] == [f"{month} 5, {year}"]


@pytest.mark.parametrize(("month", "year"), [("June", 2001), ("July", 2000)])
def test_the_year_after_needs_six_months_between(month, year):
    assert chain("December 3, 2000", f"{month} 5")[1] == [f"{month} 5, {year}"]


def test_only_months_are_compared():
    assert chain("May 9, May 3, 2000") == [["May 9, 2000", "May 3, 2000"]]


def test_a_range_over_new_year_begins_in_the_year_before():
    assert chain("December 30-January 2, 2001") == [["December 30, 2000-January 2, 2001"]]


def test_days_of_one_list_walk_backwards_over_several_months():
    assert chain("May 1, September 2, January 5, 2001") == [
        ["May 1, 2000", "September 2, 2000", "January 5, 2001"]
    ]


def test_lists_of_the_same_weeks_do_not_walk_further_back():
    assert chain("December 30, January 2", "December 29, January 3, 2001") == [
        ["December 30, 2000", "January 2, 2001"], ["December 29, 2000", "January 3, 2001"],
    ]  # fmt: skip


def test_the_year_of_the_item_belongs_to_the_last_day():
    assert chain("December 30", "January 3", last=2001) == [
        ["December 30, 2000"], ["January 3, 2001"],
    ]  # fmt: skip


def test_the_year_of_the_item_is_not_asked_where_the_chain_states_one():
    assert chain("May 1, 1999", last=2001) == [["May 1, 1999"]]


def test_days_stay_without_year_where_nothing_tells_it():
    assert chain("May 1", "May 2") == [["May 1"], ["May 2"]]


@pytest.mark.parametrize(
    ("day", "year"),
    [(Day(1, 5), 2001), (Day(1, 6), 2000), (Day(12, 30), 2000), (Day(2, 29), 2000)],
)
def test_the_latest_such_day_is_not_after_the_limit(day, year):
    assert latest_year(day, date(2001, 1, 5)) == year


@pytest.mark.parametrize(
    "text", ["June 31, 2000", "May 0, 2000", "May 1, 0000", "June 28-31, 2000"]
)
def test_an_impossible_day_is_no_date(text):
    with pytest.raises(NoDate, match="is no day of the calendar"):
        spans(text)[0].bounds()


def test_an_impossible_day_needs_no_year_to_be_so():
    with pytest.raises(NoDate, match="June 31 is no day"):
        spans("June 31")[0].bounds()


def test_a_reversed_range_is_no_date():
    with pytest.raises(NoDate, match="ends before it begins"):
        with_years([spans("May 3-1, 2000")], lambda day: None)[0][0].bounds()


def test_february_29_depends_on_the_year():
    assert spans("February 29, 2000")[0].bounds()[0] == date(2000, 2, 29)
    with pytest.raises(NoDate):
        spans("February 29, 2001")[0].bounds()
