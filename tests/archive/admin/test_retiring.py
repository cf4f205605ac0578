"""A record taken out of use: who is still offered it, what stays, the way back."""

import pytest

from archive import retiring
from archive.models import Actor, Article, ArticleActor, BulkChange, Suggestion
from archive.tagging import suggesting


@pytest.fixture
def retired(archive, curator):
    """Haidar Aliev, retired."""
    curator.client.post(curator.url(Actor, "retire", archive.aliev.pk), {"reason": "Too vague."})
    archive.aliev.refresh_from_db()
    return archive


def test_no_field_offers_it(retired, curator):
    assert curator.autocomplete(ArticleActor, "actor", "aliev") == []


def test_lists_still_show_it(retired, curator):
    assert curator.found(Actor, q="aliev", retired="yes") == {retired.aliev}


def test_articles_keep_it_and_can_be_saved(retired, curator):
    curator.change(retired.radar, title="Still so")
    assert list(Article.objects.get(pk=retired.radar.pk).actors.all()) == [retired.aliev]


def test_it_is_told_with_its_reason(retired):
    assert retired.aliev.history.first().history_change_reason == "Retired. Too vague."


def test_used_again_it_is_offered(retired, curator):
    curator.client.post(curator.url(Actor, "retire", retired.aliev.pk))
    assert curator.autocomplete(ArticleActor, "actor", "aliev") == ["Haidar Aliev"]


def test_the_tagger_does_not_propose_it(archive):
    retiring.retire(archive.aliev)
    new = archive.article("New", "President Haidar Aliev spoke.")
    list(suggesting.suggest(Article.objects.filter(pk=new.pk), suggesting.Readers.of_database()))
    assert not Suggestion.objects.filter(actor=archive.aliev).exists()


def test_a_bulk_change_does_not_tag_with_it(retired, curator):
    curator.change_many(retired.fleet, verb="tag", actor=retired.aliev.pk)
    assert BulkChange.objects.get().confirmed is None


def test_who_may_not_merge_does_not_retire(archive, helper):
    url = helper.url(Actor, "retire", archive.aliev.pk)
    assert helper.client.post(url).status_code == 403
