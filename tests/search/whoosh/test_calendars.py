"""Articles by year, month and day; intervals count wherever they touch."""

from collections import Counter as Tally
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import calendars
from search.whoosh.counting import Counter
from search.whoosh.docsets import DocSet
from search.whoosh.schema import NO_DAY

UNIT_OF = {
    "year": lambda day: day.year,
    "month": lambda day: day.year * 12 + day.month - 1,
    "day": lambda day: day.toordinal(),
}
days = st.dates(date(1995, 1, 1), date(1996, 3, 1))
spans = st.lists(st.none() | st.tuples(days, st.integers(0, 70)), max_size=15)


def histogram(spans, unit):
    first = [start.toordinal() if start else NO_DAY for start, _ in spans]
    last = [end.toordinal() if end else NO_DAY for _, end in spans]
    days = (np.array(each, np.int32) for each in (first, last))
    begins, ends = (Counter([table]) for table in calendars.tables(*days, unit))
    everything = DocSet.of_mask(np.ones(len(spans), bool))
    return calendars.histogram(begins, ends, [everything], unit)


@pytest.mark.parametrize("unit", UNIT_OF)
@given(spans=spans)
def test_an_interval_counts_in_each_unit_that_it_touches(unit, spans):
    dated = [(each[0], each[0] + timedelta(each[1])) if each else (None, None) for each in spans]
    found = histogram(dated, unit)
    expected = Tally()
    for start, end in dated:
        if start:
            units = {UNIT_OF[unit](start + timedelta(n)) for n in range((end - start).days + 1)}
            expected.update(units)
    assert {key: count for key, count in found.bars.items() if count} == expected
    assert found.undated == spans.count(None)


def test_gaps_are_bars_of_nothing():
    found = histogram([(date(1995, 5, 1),) * 2, (date(1998, 5, 1),) * 2], "year")
    assert found.bars == {1995: 1, 1996: 0, 1997: 0, 1998: 1}


def test_days_before_1970_and_of_the_first_year_are_in_their_year():
    found = histogram([(date(1, 1, 1),) * 2, (date(2, 12, 31),) * 2], "year")
    assert found.bars == {1: 1, 2: 1}


def test_an_interval_of_centuries_is_cut_to_the_years_of_the_others():
    usual = [(date(1995, 1, 1) + timedelta(n), date(1995, 1, 1) + timedelta(n)) for n in range(50)]
    found = histogram([*usual, (date(1, 1, 1), date(9999, 12, 31))], "year")
    assert len(found.bars) <= calendars.MOST_BARS["year"] + 1
    assert found.bars[1995] == 51


@given(spans=spans)
def test_stretches_between_edges_count_what_touches_them(spans):
    first = np.array([each[0].toordinal() if each else NO_DAY for each in spans], np.int32)
    last = first + np.array([each[1] if each else 0 for each in spans], np.int32)
    edges = np.array([date(1995, month, 1).toordinal() for month in (3, 4, 5, 6, 9)])
    expected = [np.count_nonzero((last >= low) & (first < high)) for low, high in pairwise(edges)]
    assert calendars.touching(first, last, edges).tolist() == expected
