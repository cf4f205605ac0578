"""What one act leaves in the history: written together, with one reason, or not at all."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from archive.models import Actor, Article, Region, history
from archive.models.history import act

pytestmark = pytest.mark.django_db


def test_an_act_gives_its_reason_and_its_curator_to_all_that_it_changes(archive):
    curator = User.objects.create_user("curator")
    with act("Tidied", curator):
        archive.radar.save()
        Region.objects.create(name="Peru")
    told = [archive.radar.history.first(), Region.objects.get(name="Peru").history.get()]
    assert {(each.history_change_reason, each.history_user) for each in told} == {
        ("Tidied", curator)
    }


def test_the_history_of_an_act_is_inserted_at_once(db):
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        act("Tidied"),
    ):
        for number in range(9):
            Actor.objects.create(name=f"Nobody {number}")
    inserts = [q for q in queries if q["sql"].startswith('INSERT INTO "archive_historicalactor"')]
    assert len(inserts) == 1


def test_what_a_failed_inner_act_undid_is_not_told(archive):
    with act("Tidied"):
        Actor.objects.create(name="Somebody")
        with suppress(IntegrityError), act():
            Actor.objects.create(name="Nobody")
            Actor.objects.create(name="Else", slug="nobody")
    assert set(Actor.history.filter(history_change_reason="Tidied").values_list("name")) == {
        ("Somebody",)
    }


def test_rows_updated_in_bulk_are_told(archive):
    for article in (articles := list(Article.objects.all())):
        article.url = "https://example.org/"
    history.update(articles, ["url"])
    last = [each.history.first() for each in articles]
    assert {(each.history_type, each.url) for each in last} == {("~", "https://example.org/")}


def test_after_an_act_changes_are_told_at_once(archive):
    with act("Tidied"):
        pass
    archive.radar.save()
    assert archive.radar.history.first().history_change_reason is None
