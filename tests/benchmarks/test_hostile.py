"""Random and hostile searches of a small archive: that none fails, and what they are made of."""

import random
from itertools import islice

import hostile
import pytest

from search import engine
from search.language import QueryTooLarge, parse


@pytest.fixture
def searches(indexed):
    def searches(number):
        chance = random.Random(1)
        words = hostile.Words.of(engine.index().snapshot(), chance)
        return list(islice(hostile.Searches(words, chance), number))

    return searches


def test_none_fails_and_all_are_counted(indexed):
    figures = hostile.measure(150)
    assert figures.failures == []
    assert figures.searches == 150
    assert 0 < figures.refused < 75


def test_the_slowest_are_told_with_their_texts(indexed):
    times = [milliseconds for milliseconds, _ in hostile.measure(40).slowest]
    assert len(times) == 10
    assert times == sorted(times, reverse=True)


def test_the_same_index_gives_the_same_searches(searches):
    assert searches(60) == searches(60)


def test_most_are_within_the_limits(searches):
    def is_allowed(text):
        try:
            return bool(parse(" ".join(text.split())))
        except QueryTooLarge:
            return False

    texts = searches(300)
    assert sum(map(is_allowed, texts)) > len(texts) * 0.7


@pytest.mark.parametrize(
    "sign", ['"~50', " OR ", " NOT ", "*", "?", "~2", "title:", "actor:", "date:", "issue:", "^2"]
)
def test_every_construct_is_among_them(searches, sign):
    assert any(sign in text for text in searches(200))
