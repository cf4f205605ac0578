import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tagging.forms import Form
from archive.tagging.matching import Matcher, folded


def found(text, *forms, shouted=False):
    matcher = Matcher([Form(form, form) for form in forms])
    return [text[match.start : match.end] for match in matcher.find(text, shouted)]


def test_a_name_within_a_word_is_none():
    assert found("Chadwick met no one in Chad.", "Chad") == ["Chad"]


def test_the_longest_name_counts():
    assert found("in South Korea and Korea", "Korea", "South Korea") == ["South Korea", "Korea"]


def test_a_possessive_names_too():
    assert found("Japan's exports", "Japan") == ["Japan"]


def test_small_letters_are_no_abbreviation():
    assert found("they told us that the US agreed", "US") == ["US"]


def test_a_common_noun_is_no_name():
    assert found("a turkey from Turkey", "Turkey") == ["Turkey"]


def test_a_headline_of_capitals_names_in_capitals():
    assert found("JAPAN AND EC TALK", "Japan", "EC", shouted=True) == ["JAPAN", "EC"]


def test_an_ordinary_word_of_a_headline_is_no_abbreviation():
    assert found("LET US GO", "US", shouted=True) == []


def test_accents_and_signs_make_no_difference():
    assert found("Öcalan in N’Djamena", "Ocalan", "N'Djamena") == ["Öcalan", "N’Djamena"]


def test_other_scripts_are_found():
    assert found("в Азербайджан и ЕС", "Азербайджан") == ["Азербайджан"]


def test_the_dot_of_an_abbreviation_is_part_of_it():
    assert found("The U.S. and U.K. agreed", "U.S.", "U.K.") == ["U.S.", "U.K."]


def test_the_dot_of_a_sentence_is_not():
    assert found("It was Chad.", "Chad") == ["Chad"]


@pytest.mark.parametrize("text", ["İstanbul ŒUVRE", "ﬁ ß Ǆ", "Али́ев"])
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)


def test_no_forms_find_nothing():
    assert found("anything") == []


WORDS = st.sampled_from(["South", "Korea", "North", "Sea", "of", "Chad", "Korean", "Seas"])
NAMES = ["South Korea", "Korea", "North Sea", "Sea of Korea", "Chad"]


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_matches_are_those_of_a_regular_expression(text):
    longest_first = "|".join(sorted(NAMES, key=len, reverse=True))
    assert found(text, *NAMES) == re.findall(rf"\b(?:{longest_first})\b", text)
