"""From what is typed to Whoosh's query objects."""

import pytest
from whoosh import query

from search.language import parse
from search.whoosh.lexicon import Lexicon
from search.whoosh.queries import BOOSTS, AnyWord, InText, NearInText, PhraseInText, Without
from search.whoosh.translation import Translation
from search.whoosh.weights import LEAST, idf, weight


@pytest.fixture
def lexicon(new_index, document):
    index = new_index()
    bodies = ["the radar", "the radar of Gabala", "the fleet", "the oil", "the pipeline"]
    index.commit([document(key, body=body) for key, body in enumerate(bodies)])
    return Lexicon(index.snapshot().segments)


def translated(text, lexicon, **options):
    return Translation(parse(text).tree, lexicon, **options).query


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("radar", InText),
        ("S-300", PhraseInText),
        ('"radar station"', PhraseInText),
        ("rad*", AnyWord),
        ("r?dar", AnyWord),
        ("rodar~1", AnyWord),
        ("radar gabala", query.And),
        ("radar OR gabala", query.Or),
        ("-radar", Without),
        ("oil -radar", Without),
        ("", query.Every),
    ],
)
def test_each_construct_has_its_query(lexicon, text, kind):
    assert type(translated(text, lexicon)) is kind


def test_words_near_each_other_have_a_query_of_their_own(lexicon):
    near = translated('"radar gabala"~5', lexicon)
    assert (type(near), near.words, near.slop) == (NearInText, ("radar", "gabala"), 5)


def test_a_weight_multiplies_the_boosts(lexicon):
    assert translated("radar^3", lexicon).boosts == {"title": 6.0, "body": 3.0}


def test_weighted_words_count_by_what_they_weigh(lexicon):
    having = {"title": 0, "body": 2}
    found = translated("radar", lexicon, weighted=True).boosts["body"] * idf(5, 2)
    assert found == pytest.approx(weight(5, having) * BOOSTS["body"])


def test_a_word_in_more_than_half_of_the_articles_tells_nothing(lexicon):
    translation = Translation(parse("the radar").tree, lexicon, weighted=True)
    assert translation.telling.keys() == {"radar"}


def test_a_word_typed_twice_counts_once(lexicon):
    first, second = translated("radar radars", lexicon, weighted=True).subqueries
    assert second.boosts["body"] * idf(5, 2) == pytest.approx(LEAST)
    assert first.boosts["body"] > second.boosts["body"]


def test_excluded_words_tell_nothing(lexicon):
    translation = Translation(parse("gabala -radar").tree, lexicon, weighted=True)
    assert translation.telling.keys() == {"gabala"}
