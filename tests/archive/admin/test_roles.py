"""What each of the three groups may do in the admin, page by page."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive import roles
from archive.models import (
    Actor,
    Article,
    BulkChange,
    ImportBatch,
    Publication,
    Region,
    Suggestion,
    SuggestionBatch,
)
from tests.archive.admin.conftest import Curator

GROUPS = ["Curators", "Editors", "Administrators"]


@pytest.fixture
def member(db):
    """Makes a member of a group, logged in."""

    def member(group):
        user = User.objects.create(username=group, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        return Curator(user)

    return member


# Page → its address, and how many of the groups, from the first on, are turned away.
PAGES = {
    "an article": (lambda of: of(Article, "change", "radar"), 0),
    "a new article": (lambda of: of(Article, "add"), 0),
    "deleting an article": (lambda of: of(Article, "delete", "radar"), 1),
    "history": (lambda of: of(Article, "history", "radar"), 0),
    "a new actor": (lambda of: of(Actor, "add"), 0),
    "deleting an actor": (lambda of: of(Actor, "delete", "aliev"), 1),
    "merging": (lambda of: of(Actor, "merge", "aliev"), 1),
    "splitting": (lambda of: of(Actor, "split", "aliev"), 1),
    "retiring": (lambda of: of(Actor, "retire", "aliev"), 1),
    "duplicates": (lambda of: of(Region, "duplicates"), 1),
    "a vocabulary brought in": (lambda of: of(Region, "import"), 1),
    "a new publication": (lambda of: of(Publication, "add"), 1),
    "suggestions": (lambda of: reverse("admin:suggestions_queue"), 0),
    "a search changed": (lambda of: reverse("admin:bulk_search"), 0),
    "imports": (lambda of: of(ImportBatch, "changelist"), 0),
    "accounts": (lambda of: reverse("admin:auth_user_changelist"), 2),
    "groups": (lambda of: reverse("admin:auth_group_changelist"), 2),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_who_may_do_what_it_does(page, group, indexed, member):
    def of(model, name, *records):
        keys = [getattr(indexed, record).pk for record in records]
        return reverse(f"admin:archive_{model._meta.model_name}_{name}", args=keys)

    address, turned_away = PAGES[page]
    is_refused = GROUPS.index(group) < turned_away
    assert member(group).client.get(address(of)).status_code == (403 if is_refused else 200)


def test_every_right_that_a_group_is_given_exists(db):
    held = set(Group.objects.get(name="Editors").permissions.values_list("codename", flat=True))
    assert held >= roles.EDITOR


@pytest.mark.parametrize("group", GROUPS[:2])
def test_who_keeps_no_accounts_sees_none(group, db):
    assert not Group.objects.get(name=group).permissions.filter(content_type__app_label="auth")


def test_a_right_given_beyond_that_stays(db):
    group = Group.objects.get(name="Curators")
    more = Group.objects.get(name="Editors").permissions.get(codename="merge_actor")
    group.permissions.add(more)
    roles.grant("default")
    assert group.permissions.contains(more)


def test_a_curator_changes_many_articles_and_takes_that_back(archive, member):
    curator = member("Curators")
    curator.change_many(archive.radar, verb="withdraw", reason="A hoax.")
    curator.client.post(reverse("admin:bulk_undo", args=[BulkChange.objects.get().pk]))
    assert Article.objects.get(pk=archive.radar.pk).state == "published"


@pytest.mark.parametrize(("group", "status"), [("Curators", 403), ("Editors", 302)])
def test_what_others_did_is_taken_back_by_editors(group, status, archive, member):
    change = BulkChange.objects.create(articles=[], confirmed="2001-01-05T00:00Z")
    address = reverse("admin:bulk_undo", args=[change.pk])
    assert member(group).client.post(address).status_code == status


@pytest.mark.parametrize(("group", "status"), [("Curators", 403), ("Editors", 302)])
def test_what_others_decided_on_suggestions_is_undone_by_editors(group, status, archive, member):
    batch = SuggestionBatch.objects.create(verdict="rejected")
    address = reverse("admin:suggestions_undo", args=[batch.pk])
    assert member(group).client.post(address).status_code == status


def test_a_curator_decides_and_undoes_that(archive, member):
    curator = member("Curators")
    made = Suggestion.objects.create(article=archive.fleet, actor=archive.aliev)
    data = {"suggestion": made.pk, "verdict": "accept"}
    curator.client.post(reverse("admin:suggestions_decide"), data)
    batch = SuggestionBatch.objects.get()
    assert archive.fleet.actors.contains(archive.aliev)
    curator.client.post(reverse("admin:suggestions_undo", args=[batch.pk]))
    assert not archive.fleet.actors.exists()
