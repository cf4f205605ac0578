"""What a reader is told of a saved search: what is new or changed in it, and once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import Article
from search.alerts import news


@pytest.fixture
def told():
    def told(saved, until=None):
        saved.refresh_from_db()
        found = news.of(saved, until or timezone.now() - news.SETTLING)
        return found.new, found.changed

    return told


def test_what_was_there_when_it_was_saved_is_no_news(indexed, save, told):
    assert told(save("?q=radar")) == ([], [])


def test_an_article_that_joins_is_new(indexed, save, second_radar, told):
    saved = save("?q=radar")
    made = second_radar()
    assert told(saved) == ([made.pk], [])


def test_an_article_that_changes_is_changed(indexed, save, now_in_index, told):
    saved = save("?q=radar")
    now_in_index(indexed.radar)
    assert told(saved) == ([], [indexed.radar.pk])


def test_other_articles_are_no_news(indexed, save, now_in_index, told):
    saved = save("?q=radar")
    now_in_index(indexed.fleet)
    assert told(saved) == ([], [])


def test_a_draft_is_no_news_until_it_is_published_and_new_then(indexed, save, now_in_index, told):
    saved = save("?q=plan")
    now_in_index(indexed.draft)
    assert told(saved) == ([], [])
    Article.objects.filter(pk=indexed.draft.pk).update(state="published")
    now_in_index(indexed.draft)
    assert told(saved) == ([indexed.draft.pk], [])


def test_an_older_article_that_is_tagged_anew_is_new(indexed, save, now_in_index, told):
    saved = save("?region=armenia")
    indexed.fleet.regions.add(indexed.armenia)
    now_in_index(indexed.fleet)
    assert told(saved) == ([indexed.fleet.pk], [])


def test_what_the_index_still_finds_but_nobody_may_read_is_no_news(
    indexed, save, second_radar, told
):
    saved = save("?q=radar")
    made = second_radar()
    Article.objects.filter(pk=made.pk).update(state="draft")
    assert told(saved) == ([], [])


def test_a_change_of_this_minute_waits(indexed, save, second_radar, told):
    saved = save("?q=radar")
    made = second_radar()
    Article.objects.filter(pk=made.pk).update(modified=timezone.now())
    assert told(saved) == ([], [])
    assert told(saved, timezone.now() + timedelta(minutes=1)) == ([made.pk], [])


def test_what_waited_when_a_search_was_saved_is_told_then(indexed, save, second_radar, told):
    made = second_radar()
    saved = save("?q=radar")
    Article.objects.filter(pk=made.pk).update(modified=timezone.now())
    news.begin(saved, timezone.now() - news.SETTLING)
    saved.save()
    assert told(saved, timezone.now() + timedelta(minutes=1)) == ([made.pk], [])
