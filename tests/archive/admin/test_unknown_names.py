"""The queue of names without a record."""

import pytest

from archive.models import Actor, UnknownName
from archive.tagging import unknown_names

QUEUE = "/admin/archive/unknownname/queue/"


@pytest.fixture
def unknown(archive):
    archive.article("One", "Yesterday <i>Defense Minister Safar Abiev</i> spoke. It rained.")
    archive.article("Two", "Defense Minister Safar Abiyev left.")
    unknown_names.keep(unknown_names.found())
    return UnknownName.objects.get()


def decide(curator, unknown, **fields):
    asked = {"unknown": unknown.pk, "name": unknown.name, "kind": "person", **fields}
    return curator.client.post("/admin/archive/unknownname/decide/", asked)


def page(curator):
    return curator.client.get(QUEUE).content.decode()


def test_a_name_is_shown_with_its_spellings_and_a_sentence(unknown, curator):
    shown = page(curator)
    assert "1 name to decide" in shown
    assert "Safar Abiev (1)" in shown
    assert "&lt;i&gt;Defense Minister <mark>Safar Abiev</mark>" in shown


def test_acceptance_makes_a_record_with_the_typed_name(unknown, curator):
    decide(curator, unknown, verdict="accept", name="Safar Abiyev (minister)")
    assert Actor.objects.filter(name="Safar Abiyev (minister)", kind="person").exists()
    assert "Nothing to decide" in page(curator)


def test_rejection_makes_none(unknown, curator):
    decide(curator, unknown, verdict="reject")
    assert not Actor.objects.filter(name__contains="Abi").exists()
    assert UnknownName.objects.get().state == "rejected"


def test_a_record_of_a_like_name_is_offered(unknown, curator):
    actor = Actor.objects.create(name="Safar Abiyew", kind="person")
    assert "Another spelling of Safar Abiyew" in page(curator)
    decide(curator, unknown, actor=actor.pk)
    assert actor.variants.filter(form="Safar Abiev").exists()


@pytest.mark.parametrize("fields", [{}, {"verdict": "accept", "name": " "}, {"verdict": "x"}])
def test_what_makes_no_sense_decides_nothing(unknown, curator, fields):
    assert decide(curator, unknown, **fields).status_code == 400
    assert UnknownName.objects.get().state == "open"


def test_what_was_decided_is_not_decided_again(unknown, curator):
    decide(curator, unknown, verdict="reject")
    assert decide(curator, unknown, verdict="accept").status_code == 404


def test_a_rejected_name_can_be_proposed_again(unknown, curator):
    decide(curator, unknown, verdict="reject")
    curator.act("open_again", unknown)
    assert UnknownName.objects.get().state == "open"


def test_the_queue_asks_as_often_for_many_as_for_few(unknown, curator, django_assert_num_queries):
    for number in range(5):
        UnknownName.objects.create(key=f"k{number}", name=f"Name {number}")
    with django_assert_num_queries(7):
        page(curator)


def test_who_may_not_make_records_does_not_see_the_queue(helper):
    helper.user.user_permissions.clear()
    assert helper.client.get(QUEUE).status_code == 403
