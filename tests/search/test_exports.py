"""`/search/export.<ending>`: all articles of a search, in every form, read by other libraries."""

import csv
import io
import json

import pytest
import rispy
from django.utils import timezone
from lxml import html
from pybtex.database import parse_string

from search.exports import FORMATS


def body(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_csv_holds_every_article_of_the_search(client, indexed):
    rows = list(csv.DictReader(io.StringIO(body(client.get("/search/export.csv?q=radar")))))
    assert {row["public_id"] for row in rows} == {
        indexed.radar.public_id,
        indexed.undated.public_id,
    }
    assert "Searched for “radar”. 2 articles." in rows[0]["search"]


def test_json_lines_stand_in_the_order_of_the_search(client, indexed):
    lines = body(client.get("/search/export.jsonl?actor=robert-kocharian")).splitlines()
    assert [json.loads(line)["title"] for line in lines] == [
        "Presidents meet on Karabakh",
        "Shots in parliament",
    ]


def test_csl_json_is_one_list(client, indexed):
    items = json.loads(body(client.get("/search/export.json?q=gabala")))
    assert items[0]["URL"].endswith(indexed.radar.get_absolute_url())
    assert "http://testserver/search/?q=gabala" in items[0]["custom"]["search"]


def test_ris_and_bibtex_hold_all_entries(client, indexed):
    entries = rispy.load(io.StringIO(body(client.get("/search/export.ris"))))
    bib = parse_string(body(client.get("/search/export.bib")), "bibtex")
    assert len(entries) == len(bib.entries) == 6


@pytest.mark.parametrize("ending", FORMATS)
def test_a_search_that_finds_nothing_is_a_valid_file(client, indexed, ending):
    response = client.get(f"/search/export.{ending}?q=zeppelin")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[ending].media_type
    if ending == "json":
        assert json.loads(body(response)) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_hidden_is_exported(client, indexed, ending):
    text = body(client.get(f"/search/export.{ending}?q=karabakh"))
    assert "draft" not in text.replace('"draft"', "").lower()
    assert "mistaken plan" not in text


def test_a_page_means_nothing_to_an_export(client, indexed):
    assert len(body(client.get("/search/export.jsonl?page=9")).splitlines()) == 6


def test_the_name_of_a_file_tells_the_search_and_the_day(client, indexed):
    day = timezone.localdate().isoformat()
    search = {"q": "Алиев", "region": "armenia"}
    for asked, name in ((search, "aliev-armenia"), ({}, "all-articles")):
        response = client.get("/search/export.csv", asked)
        assert f'filename="{name}-{day}.csv"' in response["Content-Disposition"]


def test_a_search_that_is_refused_is_no_file(client, indexed):
    response = client.get("/search/export.csv", {"q": "a" * 600})
    assert response.status_code == 422
    assert "at most 512" in response.text


def test_while_there_is_no_index_the_reader_is_asked_back(client, archive):
    response = client.get("/search/export.csv")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def test_an_unknown_form_is_not_found(client, indexed):
    assert client.get("/search/export.xlsx").status_code == 404


def test_an_article_can_be_taken_alone(client, indexed):
    response = client.get(f"/articles/{indexed.radar.public_id}.ris")
    assert 'filename="gabala-radar-talks-stall.ris"' in response["Content-Disposition"]
    (entry,) = rispy.load(io.StringIO(body(response)))
    assert entry["id"] == indexed.radar.public_id


@pytest.mark.parametrize("name", ["draft", "withdrawn"])
def test_a_hidden_article_is_not_given(client, indexed, name):
    article = getattr(indexed, name)
    assert client.get(f"/articles/{article.public_id}.ris").status_code == 404


def test_the_head_of_the_results_names_every_form(client, indexed):
    page = html.fromstring(client.get("/search/?q=radar").content)
    named = page.xpath("//link[@rel='alternate']/@href")
    assert [f"/search/export.{ending}?q=radar" for ending in FORMATS] == named[1:]
    assert named[0] == "/search/feed.atom?q=radar"
