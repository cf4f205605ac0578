"""The lists of actors and regions: order, search inside, pages."""

import pytest

from archive import catalogue
from archive.models import Actor
from search import rebuild


def labels(response):
    return [line.entry.label for _, lines in response.context["lines"] for line in lines]


def test_persons_stand_by_surname_and_others_by_name(client, indexed):
    church = Actor.objects.create(name="Armenian Church", kind="organisation")
    indexed.radar.actors.add(church)
    rebuild.rebuild()
    assert labels(client.get("/actors/")) == ["Haidar Aliev", "Armenian Church", "Robert Kocharian"]


def test_a_numeral_is_no_surname(client, indexed):
    patriarch = Actor.objects.create(name="Aleksi II", kind="person")
    indexed.radar.actors.add(patriarch)
    rebuild.rebuild()
    assert labels(client.get("/actors/"))[0] == "Aleksi II"


def test_the_order_by_number_of_articles(client, indexed):
    indexed.fleet.actors.add(indexed.kocharian)
    rebuild.rebuild()
    assert labels(client.get("/actors/?order=count")) == ["Robert Kocharian", "Haidar Aliev"]


def test_records_without_articles_are_not_listed(client, indexed):
    Actor.objects.create(name="Nobody Known")
    assert "Nobody Known" not in client.get("/actors/").text


def test_a_search_inside_finds_them_in_any_script(client, indexed):
    assert labels(client.get("/actors/", {"q": "гейдар"})) == ["Haidar Aliev"]


def test_names_that_hidden_articles_alone_bear_are_not_told(client, indexed):
    quiet = Actor.objects.create(name="Quiet One")
    indexed.article("Draft", "Words.", state="draft", actors=[quiet])
    assert labels(client.get("/actors/", {"q": "quiet"})) == []


def test_news_sources_stand_by_name_and_are_found_inside(client, indexed):
    assert labels(client.get("/outlets/")) == ["Turan"]
    assert labels(client.get("/outlets/?q=tur")) == ["Turan"]
    assert labels(client.get("/outlets/?q=nobody")) == []


def test_a_letter_leads_to_the_page_where_it_begins(client, indexed, monkeypatch):
    monkeypatch.setattr(catalogue, "A_PAGE", 1)
    text = client.get("/actors/").text
    assert 'href="/actors/?page=2#letter-K"' in text
    assert 'id="letter-K"' in client.get("/actors/?page=2").text


def test_pages_lead_to_each_other(client, indexed, monkeypatch):
    monkeypatch.setattr(catalogue, "A_PAGE", 1)
    text = client.get("/regions/?order=count&page=2").text
    assert 'href="/regions/?order=count"' in text
    assert 'href="/regions/?order=count&amp;page=3"' in text


@pytest.mark.parametrize("query", ["order=wrong", "page=x", "page=99", "q=%00", "unknown=1"])
def test_what_makes_no_sense_is_ignored(client, indexed, query):
    assert client.get(f"/actors/?{query}").status_code == 200


def test_a_list_asks_a_fixed_number_of_times(client, indexed, django_assert_max_num_queries):
    client.get("/actors/")
    with django_assert_max_num_queries(4):
        client.get("/actors/")


def test_without_an_index_the_reader_is_asked_to_come_back(client, archive):
    assert client.get("/regions/").status_code == 503
