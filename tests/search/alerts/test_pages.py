"""`/saved/`: what readers keep, and nobody else sees."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.models import Article
from search.alerts import pages
from search.models import Digest, SavedSearch

OWN = ["", "new", "1/", "1/pause/", "1/delete/"]


@pytest.fixture
def reading(client, reader):
    """The reader's browser, logged in."""
    client.force_login(reader)
    return client


def saved():
    return SavedSearch.objects.get()


@pytest.mark.parametrize("path", OWN)
def test_nobody_comes_in_without_an_account(client, db, path):
    response = client.get(f"/saved/{path}")
    assert response.url == f"/account/log-in/?next=/saved/{path}"


@pytest.mark.parametrize("path", ["", "pause/", "delete/"])
def test_what_others_saved_is_not_found(indexed, save, path):
    stranger = Client()
    stranger.force_login(User.objects.create(username="stranger"))
    assert stranger.post(f"{save().get_absolute_url()}{path}").status_code == 404
    assert "Radars" not in stranger.get("/saved/").text


def test_a_search_is_saved_as_it_was_found(reading, indexed):
    form = {"name": "The \n radar", "cadence": "weekly", "note": "For the book."}
    reading.post("/saved/new?q=radar&region=azerbaijan&sort=newest", form)
    kept = saved()
    assert (kept.name, kept.note) == ("The radar", "For the book.")
    assert kept.query == "?q=radar&region=azerbaijan"


def test_before_saving_the_volume_is_told(reading, indexed):
    now = timezone.now()
    Article.objects.update(modified=now - timedelta(days=99))
    for article, days in ((indexed.radar, 1), (indexed.undated, 9)):
        Article.objects.filter(pk=article.pk).update(modified=now - timedelta(days=days))
    page = reading.get("/saved/new?q=radar").text
    assert "2 new or changed: 2 daily mails, or 2 weekly ones" in page


def test_a_search_that_is_saved_already_is_edited(reading, indexed, save):
    before = save("?q=radar")
    assert reading.get("/saved/new?q=radar").url == before.get_absolute_url()


def test_a_reader_saves_only_so_many(reading, indexed, save, monkeypatch):
    monkeypatch.setattr(pages, "MOST_SAVED", 1)
    save("?q=radar")
    reading.post("/saved/new?q=baku", {"name": "Baku", "cadence": "daily"})
    assert SavedSearch.objects.count() == 1


def test_a_refused_search_is_not_saved(reading, indexed):
    response = reading.post(f"/saved/new?q={'a' * 600}", {"name": "Long", "cadence": "daily"})
    assert "at most 512" in response.text
    assert not SavedSearch.objects.exists()


def test_the_list_leads_to_results_and_changes(reading, indexed, save):
    save("?q=radar", note="For the book.")
    page = reading.get("/saved/").text
    assert 'href="/search/?q=radar"' in page
    assert 'href="/search/changes?q=radar&amp;since=' in page
    assert "For the book." in page


def test_a_saved_search_is_renamed(reading, indexed, save):
    save("?q=radar")
    reading.post(f"/saved/{saved().pk}/", {"name": "Stations", "cadence": "never"})
    assert (saved().name, saved().cadence) == ("Stations", "never")


def test_a_pause_is_asked_and_made(reading, indexed, save):
    address = f"{save('?q=radar').get_absolute_url()}pause/"
    assert "Pause “<bdi>Radars</bdi>”?" in reading.get(address).text
    reading.post(address)
    assert saved().is_paused


def test_after_a_pause_mails_begin_anew(reading, indexed, save):
    before = save("?q=radar", is_paused=True)
    reading.post(f"{before.get_absolute_url()}pause/")
    assert not saved().is_paused
    assert saved().told_until > before.told_until + timedelta(days=8)


def test_renaming_loses_no_news(reading, indexed, save):
    before = save("?q=radar")
    reading.post(before.get_absolute_url(), {"name": "Stations", "cadence": "daily"})
    assert saved().told_until == before.told_until


def test_a_deleted_one_is_gone(reading, indexed, save):
    reading.post(f"{save('?q=radar').get_absolute_url()}delete/")
    assert not SavedSearch.objects.exists()


def test_an_interrupted_mail_is_told(reading, reader):
    Digest.objects.create(reader=reader, made=timezone.now(), articles=3)
    assert "3 articles, interrupted, perhaps not sent" in reading.get("/saved/").text


def test_without_an_address_the_reader_is_told(reading, reader, db):
    User.objects.update(email="")
    assert "No e-mail address is known" in reading.get("/saved/").text


def test_results_offer_to_save_to_who_has_an_account(reading, indexed):
    assert 'href="/saved/new?q=radar"' in reading.get("/search/?q=radar").text
    assert "/saved/" not in Client().get("/search/?q=radar").text


def test_without_an_index_the_reader_is_asked_back(reading, archive):
    assert reading.get("/saved/new?q=radar").status_code == 503
