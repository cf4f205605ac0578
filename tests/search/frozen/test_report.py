"""The report of a search: all that PRISMA-S asks for, and a citation that others can read."""

import io

import pytest
import rispy
from pybtex.database import parse_string

from search import rebuild
from search.frozen import freezing
from search.frozen.report import Report
from search.state import read

SITE = "https://archive.example"


def reported(query):
    found = freezing.keep(freezing.take(read(query).state))
    return Report(found, f"{SITE}{found.get_absolute_url()}", SITE)


def lines(query):
    return {line.label: line.value for line in reported(query).lines}


def test_the_strategy_is_told_as_typed_and_as_understood(indexed):
    found = lines('q=radar+"gabala"')
    assert found["Strategy as typed"] == 'radar "gabala"'
    assert found["Strategy as understood"].startswith("Searched for “radar”")
    assert found["Address of the strategy"].startswith(f"{SITE}/search/?q=radar")


def test_limits_and_filters_are_told_apart(indexed):
    found = lines("q=radar&region=azerbaijan&not-actor=robert-kocharian&from=1999&exact=1")
    assert found["Limits"] == "date from 1999; this spelling only"
    assert found["Filters"] == "region Azerbaijan; actor not Robert Kocharian"


def test_a_plain_search_has_neither(indexed):
    found = lines("q=radar")
    assert (found["Limits"], found["Filters"]) == ("none", "none")


def test_articles_with_the_same_text_are_counted(indexed):
    indexed.article("A reprint", indexed.radar.body)
    rebuild.rebuild()
    found = lines("q=gabala")
    assert found["Articles found"] == "2"
    assert found["Duplicates"] == "none removed; 1 have the text of an earlier one"


def test_the_search_is_cited_in_three_styles(indexed):
    report = reported("q=radar&region=azerbaijan")
    day = report.found.made
    chicago, mla, apa = map(str, report.citations)
    assert chicago == (
        "“Search: radar · Azerbaijan · 1 result.” Monitor Archive, "
        f"{day:%B} {day.day}, {day.year}. {report.address}."
    )
    assert mla.endswith(f"{report.address}.")
    assert apa.startswith(f"Monitor Archive. ({day.year}, ")


def test_bibtex_is_read_by_another_library(indexed):
    report = reported("q=radar")
    (entry,) = parse_string(report.as_bibtex, "bibtex").entries.values()
    assert entry.fields["url"] == report.address
    assert "SHA-256" in entry.fields["note"]


def test_ris_is_read_back(indexed):
    report = reported("q=radar")
    (entry,) = rispy.load(io.StringIO(report.as_ris))
    assert (entry["title"], entry["urls"]) == (report.title, [report.address])


@pytest.mark.parametrize("ending", ["txt", "bib", "ris"])
def test_a_frozen_search_and_one_of_now_have_files(client, indexed, ending):
    address = client.post("/search/freeze?q=radar")["Location"]
    frozen = client.get(f"{address[:-1]}.{ending}")
    now = client.get(f"/search/report.{ending}?q=radar")
    assert address in frozen.text
    assert "/search/?q=radar" in now.text


def test_an_unknown_form_is_not_found(client, indexed):
    assert client.get("/search/report.doc?q=radar").status_code == 404


def test_the_page_of_now_leads_to_freezing(client, indexed):
    page = client.get("/search/report?q=radar&page=2").text
    assert 'href="/search/freeze?q=radar"' in page
    assert 'href="/search/report.bib?q=radar"' in page


def test_a_frozen_page_has_its_report_and_citation(client, indexed):
    page = client.get(client.post("/search/freeze?q=radar")["Location"]).text
    assert "Strategy as understood" in page
    assert "“Search: radar · 2 results.” <i>Monitor Archive</i>" in page


def test_a_refused_search_is_told_so(client, indexed):
    query = {"q": "a" * 600}
    for address in ("/search/report", "/search/report.txt"):
        response = client.get(address, query)
        assert response.status_code == 422
        assert "at most 512" in response.text


def test_without_an_index_the_reader_is_asked_back(client, archive):
    assert client.get("/search/report").status_code == 503
    assert client.get("/search/report.txt").status_code == 503
