"""Records found by parts of their names, in the order of the alphabet."""

import pytest

from archive.models import Actor
from search import registers, vocabulary


def register():
    return registers.register(vocabulary.current(), "actor")


@pytest.mark.parametrize(
    "text", ["Haidar", "aliev", "ALI", "dar al", "Гейдар", "гейд", "Heydar Aliyev", "heyd"]
)
def test_an_actor_is_found_by_a_part_of_any_name(archive, text):
    assert [record.slug for record in register().having(text)] == ["haidar-aliev"]


@pytest.mark.parametrize("text", ["aliev haidar", "xyz", "...", "evrob"])
def test_what_is_part_of_no_name_finds_nothing(archive, text):
    assert register().having(text) == []


def test_a_merged_actor_is_found_as_the_survivor(archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    assert [record.slug for record in register().having("Гейдар")] == ["robert-kocharian"]
    assert len(register().in_order) == 1


def test_the_alphabet_knows_no_accents_and_other_scripts(archive):
    for name in ("Émile Z", "Езавета", "emma", "Zviad", "1st Corps"):
        Actor.objects.create(name=name)
    assert [record.label for record in register().in_order] == [
        "1st Corps", "Émile Z", "emma", "Езавета", "Haidar Aliev", "Robert Kocharian", "Zviad",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "letter"), [("Émile", "e"), ("Юрий", "y"), ("1st Corps", "0"), ("…", "0")]
)
def test_a_record_stands_under_its_first_letter(label, letter):
    assert registers.letter_of(vocabulary.Record(1, "slug", label)) == letter
