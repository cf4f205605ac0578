"""Names that no record knows, kept until a curator decides."""

import pytest

from archive.models import Actor, UnknownName
from archive.tagging import unknown_names


@pytest.fixture
def printed(archive):
    archive.article("One", "Defense Minister Safar Abiev spoke.")
    archive.article("Two", "Defense Minister Safar Abiyev left.")
    archive.article("Three", "Defense Minister Safar Abiyev came.")
    return archive


@pytest.fixture
def unknown(printed):
    unknown_names.keep(unknown_names.found())
    return UnknownName.objects.get(name="Safar Abiyev")


def test_a_name_is_kept_in_its_spellings(unknown):
    assert unknown.spellings == {"Safar Abiyev": 2, "Safar Abiev": 1}
    assert (unknown.articles, unknown.state) == (3, "open")


def test_a_record_has_the_other_spellings_as_variants(unknown):
    actor = unknown_names.make_record(unknown, "Safar Abiyev", "person", None)
    assert [each.form for each in actor.variants.all()] == ["Safar Abiev"]
    assert UnknownName.objects.get().actor == actor


def test_a_record_of_another_name_has_the_printed_one_as_a_variant(unknown):
    actor = unknown_names.make_record(unknown, "Səfər Əbiyev", "person", None)
    assert {each.form for each in actor.variants.all()} == {"Safar Abiev", "Safar Abiyev"}


def test_a_name_can_be_another_spelling_of_a_record(unknown, archive):
    unknown_names.give_to(unknown, archive.aliev, None)
    forms = {each.form for each in archive.aliev.variants.all()}
    assert {"Safar Abiev", "Safar Abiyev"} < forms


def test_a_rejected_name_is_not_proposed_again(unknown):
    unknown_names.reject(unknown, None)
    unknown_names.keep(unknown_names.found())
    assert UnknownName.objects.get().state == "rejected"


def test_a_name_that_got_a_record_otherwise_is_dropped(unknown):
    Actor.objects.create(name="Safar Abiyev", kind="person").variants.create(form="Safar Abiev")
    unknown_names.keep(unknown_names.found())
    assert not UnknownName.objects.exists()


def test_what_was_made_is_told_in_the_history_of_the_record(unknown):
    actor = unknown_names.make_record(unknown, "Safar Abiyev", "person", None)
    assert actor.history.first().history_change_reason == "Proposed from the articles"
