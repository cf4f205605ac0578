"""Paragraphs that name two actors: any form, whole words, longer names first."""

import pytest

from search.mentions import count_pairs, forms, paragraphs
from search.names import Named

ALIEV = Named("actor", "aliev", "Haidar Aliev", ["Haidar Aliev", "Гейдар Алиев"], is_person=True)
ILHAM = Named("actor", "ilham", "Ilham Aliev", ["Ilham Aliev"], is_person=True)
GAZPROM = Named("actor", "gazprom", "Gazprom", ["Gazprom"])
MEDIA = Named("actor", "media", "Gazprom Media", ["Gazprom Media"])
RUSSIA = Named("actor", "russia", "Russia", ["Russia"])


def named(text, *records):
    numbered = dict(enumerate(records))
    found = set().union(*paragraphs(text, forms(numbered)).values())
    return {numbered[key].slug for key in found}


@pytest.mark.parametrize(
    "text", ["Haidar Aliev spoke.", "Aliev's guests", "(Aliev)", "Там был Гейдар Алиев."]
)
def test_any_form_and_the_surname_name_a_person(text):
    assert named(text, ALIEV) == {"aliev"}


@pytest.mark.parametrize("text", ["Russian gas", "aliev", "Alievs"])
def test_a_part_of_a_word_or_other_case_names_nobody(text):
    assert named(text, ALIEV, RUSSIA) == set()


def test_a_surname_of_two_actors_names_neither():
    assert named("Aliev met Ilham Aliev.", ALIEV, ILHAM) == {"ilham"}


def test_a_name_inside_a_longer_one_names_nobody():
    assert named("Gazprom Media sold it.", GAZPROM, MEDIA) == {"media"}


def test_pairs_are_counted_by_paragraph(archive):
    text = "Aliev met Kocharian.\n\nKocharian left.\n\nAliev and Kocharian spoke."
    article = archive.article("Talks", text)
    records = {1: ALIEV, 2: Named("actor", "k", "Robert Kocharian", ["Robert Kocharian"])}
    records[2].is_person = True
    assert count_pairs({article.pk: (2, 1)}, records) == {(2, 1): 2}


def test_a_draft_is_not_read(archive):
    archive.draft.body = "Aliev and Gazprom."
    archive.draft.save()
    assert not count_pairs({archive.draft.pk: (1, 2)}, {1: ALIEV, 2: GAZPROM})
