"""`/search/freeze` and `/s/<id>/`: frozen by anyone, the same for ever, nothing hidden in it."""

import json
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.test import Client

from archive.models import Article, Publication
from search import rebuild
from search.frozen import freezing
from search.models import FrozenSearch
from search.state import read


def freeze(client, query):
    """Freeze a search as a reader does; return the address of its page."""
    response = client.post(f"/search/freeze?{query}")
    assert response.status_code == 302
    return response["Location"]


def test_results_lead_to_freezing_them(client, indexed):
    page = client.get("/search/?q=radar&page=1", follow=True)
    assert 'href="/search/freeze?q=radar"' in page.text


def test_the_page_before_freezing_tells_what_will_be_kept(client, indexed):
    page = client.get("/search/freeze?q=radar")
    assert "Searched for “radar”." in page.text
    assert "2 articles" in page.text
    assert not FrozenSearch.objects.exists()


def test_freezing_needs_the_token_of_the_form(indexed):
    assert Client(enforce_csrf_checks=True).post("/search/freeze?q=radar").status_code == 403


def test_a_frozen_search_shows_its_articles_in_order(client, indexed):
    page = client.get(freeze(client, "actor=robert-kocharian")).text
    assert page.index("Presidents meet on Karabakh") < page.index("Shots in parliament")
    assert indexed.talks.get_absolute_url() in page


def test_it_survives_edits_merges_and_a_rebuild(client, indexed):
    address = freeze(client, "actor=haidar-aliev")
    before = client.get(address).text
    indexed.radar.body, indexed.radar.date = "Nothing of the kind.", "2001-02-01"
    indexed.radar.save()
    indexed.aliev.merged_into = indexed.kocharian
    indexed.aliev.save()
    rebuild.rebuild()
    assert client.get(address).text == before


def test_the_title_stays_as_it_was_found(client, indexed):
    address = freeze(client, "q=gabala")
    indexed.radar.title = "Another headline"
    indexed.radar.save()
    page = client.get(address).text
    assert "Gabala radar talks stall</bdi>" in page
    assert "another-headline" in page


def test_a_withdrawn_article_stays_as_a_tombstone(client, indexed):
    address = freeze(client, "q=gabala")
    Article.objects.filter(pk=indexed.radar.pk).update(
        state="withdrawn", withdrawal_reason="It was a hoax."
    )
    page = client.get(address).text
    assert "Withdrawn: It was a hoax." in page
    assert indexed.radar.public_id in page
    assert "Gabala radar talks stall" not in page


def test_a_deleted_article_stays_as_a_tombstone(client, indexed):
    address = freeze(client, "q=gabala")
    indexed.radar.delete()
    assert "Deleted: The article was deleted." in client.get(address).text


@pytest.mark.parametrize("way", ["draft", "staff"])
@pytest.mark.parametrize("form", ["", "?format=json"])
def test_what_is_hidden_later_leaves_its_id_alone(client, indexed, way, form):
    address = freeze(client, "q=gabala")
    if way == "draft":
        Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    else:
        Publication.objects.filter(pk=indexed.monitor.pk).update(policy="staff")
    answer = client.get(f"{address}{form}").text
    assert indexed.radar.public_id in answer
    assert "radar talks" not in answer
    assert "2001-01-05" not in answer


def test_nothing_hidden_is_frozen(client, indexed):
    page = client.get(freeze(client, "q=plan")).text
    assert indexed.draft.public_id not in page
    assert "The search found nothing." in page


def test_the_json_form_proves_its_hash(client, indexed):
    found = client.get(freeze(client, "q=radar")[:-1] + ".json").json()
    lines = "".join(f"{each['id']} {each['fingerprint']}\n" for each in found["articles"])
    assert sha256(lines.encode()).hexdigest() == found["sha256"]


def test_the_json_form_proves_its_fingerprints(client, indexed):
    found = client.get(freeze(client, "q=gabala") + "?format=json").json()
    (article,) = found["articles"]
    said = [article[name] for name in ("id", "title", "date", "tags", "text")]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    assert sha256(text.encode()).hexdigest()[:32] == article["fingerprint"]
    assert article["text"] == sha256(indexed.radar.body.encode()).hexdigest()[:32]


def test_long_results_have_pages(client, indexed, monkeypatch):
    monkeypatch.setattr("search.frozen.pages.ARTICLES_A_PAGE", 4)
    address = freeze(client, "")
    assert '<ol class="citable-list" start="5">' in client.get(f"{address}?page=2").text
    assert client.get(f"{address}?page=3").status_code == 404


def test_what_was_frozen_before_is_offered(client, indexed):
    address = freeze(client, "q=radar")
    assert f'href="{address}"' in client.get("/search/freeze?q=radar").text


def test_an_id_that_was_never_given_is_not_found(client, db):
    assert client.get("/s/aaaaaaaa/").status_code == 404


def test_a_refused_search_is_told_so(client, indexed):
    response = client.post(f"/search/freeze?q={'a' * 600}")
    assert response.status_code == 422
    assert "at most 512" in response.text


def test_without_an_index_the_reader_is_asked_back(client, archive):
    assert client.post("/search/freeze?q=radar").status_code == 503


def test_whoever_freezes_too_often_waits(client, indexed, settings, monkeypatch):
    settings.FREEZES_AN_HOUR = 1
    monkeypatch.setattr("search.frozen.pages.time", lambda: 3600.0)
    cache.clear()
    freeze(client, "q=radar")
    response = client.post("/search/freeze?q=gabala")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "please wait 60 minutes" in response.text


def test_an_article_added_later_is_not_in_it(client, indexed):
    address = freeze(client, "q=radar")
    indexed.article("A second radar", "Another radar was built.")
    rebuild.rebuild()
    assert "A second radar" not in client.get(address).text


def test_beyond_what_is_kept_the_page_does_not_promise_the_hash(client, indexed, monkeypatch):
    monkeypatch.setattr(freezing, "MOST_KEPT", 2)
    page = client.get(freezing.keep(freezing.take(read("").state)).get_absolute_url()).text
    assert "cannot be computed from it" in page
    assert "computed anew" not in page
