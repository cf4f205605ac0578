"""The queue of suggested tags."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.models import Suggestion, SuggestionBatch

QUEUE = "/admin/archive/suggestion/queue/"


@pytest.fixture
def first(archive):
    """A suggestion with its evidence; two more stand behind it."""
    first = Suggestion.objects.create(
        article=archive.pipeline, region=archive.ukraine, evidence=[[0, 10]], points=9
    )
    Suggestion.objects.create(article=archive.undated, region=archive.ukraine)
    Suggestion.objects.create(article=archive.undated, actor=archive.aliev)
    return first


def page(curator, path=QUEUE):
    return curator.client.get(path).content.decode()


def decide(curator, suggestion, verdict, **fields):
    data = {"suggestion": suggestion.pk, "verdict": verdict, **fields}
    return curator.client.post(reverse("admin:suggestions_decide"), data)


def everywhere(suggestion):
    return reverse("admin:suggestions_everywhere", args=[suggestion.pk])


def test_the_queue_shows_the_sentence_with_the_name_marked(first, curator):
    assert "<mark>Azerbaijan</mark> and its partners agreed on" in page(curator)


def test_the_queue_tells_how_much_is_left(first, curator):
    assert "3 suggestions to decide" in page(curator)


def test_a_name_of_the_headline_only_says_so(first, curator):
    assert "Named in the headline." in page(curator)


def test_acceptance_tags_the_article(first, curator, archive):
    decide(curator, first, "accept")
    assert archive.ukraine in archive.pipeline.regions.all()


def test_rejection_does_not(first, curator, archive):
    decide(curator, first, "reject")
    assert archive.ukraine not in archive.pipeline.regions.all()
    assert Suggestion.objects.get(pk=first.pk).state == "rejected"


def test_after_a_decision_the_next_one_has_the_focus(first, curator):
    assert decide(curator, first, "accept", next=first.pk + 1).url == f"{QUEUE}#s{first.pk + 1}"


def test_an_unknown_verdict_decides_nothing(first, curator):
    assert decide(curator, first, "perhaps").status_code == 400
    assert Suggestion.objects.filter(state="open").count() == 3


def test_the_batch_bears_the_curator(first, curator):
    decide(curator, first, "accept")
    assert SuggestionBatch.objects.get().curator == User.objects.get()


def test_the_last_batch_can_be_undone_from_the_queue(first, curator, archive):
    decide(curator, first, "accept")
    assert "Undo: 1 accepted" in page(curator)
    batch = SuggestionBatch.objects.get()
    curator.client.post(reverse("admin:suggestions_undo", args=[batch.pk]))
    assert archive.ukraine not in archive.pipeline.regions.all()
    assert "3 suggestions to decide" in page(curator)


def test_everywhere_previews_each_article_and_changes_none(first, curator, archive):
    shown = page(curator, everywhere(first))
    assert "2 articles would be tagged Ukraine" in shown
    assert archive.pipeline.title in shown
    assert archive.undated.title in shown
    assert not archive.undated.regions.exists()


def test_everywhere_tags_what_was_previewed_and_nothing_that_came_later(first, curator, archive):
    last = curator.client.get(everywhere(first)).context["last"]
    Suggestion.objects.create(article=archive.radar, region=archive.ukraine)
    curator.client.post(everywhere(first), {"last": last})
    assert set(archive.ukraine.articles.all()) == {
        archive.fleet,
        archive.pipeline,
        archive.undated,
    }


def test_the_list_of_suggestions_leads_to_the_queue(first, curator):
    assert f'href="{QUEUE}"' in curator.get(Suggestion).content.decode()


def test_an_empty_queue_says_how_to_fill_it(curator):
    assert "Read all articles" in page(curator)


def test_the_queue_asks_the_database_five_times(first, curator, django_assert_num_queries):
    with django_assert_num_queries(5):
        page(curator)


def test_markup_of_a_text_is_shown_as_text(first, curator, archive):
    archive.pipeline.body = "<b>Azerbaijan</b> agreed."
    archive.pipeline.save()
    assert "&lt;b&gt;Azerb" in page(curator).replace("<mark>", "").replace("</mark>", "")


def test_who_may_not_change_articles_does_not_see_the_queue(first, db):
    client = Client()
    client.force_login(User.objects.create(username="guest", is_staff=True))
    assert client.get(QUEUE).status_code == 403


def test_a_visitor_is_asked_to_log_in_first(db):
    assert Client().get(QUEUE).url.startswith("/admin/login/")


def test_a_link_decides_nothing(first, curator):
    assert curator.client.get(reverse("admin:suggestions_decide")).status_code == 405
