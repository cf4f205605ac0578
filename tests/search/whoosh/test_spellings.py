"""Names in the texts, found by their folding, in one segment and after merges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import spellings
from search.whoosh.lexicon import Lexicon

tokens = st.lists(
    st.sampled_from("Rokhlin Rohlin рохлин Рохлин Later later Latter 1994 Lebed Лебедь".split())
)


@pytest.fixture
def lexicon(new_index, document):
    """A lexicon over two segments."""
    index = new_index()
    index.commit(
        [document(1, body="General Rokhlin spoke. Later Hopping Hopes rose, hope remains")]
    )
    index.commit([document(2, body="Rohlin, Рохлин and Roxlin; the latter came, hoping. რუსთავი")])
    return Lexicon(index.snapshot().segments)


def as_lists(arrays):
    return {name: values.tolist() for name, values in arrays.items()}


@given(st.lists(tokens, min_size=1, max_size=4))
def test_merged_spellings_are_those_of_all_words_together(lists):
    sources = [spellings.arrays(spellings.cases(each)) for each in lists]
    together = spellings.arrays(spellings.cases([token for each in lists for token in each]))
    assert as_lists(spellings.merged(sources)) == as_lists(together)


@pytest.mark.parametrize("typed", ["Rohlin", "rohlin", "Rokhliin"])
def test_spellings_of_a_name_are_found_in_all_segments(lexicon, typed):
    assert {"rokhlin", "roxlin"} <= set(lexicon.spellings(typed))


def test_a_word_that_texts_write_small_has_no_spellings(lexicon):
    assert lexicon.spellings("latter") == lexicon.spellings("Later") == []


def test_a_name_of_which_the_index_keeps_a_common_word_is_no_spelling(lexicon):
    assert lexicon.spellings("Hopess") == []


def test_a_short_word_has_no_spellings(lexicon):
    assert lexicon.spellings("Reva") == []


def test_words_are_known_by_how_the_texts_write_them(lexicon):
    assert lexicon.is_common("latter")
    assert not lexicon.is_common("Rokhlin")


def test_georgian_has_no_capitals(lexicon):
    assert not lexicon.is_common("რუსთავი")
