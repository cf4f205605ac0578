"""`/search/feed.atom`: a search as a feed, read by feedparser."""

from datetime import UTC, datetime

import feedparser
import pytest

from archive.models import Article
from search import feeds


def parsed(client, query=""):
    response = client.get(f"/search/feed.atom{query}")
    assert response.status_code == 200
    found = feedparser.parse(response.content)
    assert not found.bozo
    return found


def changed(article, year):
    Article.objects.filter(pk=article.pk).update(modified=datetime(year, 1, 1, tzinfo=UTC))


def test_the_articles_of_the_search_come_newest_change_first(client, indexed):
    changed(indexed.radar, 2020)
    changed(indexed.undated, 2021)
    assert [entry.title for entry in parsed(client, "?q=radar").entries] == [
        "A note without a day",
        "Gabala radar talks stall",
    ]


def test_an_entry_tells_when_the_article_changed(client, indexed):
    changed(indexed.radar, 2020)
    (entry,) = parsed(client, "?q=gabala").entries
    assert entry.updated == "2020-01-01T00:00:00+00:00"
    assert entry.author == "The Foundation"
    assert [tag.term for tag in entry.tags] == ["Azerbaijan", "Haidar Aliev"]
    assert "Monitor 7/4, about 5 January 2001" in entry.summary


def test_an_entry_was_published_on_the_day_of_the_bulletin(client, indexed):
    (entry,) = parsed(client, "?q=gabala").entries
    assert entry.published == "2001-01-05T00:00:00+00:00"


def test_an_undated_article_has_no_day_of_publication(client, indexed):
    (entry,) = parsed(client, "?undated=1").entries
    assert "published" not in entry


def test_the_id_of_an_entry_outlives_its_title(client, indexed):
    (before,) = parsed(client, "?q=gabala").entries
    Article.objects.filter(pk=indexed.radar.pk).update(slug="another")
    (after,) = parsed(client, "?q=gabala").entries
    assert after.id == before.id
    assert after.link != before.link


def test_pages_follow_each_other(client, indexed, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 4)
    first = parsed(client)
    links = {link.rel: link.href for link in first.feed.links}
    second = parsed(client, links["next"].partition("feed.atom")[2])
    assert len(first.entries) == 4
    assert len(second.entries) == 2
    assert {link.rel for link in second.feed.links} >= {"first", "last", "previous"}


def test_a_page_past_the_end_is_not_found(client, indexed):
    assert client.get("/search/feed.atom?page=2").status_code == 404


def test_many_keys_are_found_in_the_same_order(archive, monkeypatch):
    changed(archive.radar, 2020)
    keys = [archive.talks.pk, archive.radar.pk, archive.draft.pk]
    few = feeds.last_changed(keys, 0, 9)
    monkeypatch.setattr(feeds, "KEYS_AT_ONCE", 1)
    assert feeds.last_changed(keys, 0, 9) == few == [archive.talks, archive.radar]


def test_nothing_hidden_is_fed(client, indexed):
    text = client.get("/search/feed.atom?q=karabakh").text
    assert "secret plan" not in text
    assert "mistaken plan" not in text


@pytest.mark.parametrize("change", ["tag", "update", "note"])
def test_every_change_of_an_article_is_dated(archive, change):
    changed(archive.radar, 2020)
    if change == "tag":
        archive.radar.regions.add(archive.ukraine)
    elif change == "update":
        Article.objects.filter(pk=archive.radar.pk).update(state="withdrawn")
    else:
        archive.radar.source_notes.all().delete()
    archive.radar.refresh_from_db()
    assert archive.radar.modified.year > 2020


def test_reading_an_article_dates_nothing(client, indexed):
    changed(indexed.radar, 2020)
    client.get(indexed.radar.get_absolute_url())
    indexed.radar.refresh_from_db()
    assert indexed.radar.modified.year == 2020
