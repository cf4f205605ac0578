"""Passages with the words found: marked, escaped, never cut in a word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from search.language import parse
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


def test_the_passage_lies_where_the_words_stand():
    snippet = marker("gabala").snippet(f"{LONG} The radar stands in Gabala. {LONG}")
    assert "<mark>Gabala</mark>" in snippet
    assert snippet.startswith("… The radar stands")


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert marker("gabala").snippet(LONG).startswith("Sentence number 0")


@given(st.text(max_size=900), st.sampled_from(["a", "the b", '"a b"', "é"]))
def test_a_snippet_without_its_marks_is_escaped_text(text, query):
    snippet = marker(query).snippet(text)
    bare = snippet.replace("<mark>", "").replace("</mark>", "")
    assert not re.search(r"[<>\"']", bare)
