"""Passages with the words found: marked, escaped, never cut in a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import parse
from search.passages import LENGTH
from search.snippets import Marker

LONG = " ".join(f"Sentence number {n} speaks of nothing much." for n in range(60))


def marker(text):
    return Marker.of(parse(text))


def test_all_forms_of_a_word_are_marked():
    text = "He negotiated. They negotiate."
    assert marker("negotiating").marked(text) == (
        "He <mark>negotiated</mark>. They <mark>negotiate</mark>."
    )


def test_a_phrase_is_marked_as_a_phrase_only():
    text = "The radar of Gabala is no Gabala radar."
    assert marker('"gabala radar"').marked(text) == (
        "The radar of Gabala is no <mark>Gabala radar</mark>."
    )


def test_excluded_words_are_not_marked():
    assert marker("fleet -radar").marked("radar fleet") == "radar <mark>fleet</mark>"


def test_hostile_text_is_escaped_inside_and_outside_the_marks():
    marked = marker("script").marked("<script>alert('x')</script>")
    assert marked == ("&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt;")


def test_control_characters_make_no_marks():
    assert marker("radar").marked("\x02A\x03 radar") == " A  <mark>radar</mark>"


def test_a_phrase_is_one_mark_and_words_in_it_are_none_of_their_own():
    assert marker('gabala "gabala radar" radar').marked("The Gabala radar of Gabala") == (
        "The <mark>Gabala radar</mark> of <mark>Gabala</mark>"
    )


def test_words_near_each_other_are_marked_without_what_stands_between():
    text = "The radar in Gabala is one that few in all Gabala know"
    assert marker('"radar gabala"~2').marked(text) == (
        "The <mark>radar</mark> in <mark>Gabala</mark> is one that few in all Gabala know"
    )


def test_words_near_each_other_are_marked_in_either_order():
    assert marker('"radar gabala"~2').marked("Gabala’s old radar") == (
        "<mark>Gabala’s</mark> old <mark>radar</mark>"
    )


def test_a_name_is_marked_in_every_script():
    assert marker("geydar").marked("Гейдар, Geydar") == "<mark>Гейдар</mark>, <mark>Geydar</mark>"


@pytest.mark.parametrize("query", ["milit*", "mil?tary", "milit*ry", "militery~1"])
def test_words_found_by_a_pattern_are_marked(query):
    assert marker(query).marked("A military mile") == "A <mark>military</mark> mile"


def test_an_accent_is_not_torn_from_its_letter():
    assert marker("cafe").marked("cafe\u0301 noir") == "<mark>cafe\u0301</mark> noir"


def test_the_passage_lies_where_the_words_stand():
    snippet = marker("gabala").snippet(f"{LONG} The radar stands in Gabala. {LONG}")
    assert "<mark>Gabala</mark>" in snippet
    assert snippet.startswith("… The radar stands")


def test_the_passage_with_most_different_words_is_shown():
    text = f"Gabala, Gabala, Gabala. {LONG} The radar of Gabala. {LONG} A radar."
    assert (
        marker("gabala radar")
        .snippet(text)
        .startswith("… The <mark>radar</mark> of <mark>Gabala</mark>.")
    )


def test_a_passage_ends_with_a_sentence_where_one_ends_near():
    assert marker("gabala").snippet(f"Gabala. {LONG}").endswith("nothing much. …")


def test_a_passage_near_the_end_shows_what_stands_before():
    snippet = marker("gabala").snippet(f"{LONG} The radar stands in Gabala.")
    assert snippet.startswith("… Sentence number 5")
    assert snippet.endswith("stands in <mark>Gabala</mark>.")


@pytest.mark.parametrize(
    "sentence", ["The U.S. Army", "Gen. Lebed", "On Oct. 5", "He and J. Smith"]
)
def test_no_sentence_begins_behind_an_abbreviation(sentence):
    snippet = marker("gabala").snippet(f"{LONG} {sentence} came to Gabala. {LONG}")
    assert snippet.startswith(f"… {sentence}")


def test_paragraphs_are_separated_by_a_blank():
    assert marker("gabala").snippet("A radar.\n\nIn Gabala.") == "A radar. In <mark>Gabala</mark>."


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert marker("gabala").snippet(LONG).startswith("Sentence number 0")


def test_no_ellipsis_stands_for_mere_blanks():
    assert marker("gabala").snippet("  Gabala \n") == "<mark>Gabala</mark>"


def test_a_text_without_blanks_is_cut_between_letters_with_their_accents():
    snippet = marker("gabala").snippet("e\u0301" * 400)
    assert re.fullmatch("(e\u0301)+ …", snippet)


PIECES = [
    "Gabala",
    "radar",
    "U.S.",
    "1,000.5",
    "1 000",
    "S-300",
    "Əliyev.",
    "e\u0301t",
    "Mr.",
    "so.”",
]


@given(st.lists(st.sampled_from(PIECES), min_size=60, max_size=200), st.data())
def test_a_passage_never_cuts_a_word_or_a_number(pieces, data):
    text = data.draw(st.sampled_from([" ", "\n", " \n"])).join(pieces)
    snippet = marker('radar "gabala gabala"').snippet(text)
    bare = re.sub("</?mark>|^… | …$", "", snippet).replace("1 000", "1_000").split()
    assert set(bare) <= {piece.replace(" ", "_") for piece in pieces}


@given(st.lists(st.sampled_from(PIECES), min_size=60, max_size=200))
def test_a_passage_has_the_length_for_two_lines_and_shows_what_was_found(pieces):
    snippet = marker("radar").snippet(" ".join(pieces))
    assert LENGTH // 2 < len(re.sub("</?mark>", "", snippet)) <= LENGTH + 4
    assert ("<mark>radar</mark>" in snippet) == ("radar" in pieces)


@given(st.text(max_size=900), st.sampled_from(["a", "the b", '"a b"', "é", "aa*", "abc~2"]))
def test_a_snippet_without_its_marks_is_escaped_text(text, query):
    snippet = marker(query).snippet(text)
    bare = snippet.replace("<mark>", "").replace("</mark>", "")
    assert not re.search(r"[<>\"']", bare)
