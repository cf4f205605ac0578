"""Hyphens, abbreviations, numbers and quotes: all are found as typed, and joined or apart."""

import pytest

from search import engine, rebuild
from search.compounds import candidates, compound
from search.state import SearchState

TEXTS = {
    "hyphen": "The peace-keepers left.",
    "joined": "Peacekeepers stayed.",
    "apart": "They want to keep the peace keepers there.",
    "missile": "An S-300 and a W-2 stood near the Il-76.",
    "years": "In 1994-97 it cost US$1.",
    "abbreviation": "The U.S. envoy came.",
    "pronoun": "Let us see.",
    "therapist": "A therapist spoke of the rapist.",
    "quote": "“Radio ‘Liberty’” and O’Neill’s café.",
}


@pytest.fixture
def printed(archive):
    for title, text in TEXTS.items():
        archive.article(title, text)
    rebuild.rebuild()


def hits(q, **fields):
    return {hit.article.title: hit for hit in engine.search(SearchState(q=q, **fields)).hits}


ALL_THREE = {"hyphen", "joined", "apart"}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("peace-keepers", ALL_THREE),
        ("peace‑keepers", ALL_THREE),
        ("peacekeepers", ALL_THREE),
        ("peace keepers", ALL_THREE),
        ('"peace keepers"', ALL_THREE),
        ('"the peacekeepers"', {"hyphen", "apart"}),
        ("body:peacekeepers", ALL_THREE),
        ("(peacekeepers OR envoy)^2", ALL_THREE | {"abbreviation"}),
        ("peacekeepers -stayed", {"hyphen", "apart"}),
        ("want -peacekeepers", set()),
        ("S-300", {"missile"}),
        ("s300", {"missile"}),
        ("W-2", {"missile"}),
        ("Il-76", {"missile"}),
        ("IL76", {"missile"}),
        ("1994-97", {"years"}),
        ("US$1", {"years"}),
        ("U.S.", {"abbreviation"}),
        ("u.s.", {"abbreviation"}),
        ("US", {"abbreviation", "pronoun", "years"}),
        ("us", {"pronoun", "years"}),
        ("therapist", {"therapist"}),
        ('"radio liberty"', {"quote"}),
        ("“radio ‘liberty’”", {"quote"}),
        ("o'neill", {"quote"}),
        ("O’NEILL", {"quote"}),
        ("CAFE", {"quote"}),
    ],
)
def test_words_are_found_as_typed_joined_and_apart(printed, q, found):
    assert hits(q).keys() == found


def test_only_what_a_text_writes_with_a_hyphen_has_parts(printed):
    assert hits("the rapist").keys() == {"therapist"}
    assert "therapist" not in hits('"the rapist left"')


@pytest.mark.parametrize(
    ("q", "title", "marked"),
    [
        ("peacekeepers", "hyphen", "The <mark>peace-keepers</mark> left."),
        ("peace-keepers", "joined", "<mark>Peacekeepers</mark> stayed."),
        ("peace keepers", "joined", "<mark>Peacekeepers</mark> stayed."),
        ("US", "abbreviation", "The <mark>U.S</mark>. envoy came."),
        ("s300", "missile", "An <mark>S-300</mark> and a W-2 stood near the Il-76."),
    ],
)
def test_marks_follow(printed, q, title, marked):
    assert hits(q)[title].snippet == marked


def test_another_form_is_told(printed):
    told = engine.search(SearchState(q="peacekeepers")).interpretation
    assert told.startswith("Searched for “peacekeepers” (also peace-keepers)")


@pytest.mark.parametrize(
    ("piece", "joined"),
    [
        ("(peace-keepers,", "peacekeepers"),
        ("Nagorno-Karabakh’s", "nagornokarabakh"),
        ("S-300", "s300"),
        ("U.S.", "us"),
        ("«С.Н.Г.»", "sng"),
    ],
)
def test_words_of_parts_are_known_by_their_signs(piece, joined):
    assert compound(piece).joined == joined


@pytest.mark.parametrize("piece", ["1994-97", "a-t", "state-of-the-art", "end.", "—", "x.y.2", "-"])
def test_other_pieces_have_no_parts(piece):
    assert compound(piece) is None


def test_candidates_leave_no_word_of_parts_out():
    text = "The peace-keepers, S‑300 and the U.S. envoy. End."
    assert candidates(text) == ["peace-keepers,", "S‑300", "U.S."]
