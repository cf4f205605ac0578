"""Which records typed words mean."""

import pytest

from archive.models import Actor
from search import names, vocabulary


@pytest.fixture
def find(archive):
    """Return what is found in typed words: the words, and the labels of the records."""
    archive.ilham = Actor.objects.create(name="Ilham Aliev", kind="person")
    archive.nato = Actor.objects.create(name="NATO", kind="organisation")
    archive.sakha = archive._region("Sakha")

    def find(typed, is_word=names.always):
        words = typed.split()
        matches = names.index(vocabulary.current()).find(words, is_word)
        return [
            (" ".join(words[m.start : m.stop]), [record.label for record in m.records])
            for m in matches
        ]

    return find


@pytest.mark.parametrize(
    "typed",
    [
        "Haidar Aliev",
        "heydar aliyev",
        "Heydər Əliyev",
        "Гейдар Алиев",
        "Aliev, Haidar",
        "Aliyev, Heydar",
        "Aliev Haidar",
        "Алиев Гейдар",
        "Əliyev Heydər",
    ],
)
def test_a_name_is_found_in_any_script_and_spelling(find, typed):
    assert find(typed) == [(typed, ["Haidar Aliev"])]


def test_the_longest_name_counts(find):
    assert find("radar Haidar Aliev Ukraine") == [
        ("Haidar Aliev", ["Haidar Aliev"]),
        ("Ukraine", ["Ukraine"]),
    ]


def test_a_surname_of_several_is_ambiguous(find):
    assert find("Aliyev") == [("Aliyev", ["Haidar Aliev", "Ilham Aliev"])]


def test_only_persons_are_called_by_the_last_word_first(find):
    assert find("Caucasus South") == []
    assert find("Caucasus, South") == [("Caucasus, South", ["South Caucasus"])]


def test_an_ambiguous_surname_means_all_whose_names_sound_so(find):
    Actor.objects.create(name="Rakhat Aliyev", kind="person")
    bearers = ["Haidar Aliev", "Ilham Aliev", "Rakhat Aliyev"]
    assert find("Aliev") == [("Aliev", bearers)]


@pytest.mark.parametrize("typed", ["Haidar", "Heydar", "Haydar", "Гейдар", "Geydar", "Heydər"])
def test_a_given_name_is_not_the_surname_that_sounds_like_it(find, typed):
    gaidar = Actor.objects.create(name="Yegor Gaidar", kind="person")
    for form in ("Егор Гайдар", "Gaidar", "Гайдар"):
        gaidar.variants.create(form=form)
    assert find(typed) == []


@pytest.mark.parametrize("typed", ["Gaidar", "Gajdar", "Гайдар", "gaidar"])
def test_a_surname_is_not_the_given_name_that_sounds_like_it(find, typed):
    gaidar = Actor.objects.create(name="Yegor Gaidar", kind="person")
    gaidar.variants.create(form="Егор Гайдар")
    assert find(typed) == [(typed, ["Yegor Gaidar"])]


def test_the_bearers_of_a_given_name_are_known(find, archive):
    bearers = names.index(vocabulary.current()).of_given_name("Гейдар")
    assert {record.label: forms for record, forms in bearers.items()} == {
        "Haidar Aliev": ["Haidar", "Гейдар"]
    }


@pytest.mark.parametrize("typed", ["Qarabağ", "Qarabagh", "Karabağ", "Карабах"])
def test_an_azerbaijani_spelling_is_found(find, typed):
    assert find(typed) == [(typed, ["Karabakh"])]


@pytest.mark.parametrize("typed", ["Qəbələ", "Габала"])
def test_a_first_q_is_a_g_as_well(find, archive, typed):
    archive._region("Gabala")
    assert find(f"radar {typed}") == [(typed, ["Gabala"])]


def test_a_surname_of_one_is_that_persons(find):
    assert find("Kocharyan") == [("Kocharyan", ["Robert Kocharian"])]


def test_the_forms_of_a_surname_are_surnames(find, archive):
    archive.kocharian.variants.create(form="Роберт Кочарян")
    (match,) = names.index(vocabulary.current()).find(["Kocharian"])
    assert match.forms == ["Kocharian", "Кочарян"]


def test_an_abbreviation_is_meant_in_capitals_only_where_it_is_a_word_too(find):
    assert find("NATO") == [("NATO", ["NATO"])]
    assert find("nato") == []
    assert find("nato", is_word=lambda word: False) == [("nato", ["NATO"])]


def test_us_is_never_an_abbreviation_in_small_letters(find, archive):
    archive._region("United States").variants.create(form="US")
    assert find("US") == [("US", ["United States"])]
    assert find("us", is_word=lambda word: False) == []


def test_a_short_word_is_no_name_that_it_only_sounds_like(find):
    assert find("saga") == []


def test_a_new_name_is_known_at_once(find, archive):
    assert find("Rokhlin") == []
    Actor.objects.create(name="Lev Rokhlin", kind="person")
    assert find("Rohlin") == [("Rohlin", ["Lev Rokhlin"])]


def test_a_merged_record_gives_its_names_to_the_survivor(find, archive):
    old = Actor.objects.create(name="Geidar Aliyev Senior", merged_into=archive.aliev)
    assert find(old.name) == [(old.name, ["Haidar Aliev"])]


@pytest.mark.parametrize(
    "text", ["aliy", "Алие", "heyd", "haidar al", "aliev h", "Aliyev, Hey", "h. ali"]
)
def test_names_are_found_by_their_beginning(find, archive, text):
    archive.aliev.variants.create(form="Heydar Aliyev")
    found = names.index(vocabulary.current()).parts.beginning_with(text)
    assert "Haidar Aliev" in [begun.record.label for begun in found]


def test_names_that_begin_so_letter_by_letter_are_preferred_to_what_sounds_so(find):
    Actor.objects.create(name="Karen Demirchian", kind="person")
    parts = names.index(vocabulary.current()).parts
    assert [record.label for record, _ in parts.beginning_with("kara")] == ["Karabakh"]
    assert [record.label for record, _ in parts.beginning_with("qarab")] == ["Karabakh"]


def test_it_tells_which_name_begins_so_its_own_before_others(find, archive):
    archive.aliev.variants.create(form="Haidar A.")
    parts = names.index(vocabulary.current()).parts
    assert [form for _, form in parts.beginning_with("hai")] == ["Haidar Aliev"]
    assert [form for _, form in parts.beginning_with("гей")] == ["Гейдар Алиев"]


@pytest.mark.parametrize(
    "typed",
    [
        "H. Aliev", "Aliev H.", "H Aliev", "Г. Алиев", "Алиев Г. А.", "H.A. Aliyev", "Aliev, H.",
        "Haidar A. Aliev", "Haidar Alievich Aliev", "Алиев Гейдар Алиевич",
    ],
)  # fmt: skip
def test_initials_and_patronymics_are_left_out(find, archive, typed):
    archive.aliev.variants.create(form="Geidar Aliyev")
    Actor.objects.create(name="Ilham Aliev", kind="person")
    assert find(typed) == [(typed, ["Haidar Aliev"])]


def test_initials_behind_a_surname_that_is_a_form_belong_to_it(find, archive):
    archive.kocharian.variants.create(form="Kocharian")
    assert find("Kocharian R.S.") == [("Kocharian R.S.", ["Robert Kocharian"])]
    assert find("Kocharian, R.S") == [("Kocharian, R.S", ["Robert Kocharian"])]


@pytest.mark.parametrize("typed", ["I. Kocharian", "h aliev", "H. Baku", "H.", "Aliev Bakuovich"])
def test_initials_of_nobody_name_nobody(find, typed):
    assert [name for name, _ in find(typed)] != [typed]
