"""The date facet: years, then months, then days, the way back out, and what no bar shows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engine, rebuild
from search.days import days
from search.state import SearchState, read
from tests.search.states import partial_dates


def calendar(query):
    return engine.search(read(query).state).calendar


def bars(query):
    return {
        bar.first.isoformat(): bar.count
        for bar in calendar(query).bars
        if bar.count or bar.selected
    }


@pytest.mark.parametrize(
    ("query", "unit", "number"),
    [
        ("", "year", 5),
        ("from=1999", "year", 5),
        ("from=1997&to=2001", "year", 5),
        ("from=2001&to=1999", "year", 5),
        ("from=1999&to=2000", "month", 24),
        ("from=1999&to=1999", "month", 12),
        ("from=1999-10&to=2000-03", "month", 24),
        ("from=1999-11&to=1999-11", "day", 30),
        ("from=1999-10-29&to=1999-10-29", "day", 31),
        ("from=1999-12-30&to=2000-01-02", "day", 62),
    ],
)
def test_bars_follow_the_window(indexed, query, unit, number):
    found = calendar(query)
    assert (found.unit, len(found.bars)) == (unit, number)


def test_the_window_is_selected_against_all_that_is_around_it(indexed):
    found = calendar("from=1999-11&to=1999-12").bars
    assert [bar.first.isoformat() for bar in found if bar.count] == ["1999-11-18"]
    assert sum(bar.selected for bar in found) == len(found) == 61
    assert bars("from=1999-11-18&to=1999-11-30")["1999-11-18"] == 1


def test_bars_of_a_year_count_its_other_months_too(indexed):
    assert bars("from=1999-06&to=2000-01") == {
        **{f"1999-{month:02}-01": 0 for month in range(6, 13)},
        "1999-10-01": 1,
        "1999-11-01": 1,
        "2000-01-01": 0,
    }


def test_a_window_leads_back_out(indexed):
    wider = calendar("q=presidents&from=2001-04-06&to=2001-04-06").broader
    assert [(each.label, each.url) for each in wider] == [
        ("All years", "/search/?q=presidents"),
        ("2001", "/search/?q=presidents&from=2001&to=2001"),
        ("April 2001", "/search/?q=presidents&from=2001-04&to=2001-04"),
    ]


def test_the_only_bar_leads_back_out_one_step(indexed):
    bar = next(bar for bar in calendar("from=2001-04-06&to=2001-04-06").bars if bar.selected)
    assert bar.url == "/search/?from=2001-04&to=2001-04"


@given(first=partial_dates, last=partial_dates, certain=st.booleans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_window_has_bars(indexed, first, last, certain):
    state = SearchState(from_=first, to=last, certain=certain)
    found = engine.search(state).calendar
    assert all(bar.first <= bar.last for bar in found.bars)
    assert len(found.bars) <= 150


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize("window", ["2001", "2001-01", "1997-05"])
def test_a_bar_counts_what_a_click_finds(indexed, window, certain):
    state = SearchState(from_=window, to=window, certain=certain)
    for bar in engine.search(state).calendar.bars:
        name = bar.first.isoformat()[: 10 if len(window) > 4 else 7]
        assert engine.search(state.between(name, name)).total == bar.count


@pytest.mark.parametrize(
    ("window", "is_found"),
    [
        ("from=1999-12-30&to=1999-12-30", True),
        ("from=2000&to=2000", True),
        ("from=2000-06-15&to=2000-06-15", True),
        ("from=2001-01-02", True),
        ("to=1999-12-30", True),
        ("to=1999-12-29", False),
        ("from=2001-01-03", False),
    ],
)
def test_an_interval_is_found_by_any_window_that_it_touches(indexed, window, is_found):
    indexed.article("Over new year", "A long winter.", date="1999-12-30/2001-01-02")
    rebuild.rebuild()
    assert engine.search(read(f"q=winter&{window}").state).total == int(is_found)


@pytest.mark.parametrize("day", days("1997-05"))
def test_a_month_is_found_by_each_of_its_days(indexed, day):
    window = SearchState(q="fleet", from_=day.isoformat(), to=day.isoformat())
    assert engine.search(window).total == 1


def test_uncertain_and_undated_articles_are_counted(indexed):
    assert calendar("from=2001&to=2001").uncertain == 1
    assert calendar("from=2001&to=2001&dates=certain").uncertain == 1
    assert engine.search(read("dates=certain").state).undated == 1
    assert calendar("dates=certain").uncertain == 2


def test_the_page_names_what_is_not_shown(client, indexed):
    page = client.get("/search/?from=2001&to=2001&dates=certain").text
    assert "1 with an uncertain date is not shown" in page
    assert "1 undated is not shown" in page
    assert 'href="/search/?undated=1"' in page


def test_the_page_tells_the_window_against_all(client, indexed):
    page = client.get("/search/?from=1999&to=1999").text
    assert "<strong>2</strong> of 5 dated articles" in page
    assert "Articles by month" in page


def test_dates_set_among_the_undated_articles_lead_to_dated_ones(client, indexed):
    form = client.get("/search/?region=armenia&undated=1").context["dates_form"]
    assert form.carried == [("region", "armenia")]


def test_the_histogram_of_the_api_stays_one_of_years(client, indexed):
    answer = client.get("/api/v1/search?from=1999-10&to=1999-10").json()
    assert [bar["from"] for bar in answer["histogram"]] == [
        f"{year}-01-01" for year in range(1997, 2002)
    ]
