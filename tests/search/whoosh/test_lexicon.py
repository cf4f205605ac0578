"""What prefixes, wildcards and fuzzy words stand for, in the words of all segments."""

import pytest

from search.language import Fuzzy, Prefix, Wildcard
from search.limits import QueryTooLarge
from search.whoosh import lexicon as module
from search.whoosh.lexicon import Lexicon


@pytest.fixture
def lexicon(new_index, document):
    """A lexicon over two segments."""
    index = new_index()
    index.commit([document(1, title="Militia", body="military economy Габала 1994 negotiated")])
    index.commit([document(2, body="militants economies gabala galaxy Sergeev Sergeyev")])
    return Lexicon(index.snapshot().segments)


@pytest.mark.parametrize(
    ("pattern", "terms"),
    [
        (Prefix("milit"), ["milit", "militari", "militia"]),
        (Prefix("econom"), ["economi"]),
        (Prefix("economy"), ["economi"]),
        (Prefix("NEGOT"), ["negoti"]),
        (Prefix("199"), ["1994"]),
        (Prefix("zz"), []),
        (Wildcard("g?bala"), ["gabala"]),
        (Wildcard("ga*a"), ["gabala"]),
        (Wildcard("ga*"), ["gabala", "galaxi"]),
        (Fuzzy("sergeev", 1), ["sergeev", "sergeyev"]),
        (Fuzzy("gobola", 2), ["gabala"]),
        (Fuzzy("gobola", 1), []),
    ],
)
def test_a_pattern_stands_for_the_terms_of_the_words_that_fit(lexicon, pattern, terms):
    assert lexicon.terms(pattern) == terms


def test_a_pattern_that_stands_for_too_many_words_is_refused_with_its_number(lexicon, monkeypatch):
    monkeypatch.setattr(module, "MOST_TERMS", 2)
    with pytest.raises(QueryTooLarge, match=r"“milit\*” stands for 3 words; at most 2"):
        lexicon.terms(Prefix("milit"))


def test_document_frequencies_are_of_all_segments_by_field(lexicon):
    assert lexicon.document_frequencies("economi") == {"title": 0, "body": 2}
    assert lexicon.document_frequencies("militia") == {"title": 1, "body": 0}


def test_a_word_that_no_segment_has_is_in_no_document(lexicon):
    assert lexicon.document_frequencies("uranium") == {"title": 0, "body": 0}
    assert [numbers["uranium"] for numbers in lexicon.numbers] == [None, None]
