"""What an account without all rights may do."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.models import Actor, BulkChange, Suggestion


def test_a_curator_who_is_no_superuser_tags_an_article(archive, helper):
    helper.change(archive.fleet, **{"articleactor_set-0-actor": archive.aliev.pk})
    assert list(archive.fleet.actors.all()) == [archive.aliev]


def test_a_curator_who_is_no_superuser_takes_a_tag_away(archive, helper):
    helper.change(archive.fleet, **{"articleregion_set-0-DELETE": "on"})
    assert not archive.fleet.regions.exists()


def test_a_curator_who_is_no_superuser_adds_a_variant(archive, helper):
    row = {"variants-TOTAL_FORMS": 1, "variants-0-form": "R. Kocharian"}
    helper.change(archive.kocharian, **row)
    assert archive.kocharian.variants.get().form == "R. Kocharian"


def test_who_may_not_delete_does_not_delete(archive, helper):
    response = helper.client.post(helper.url(Actor, "delete", archive.aliev.pk), {"post": "yes"})
    assert response.status_code == 403


def test_who_may_only_look_chooses_no_articles(archive, helper):
    user = User.objects.get(username="helper")
    user.user_permissions.remove(user.user_permissions.get(codename="change_article"))
    page = helper.act("change_many", archive.radar)
    assert not BulkChange.objects.exists()
    assert page.resolver_match.url_name == "archive_article_changelist"


def test_a_visitor_is_asked_to_log_in(archive, model):
    meta = model._meta
    response = Client().get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
    assert response.url.startswith("/admin/login/")


def test_what_was_proposed_goes_with_a_record_that_nothing_bears(archive, curator):
    gone = Actor.objects.create(name="Nobody in Particular", kind="person")
    Suggestion.objects.create(article=archive.radar, actor=gone)
    curator.client.post(curator.url(Actor, "delete", gone.pk), {"post": "yes"})
    assert not Actor.objects.filter(pk=gone.pk).exists()
