"""Trends as lines: scales with round numbers, labels that do not overlap."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import Results
from search.state import SearchState
from search.trend_chart import HEIGHT, LABEL_HEIGHT, chart
from search.trends import Period, Series, Trends, Value
from search.trends_state import TrendsState


def trends(*columns, per="year", share=False):
    periods = [Period(f"{1990 + n}") for n in range(len(columns[0]))]
    series = [
        Series(n, Results(SearchState(q=f"word{n}")), [Value(c, c / 1000, "/") for c in column], 0)
        for n, column in enumerate(columns, 1)
    ]
    whole = [1000] * len(periods)
    return Trends(TrendsState(is_share=share), per, periods, series, whole, [], [])


@pytest.mark.parametrize(
    ("largest", "labels"),
    [
        (0, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (9, ["0", "5", "10"]),
        (4321, ["0", "2,000", "4,000", "6,000"]),
    ],
)
def test_the_axis_has_round_numbers(largest, labels):
    assert [tick.label for tick in chart(trends([largest, 0])).y_ticks] == labels


def test_shares_are_told_in_percent():
    assert chart(trends([430], share=True)).y_ticks[-1].label == "60%"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5))
def test_labels_at_the_ends_do_not_overlap_and_stay_inside(ends):
    places = sorted(line.label_y for line in chart(trends(*[[0, end] for end in ends])).lines)
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap >= LABEL_HEIGHT for gap in gaps)
    assert places[0] >= 0
    assert places[-1] <= HEIGHT


def test_a_period_without_articles_has_no_point_to_open():
    (line,) = chart(trends([2, 0, 1])).lines
    assert [point.words for point in line.points] == [
        "word1, 1990: 2 articles (0.2%)",
        "word1, 1992: 1 article (0.1%)",
    ]


def test_no_periods_make_no_chart():
    assert chart(trends([])) is None
