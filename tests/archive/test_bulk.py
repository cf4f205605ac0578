"""One change to many articles: who is affected, what is told, how it goes back."""

import pytest

from archive import bulk, merging
from archive.models import Actor, Article, ArticleRegion, BulkChange

pytestmark = pytest.mark.django_db


def changed(*articles, seconds=9, **fields):
    """Return a bulk change of these articles, made."""
    change = BulkChange(articles=[article.pk for article in articles], **fields)
    change.clean()
    bulk.start(change, None, seconds)
    change.refresh_from_db()
    return change


def taken_back(change):
    bulk.undo(change, None, 9)
    change.refresh_from_db()
    return change


def tagged(region):
    return set(Article.objects.filter(regions=region))


def state(article):
    fresh = Article.objects.get(pk=article.pk)
    return fresh.state, fresh.withdrawal_reason


def test_articles_are_tagged_where_they_are_not(archive):
    change = changed(archive.radar, archive.fleet, verb="tag", region=archive.ukraine)
    assert tagged(archive.ukraine) == {archive.radar, archive.fleet}
    assert list(change.changed) == [str(archive.radar.pk)]


def test_a_tag_of_a_merged_record_is_a_tag_already(archive):
    other = Actor.objects.create(name="Geidar Aliev")
    merging.merge(archive.aliev, other)
    assert not changed(archive.radar, verb="tag", actor=other).changed


def test_taking_tags_away_takes_those_of_merged_records(archive):
    other = Actor.objects.create(name="Geidar Aliev")
    merging.merge(archive.aliev, other)
    changed(archive.radar, archive.fleet, verb="untag", actor=other)
    assert not archive.radar.actors.exists()


def test_tags_taken_away_come_back_as_they_were(archive):
    ArticleRegion.objects.filter(article=archive.fleet).update(basis="imported")
    change = taken_back(changed(archive.fleet, verb="untag", region=archive.ukraine))
    assert archive.fleet.articleregion_set.get().basis == "imported"
    assert change.undone


def test_taking_back_leaves_the_tags_that_were_there_before(archive):
    taken_back(changed(archive.radar, archive.fleet, verb="tag", region=archive.ukraine))
    assert tagged(archive.ukraine) == {archive.fleet}


def test_withdrawing_leaves_drafts_alone(archive):
    changed(archive.draft, archive.radar, verb="withdraw", reason="A hoax.")
    assert state(archive.draft) == ("draft", "")
    assert state(archive.radar) == ("withdrawn", "A hoax.")


def test_publishing_takes_the_reason_for_withdrawing_away(archive):
    changed(archive.withdrawn, archive.draft, verb="publish")
    assert {state(archive.withdrawn), state(archive.draft)} == {("published", "")}


def test_taken_back_each_article_has_its_own_state_again(archive):
    taken_back(changed(archive.withdrawn, archive.draft, verb="publish"))
    assert state(archive.withdrawn) == ("withdrawn", "It was a hoax.")
    assert state(archive.draft) == ("draft", "")


def test_what_was_changed_otherwise_since_stays_and_is_counted(archive):
    change = changed(archive.draft, archive.withdrawn, verb="publish")
    Article.objects.filter(pk=archive.draft.pk).update(state="withdrawn")
    assert taken_back(change).kept == 1
    assert state(archive.draft)[0] == "withdrawn"


def test_a_draft_no_longer_dates_its_issue(archive):
    changed(archive.parliament, verb="draft")
    archive.parliament.issue.refresh_from_db()
    assert archive.parliament.issue.date == ""


def test_each_article_gets_one_entry_of_history_with_the_same_reason(archive):
    change = changed(archive.radar, archive.talks, verb="withdraw", reason="A hoax.")
    reasons = [each.history.get(history_type="~") for each in (archive.radar, archive.talks)]
    told = f"Bulk change {change.pk}: Withdraw. A hoax."
    assert {each.history_change_reason for each in reasons} == {told}


def test_what_a_request_had_no_time_for_is_made_later(archive, monkeypatch):
    monkeypatch.setattr(bulk, "PORTION", 1)
    change = changed(archive.radar, archive.talks, verb="draft", seconds=0)
    assert (change.done, change.is_running) == (1, True)
    bulk.go_on()
    assert (state(archive.radar)[0], state(archive.talks)[0]) == ("draft", "draft")


def test_taking_back_goes_on_as_well(archive, monkeypatch):
    monkeypatch.setattr(bulk, "PORTION", 1)
    change = changed(archive.radar, archive.talks, verb="draft")
    bulk.undo(change, None, 0)
    bulk.go_on()
    assert state(archive.radar)[0] == "published"
    assert not BulkChange.running().exists()


def test_an_article_deleted_meanwhile_is_passed_over(archive):
    change = changed(archive.radar, archive.talks, verb="draft")
    archive.radar.delete()
    assert taken_back(change).kept == 1
