"""Many articles changed at once: chosen by hand or by a search, looked over, taken back."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.models import Article, BulkChange


@pytest.fixture
def chosen(archive, curator):
    """Two articles chosen, nothing said of what to do with them."""
    curator.act("change_many", archive.radar, archive.fleet)
    return BulkChange.objects.get()


def page(curator, name, change, **data):
    return curator.client.get(reverse(f"admin:bulk_{name}", args=[change.pk]), data)


def test_what_would_change_is_listed_before_it_does(archive, curator, chosen):
    url = reverse("admin:bulk_prepare", args=[chosen.pk])
    data = {"verb": "tag", "region": archive.ukraine.pk}
    shown = curator.client.post(url, data, follow=True).content.decode()
    assert "<strong>1 article</strong> would change" in shown
    assert "Gabala radar talks stall" in shown
    assert not archive.radar.regions.contains(archive.ukraine)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"verb": "withdraw"}, "Say why"),
        ({"verb": "tag"}, "Name one region or one actor."),
        ({"verb": "publish", "region": "1"}, "belongs to tagging only"),
        ({"verb": ""}, "This field is required."),
    ],
)
def test_what_makes_no_sense_is_refused(fields, refusal, archive, curator, chosen):
    if "region" in fields:
        fields = fields | {"region": archive.ukraine.pk}
    response = curator.client.post(reverse("admin:bulk_prepare", args=[chosen.pk]), fields)
    assert refusal in response.content.decode()


def test_confirmed_it_is_made_and_told(archive, curator):
    shown = curator.change_many(archive.radar, archive.fleet, verb="withdraw", reason="A hoax.")
    assert "2 of 2 changed" in shown.content.decode()
    row = archive.radar.history.first()
    assert (row.state, row.history_user.username) == ("withdrawn", "curator")


def test_it_is_taken_back_from_its_page(archive, curator):
    curator.change_many(archive.radar, archive.fleet, verb="draft")
    change = BulkChange.objects.get()
    assert "Take it back" in curator.get(BulkChange, "change", change.pk).content.decode()
    curator.client.post(reverse("admin:bulk_undo", args=[change.pk]))
    assert set(Article.objects.filter(pk__in=change.articles, state="published")) == {
        archive.radar,
        archive.fleet,
    }


def test_a_change_is_made_once(archive, curator):
    curator.change_many(archive.radar, verb="draft")
    change = BulkChange.objects.get()
    assert page(curator, "preview", change).status_code == 404


def test_all_articles_of_a_search_are_chosen(indexed, curator):
    url = reverse("admin:bulk_search") + f"?region={indexed.caucasus.slug}"
    assert "4 articles" in curator.client.get(url).content.decode()
    curator.client.post(url)
    change = BulkChange.objects.get()
    found = {indexed.radar.pk, indexed.talks.pk, indexed.parliament.pk, indexed.pipeline.pk}
    assert set(change.articles) == found
    assert "South Caucasus" in change.selection


def test_the_page_of_results_leads_curators_there(indexed, curator):
    link = "/admin/archive/bulkchange/search/?q=radar"
    assert link in curator.client.get("/search/?q=radar").content.decode()


def test_readers_do_not_see_that(indexed, client):
    assert "bulkchange" not in client.get("/search/?q=radar").content.decode()


def test_the_preview_asks_the_database_no_more_for_more_articles(
    archive, curator, chosen, django_assert_max_num_queries
):
    BulkChange.objects.update(verb="draft")
    with django_assert_max_num_queries(8):
        page(curator, "preview", chosen)


def test_one_takes_back_ones_own_changes_only(archive, curator, helper):
    curator.change_many(archive.radar, verb="draft")
    change = BulkChange.objects.get()
    assert page(helper, "undo", change).status_code == 403
    BulkChange.objects.update(curator=User.objects.get(username="helper"))
    assert page(helper, "undo", change).status_code == 200


def test_forgotten_selections_are_swept_out(archive, curator, chosen):
    BulkChange.objects.update(made="2020-01-01T00:00Z")
    curator.act("change_many", archive.talks)
    assert [change.count for change in BulkChange.objects.all()] == [1]
