"""In which forms the texts have a word: all words of its term, over all segments."""

import pytest

from search.whoosh.lexicon import Lexicon
from search.whoosh.word_forms import other_forms


@pytest.fixture
def forms(new_index, document):
    """Return the other forms that two segments have of a word."""
    index = new_index()
    index.commit([document(1, body="Transit in transition. He is dying to hope, hoping.")])
    index.commit([document(2, body="Transitional, Transit’s, transits and a die.")])
    segments = index.snapshot().segments
    return lambda word: other_forms(segments, Lexicon(segments).numbers, word)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("transit", ["transits", "transition", "transitional"]),
        ("transiting", ["transit", "transits", "transition", "transitional"]),
        ("die", ["dying"]),
        ("hope", ["hoping"]),
        ("he", []),
        ("zebra", []),
    ],
)
def test_the_other_words_of_a_term_are_its_forms(forms, word, others):
    assert forms(word) == others
