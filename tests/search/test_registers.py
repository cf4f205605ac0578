"""Records found by parts of their names, in the order of the alphabet."""

import pytest

from archive.models import Actor
from search import registers, vocabulary


def register():
    return registers.register(vocabulary.current(), "actor")


@pytest.mark.parametrize("text", ["Haidar", "aliev", "ALI", "dar al", "Гейдар", "гейд"])
def test_an_actor_is_found_by_a_part_of_any_name(archive, text):
    assert [record.slug for record in register().having(text)] == ["haidar-aliev"]


@pytest.mark.parametrize("text", ["Heydar Aliyev", "heyd", "Haidarr"])
def test_a_name_in_another_spelling_is_found_apart(archive, text):
    assert register().having(text) == []
    assert [record.slug for record in register().spelled_otherwise(text)] == ["haidar-aliev"]


@pytest.mark.parametrize("text", ["kkk", "haidar", "rr"])
def test_letters_over_and_over_and_what_is_there_are_no_other_spelling(archive, text):
    assert register().spelled_otherwise(text) == []


@pytest.mark.parametrize("text", ["aliev haidar", "xyz", "...", "evrob"])
def test_what_is_part_of_no_name_finds_nothing(archive, text):
    assert register().having(text) == []


def test_a_merged_actor_is_found_as_the_survivor(archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    assert [record.slug for record in register().having("Гейдар")] == ["robert-kocharian"]
    assert len(register().in_order) == 1


def test_the_alphabet_knows_no_accents_and_other_scripts(archive):
    for name in ("Émile", "Езавета", "emma", "Zviad", "1st Corps"):
        Actor.objects.create(name=name)
    assert [record.label for record in register().in_order] == [
        "1st Corps", "Haidar Aliev", "Émile", "emma", "Езавета", "Robert Kocharian", "Zviad",
    ]  # fmt: skip


def test_a_person_stands_under_the_surname(archive):
    found = {record.label: register().letter_of(record) for record in register().in_order}
    assert found == {"Haidar Aliev": "a", "Robert Kocharian": "k"}


@pytest.mark.parametrize(
    ("label", "letter"), [("Émile", "e"), ("Юрий", "y"), ("1st Corps", "0"), ("…", "0")]
)
def test_a_record_stands_under_its_first_letter(archive, label, letter):
    key = Actor.objects.create(name=label).pk
    (record,) = [each for each in register().in_order if each.key == key]
    assert register().letter_of(record) == letter
