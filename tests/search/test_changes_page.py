"""`/search/changes`: what is new or changed since a day, and no more than can be known."""

from datetime import UTC, date, datetime

import feedparser
import pytest
from django.utils import timezone

from archive.models import Article
from search import changes_page, rebuild
from search.changes import ChangesState, changes
from search.frozen import freezing
from search.state import read

SINCE = date(2020, 1, 1)


def of(article, created, modified):
    moments = {
        "created": datetime(*created, tzinfo=UTC),
        "modified": datetime(*modified, tzinfo=UTC),
    }
    Article.objects.filter(pk=article.pk).update(**moments)


@pytest.fixture
def aged(indexed):
    """The small archive, of which the radar is new in 2020 and the parliament changed then."""
    for article in Article.objects.all():
        of(article, (2019, 1, 1), (2019, 1, 1))
    of(indexed.radar, (2020, 1, 1), (2020, 1, 2))
    of(indexed.parliament, (2019, 12, 31), (2020, 3, 1))
    return indexed


def told(query="", since=SINCE):
    return changes(ChangesState(read(query).state, since))


def test_new_and_changed_articles_are_told_apart(aged):
    assert told().articles == [(aged.parliament.pk, False), (aged.radar.pk, True)]


def test_only_articles_of_the_search_count(aged):
    assert told("q=gabala").articles == [(aged.radar.pk, True)]


def test_many_keys_give_the_same(aged, monkeypatch):
    few = told().articles
    monkeypatch.setattr("search.changes.KEYS_AT_ONCE", 1)
    assert told().articles == few


def test_a_change_of_tags_is_a_change(aged):
    aged.fleet.regions.add(aged.armenia)
    assert told("q=fleet").articles == [(aged.fleet.pk, False)]


def test_what_left_is_told_from_a_frozen_form(aged):
    freezing.keep(freezing.take(read("q=radar").state))
    Article.objects.filter(pk=aged.undated.pk).update(state="withdrawn")
    rebuild.rebuild()
    (gone,) = told("q=radar").gone
    assert gone.public_id == aged.undated.public_id


def test_the_last_frozen_form_before_the_day_is_compared(aged):
    first = freezing.keep(freezing.take(read("q=radar").state))
    aged.article("A second radar", "Another radar was built.")
    rebuild.rebuild()
    second = freezing.keep(freezing.take(read("q=radar").state))
    assert told("q=radar").frozen == first
    assert told("q=radar", timezone.now().date().replace(year=2100)).frozen == second


def test_the_page_tells_both_numbers(client, aged):
    page = client.get("/search/changes?since=2020-01-01").text
    assert "1 of 6 articles came into the archive, and 1 older one changed." in page
    assert "Changed, 1 March 2020" in page


def test_without_a_frozen_form_the_page_says_what_is_unknown(client, aged):
    page = client.get("/search/changes?since=2019-01-01").text
    assert "and it never was. Up to 1 article of the whole archive was withdrawn" in page


def test_without_a_day_a_month_is_told(client, aged):
    aged.fleet.regions.add(aged.armenia)
    page = client.get("/search/changes").text
    assert "0 of 6 articles came into the archive, and 1 older one changed." in page


def test_a_day_that_is_none_is_told(client, aged):
    assert "is no day; days are written as" in client.get("/search/changes?since=yesterday").text


def test_nothing_hidden_is_told(client, aged):
    page = client.get("/search/changes?q=plan&since=2000-01-01").text
    assert "draft" not in page.lower()
    assert "Withdrawn on Karabakh" not in page


def test_pages_keep_the_search_and_the_day(client, aged, monkeypatch):
    monkeypatch.setattr(changes_page, "ARTICLES_A_PAGE", 4)
    page = client.get("/search/changes?region=armenia&since=2000-01-01").text
    assert "Page 1 of" not in page
    page = client.get("/search/changes?match=any&since=2000-01-01").text
    assert 'href="/search/changes?match=any&amp;page=2&amp;since=2000-01-01"' in page


def test_the_feed_holds_the_same_articles(client, aged):
    found = feedparser.parse(client.get("/search/changes.atom?since=2020-01-01").content)
    assert not found.bozo
    assert [entry.title for entry in found.entries] == [
        "Shots in parliament",
        "Gabala radar talks stall",
    ]
    assert found.feed.title == "All articles: new and changed · Monitor Archive"


def test_a_page_past_the_end_is_not_found(client, aged):
    assert client.get("/search/changes?page=2").status_code == 404
    assert client.get("/search/changes.atom?page=2").status_code == 404


def test_a_refused_search_is_told_so(client, indexed):
    query = {"q": "a" * 600}
    assert "at most 512" in client.get("/search/changes", query).text
    assert client.get("/search/changes.atom", query).status_code == 422


def test_without_an_index_the_reader_is_asked_back(client, archive):
    assert client.get("/search/changes").status_code == 503
    assert client.get("/search/changes.atom").status_code == 503


def test_results_lead_to_their_changes(client, indexed):
    assert 'href="/search/changes?q=radar"' in client.get("/search/?q=radar").text
