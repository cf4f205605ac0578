"""The words of the index: beginnings and neighbours, weighed by living articles."""

import pytest

from search import engine, outbox
from search.whoosh.wordlist import Wordlist


def wordlist():
    return Wordlist(engine.index().snapshot().segments)


def test_of_the_words_of_one_stem_the_shortest_stands_for_all(indexed):
    assert wordlist().beginning_with("president", 5) == [("presidents", 1)]


def test_the_most_frequent_words_come_first(indexed):
    assert [each.word for each in wordlist().beginning_with("pa", 5)] == ["parliament", "partners"]


def test_neighbours_may_have_two_letters_swapped(indexed):
    assert ("radar", 2) in wordlist().near("radra", 1)


def test_a_prefix_of_no_word_finds_nothing(indexed):
    assert wordlist().beginning_with("qqq", 5) == []
    assert wordlist().near("q" * 40, 2) == []


@pytest.mark.django_db(transaction=True)
def test_words_of_withdrawn_articles_alone_are_not_told(indexed):
    assert wordlist().beginning_with("gabal", 5) == [("gabala", 1)]
    indexed.radar.state = "withdrawn"
    indexed.radar.save()
    outbox.drain()
    assert wordlist().beginning_with("gabal", 5) == []
    assert wordlist().near("gabla", 1) == []


@pytest.mark.django_db(transaction=True)
def test_segments_add_up(indexed):
    indexed.article("Another", "The radar of Gabala, and the garbage.")
    outbox.drain()
    assert wordlist().articles("radars") == 3
    assert wordlist().beginning_with("ga", 5) == [("gabala", 2), ("garbage", 1)]
