"""The page of trends: several searches side by side, each point a link to its articles."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engine, rebuild
from search.state import read
from search.trends import compare
from search.trends_state import read_trends

PAGE = "/trends/"


def counts(query):
    trends = compare(read_trends(query)[0])
    return {
        period.text: [value.count for value in values]
        for period, values, _ in trends.rows
        if any(value.count for value in values)
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=radar&q=pipeline&per=month", {"1999-11": [0, 1], "2001-01": [1, 0]}),
        ("q=radar&q=pipeline&per=year", {"1999": [0, 1], "2001": [1, 0]}),
        ("per=year&region=armenia", {"1999": [1], "2001": [1]}),
        ("per=month&from=1999-11-18&to=2001-02", {"1999-11": [1], "2001-01": [1]}),
        ("per=year&dates=certain", {"1999": [2], "2001": [1]}),
        ("undated=1", {}),
    ],
)
def test_each_search_is_counted_by_month_or_year(indexed, query, found):
    assert counts(query) == found


def test_an_interval_counts_in_each_month_that_it_touches_within_the_limits(archive):
    archive.article("A long summit", "A summit.", date="2000-05-30/2000-07-02")
    archive.article("A late summit", "A summit.", date="2000-08")
    rebuild.rebuild()
    assert counts("q=summit&per=month&to=2000-06-10") == {"2000-05": [1], "2000-06": [1]}


@pytest.mark.parametrize(
    ("query", "per"),
    [
        ("q=summit", "month"),
        ("q=summit+OR+council", "year"),
        ("q=summit+OR+council&per=month", "month"),
        ("q=summit+OR+council+OR+synod&per=month", "year"),
    ],
)
def test_months_are_shown_up_to_ten_years_and_asked_for_up_to_fifty(archive, query, per):
    for word, year in {"summit": 2000, "council": 1989, "synod": 1949}.items():
        archive.article(f"The {word}", f"A {word}.", date=f"{year}-05")
    rebuild.rebuild()
    found = compare(read_trends(query)[0])
    assert found.per == per
    assert bool(found.notices) == ("synod" in query)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("q=pipeline&per=year", "1999", "1999"),
        ("q=pipeline&per=year&to=2000", "1997", "1999"),
        ("q=pipeline&per=year&from=1998", "1999", "2001"),
    ],
)
def test_limits_of_date_are_shown_as_far_as_there_are_articles(indexed, query, first, last):
    periods = compare(read_trends(query)[0]).periods
    assert (periods[0].text, periods[-1].text) == (first, last)


def test_a_share_is_taken_of_all_articles_under_the_constraints(indexed):
    trends = compare(read_trends("q=parliament&per=year&region=south-caucasus")[0])
    (period, (value,), whole), *_ = trends.rows
    assert (period.text, value.count, whole, value.percent) == ("1999", 1, 2, "50.0%")


@given(
    q=st.sampled_from(["", "radar", "karabakh OR pipeline", "the"]),
    constraints=st.sampled_from(["", "&region=south-caucasus", "&dates=certain"]),
    first=st.sampled_from(["", "1999-11-18", "1997-05-20", "2001"]),
    last=st.sampled_from(["", "1999-11", "2001-01-05"]),
    per=st.sampled_from(["month", "year"]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_link_finds_as_many_articles_as_it_says(indexed, q, constraints, first, last, per):
    query = f"q={q}{constraints}&from={first}&to={last}&per={per}"
    trends = compare(read_trends(query.replace(" ", "+"))[0])
    for series in trends.series:
        for value in series.values:
            state = read(value.url.partition("?")[2]).state
            assert engine.search(state).total == value.count


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("q=radar&q=&q=&per=&as=", "?q=radar"),
        ("q=radar&q=radar&q=fleet", "?q=radar&q=fleet"),
        ("as=share&per=year&q=radar&from=1999", "?q=radar&from=1999&per=year&as=share"),
        ("sort=oldest&page=2&q=radar", "?q=radar"),
    ],
)
def test_another_spelling_redirects_to_the_canonical_address(client, indexed, query, canonical):
    response = client.get(f"{PAGE}?{query}")
    assert (response.status_code, response.url) == (302, PAGE + canonical)


@pytest.mark.parametrize("query", ["per=week", "as=loss", "q=a&q=b&q=c&q=d&q=e&q=f", "colour=red"])
def test_what_was_ignored_is_said(client, indexed, query):
    assert 'class="notice"' in client.get(f"{PAGE}?{query}").text


def test_points_lines_and_table_link_to_the_articles_of_the_period(client, indexed):
    response = client.get(f"{PAGE}?q=radar&q=pipeline&per=month")
    link = 'href="/search/?q=pipeline&amp;from=1999-11&amp;to=1999-11"'
    assert response.text.count(link) == 2
    assert "<title>pipeline, November 1999: 1 article (100.0%)</title>" in response.text


def test_undated_articles_are_named(client, indexed):
    assert "2 articles, 1 undated and not drawn" in client.get(f"{PAGE}?q=radar").text


def test_a_refused_search_stands_beside_the_others(client, indexed):
    response = client.get(f"{PAGE}?q=radar&q=a*")
    assert "would find too many words" in response.text
    assert response.text.count('class="line"') == 4


def test_without_a_dated_article_the_page_says_so(client, indexed):
    assert "No article with a date" in client.get(f"{PAGE}?q=nothing+here").text


def test_the_form_has_one_empty_field_more(client, indexed):
    assert client.get(PAGE).text.count('name="q"') == 2
    assert client.get(f"{PAGE}?q=radar&q=fleet").text.count('name="q"') == 3
    assert client.get(f"{PAGE}?q=a&q=b&q=c&q=d&q=e").text.count('name="q"') == 5


def test_searches_cost_no_queries_of_their_own(client, indexed, django_assert_num_queries):
    client.get(f"{PAGE}?q=radar")
    with django_assert_num_queries(1):  # the version of the names
        client.get(f"{PAGE}?q=radar&q=fleet")


def test_no_style_stands_in_the_page(client, indexed):
    assert not re.search(r"<style|style=", client.get(f"{PAGE}?q=radar&as=share").text)


def test_without_an_index_readers_are_asked_to_come_back(client, archive):
    assert client.get(PAGE).status_code == 503


def test_the_numbers_come_as_csv(client, indexed):
    response = client.get("/trends/export.csv?q=radar&per=year&from=2001")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.text.splitlines()[1] == "2001,1,0.5,2"


def test_words_that_begin_like_a_formula_are_escaped_in_the_csv(client, indexed):
    header = client.get("/trends/export.csv?q=%2Bradar").text.splitlines()[0]
    assert "'+radar" in header
