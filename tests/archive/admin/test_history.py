"""The history of a record in the admin: who, when, what, why; the way back."""

import pytest

from archive.models import Actor, Article, ArticleActor, ArticleRegion


@pytest.fixture
def changed(archive, curator):
    """The article on the radar, with another title."""
    curator.change(archive.radar, title="Radar talks end")
    return Article.objects.get(pk=archive.radar.pk)


def test_a_change_is_told_with_who_made_it_and_the_difference(changed, curator):
    page = curator.get(Article, "history", changed.pk).content.decode()
    assert "<td>curator</td>" in page
    assert "Title: <del>Gabala radar talks stall</del> → <ins>Radar talks end</ins>" in page


def test_an_article_goes_back_to_a_former_state(changed, curator):
    former = changed.history.last()
    url = curator.url(Article, "simple_history", changed.pk, former.history_id)
    form = curator.client.get(url).context["adminform"].form
    data = {field.html_name: field.value() or "" for field in form}
    curator.client.post(url, data)
    assert Article.objects.get(pk=changed.pk).title == "Gabala radar talks stall"
    assert changed.history.count() == 3


def test_withdrawing_is_told_with_its_reason(archive, curator):
    curator.change(archive.radar, state="withdrawn", withdrawal_reason="A hoax.")
    row = archive.radar.history.first()
    assert (row.withdrawal_reason, row.history_user.username) == ("A hoax.", "curator")


def test_tags_made_and_taken_by_hand_are_told(archive, curator):
    curator.change(archive.undated, **{"articleregion_set-0-region": archive.ukraine.pk})
    curator.change(archive.undated, **{"articleregion_set-0-DELETE": "on"})
    told = ArticleRegion.history.filter(article=archive.undated)
    assert [(row.history_type, str(row.history_user)) for row in told] == [
        ("-", "curator"),
        ("+", "curator"),
    ]


def test_the_history_of_an_article_shows_its_tags(archive, curator):
    curator.change(archive.undated, **{"articleregion_set-0-region": archive.ukraine.pk})
    page = curator.get(Article, "history", archive.undated.pk).content.decode()
    assert "Created: article region “Ukraine”" in page


def test_a_tag_of_a_record_that_is_no_more_is_shown(archive, curator):
    gone = Actor.objects.create(name="Nobody")
    curator.change(archive.undated, **{"articleactor_set-0-actor": gone.pk})
    ArticleActor.objects.filter(actor=gone).delete()
    gone.delete()
    page = curator.get(Article, "history", archive.undated.pk).content.decode()
    assert "Deleted: article actor “of a record that is no more”" in page


def test_a_history_has_nothing_that_the_content_security_policy_forbids(changed, curator):
    page = curator.get(Article, "history", changed.pk).content.decode()
    assert " style=" not in page
    assert "<script>" not in page


def test_a_merge_is_told_with_who_and_why(archive, curator):
    other = Actor.objects.create(name="Geidar Aliyev")
    url = curator.url(Actor, "merge", other.pk)
    curator.client.post(url, {"into": archive.aliev.pk, "reason": "The same man."})
    page = curator.get(Actor, "history", other.pk).content.decode()
    assert "Merged into Haidar Aliev. The same man." in page
