"""Pairs of keys: what the bits say is what counting the articles one by one says."""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh.counting import CountTable
from search.whoosh.docsets import DocSet
from search.whoosh.together import Part, together

segments = st.lists(
    st.lists(st.tuples(st.sets(st.integers(1, 8)), st.booleans()), min_size=1, max_size=90),
    min_size=1,
    max_size=3,
)


def part(documents, number):
    pairs = [(place, key) for place, (keys, _) in enumerate(documents) for key in sorted(keys)]
    places, keys = np.array(pairs or np.empty((0, 2)), np.int64).T
    table = CountTable(places.astype(np.uint32), keys, len(documents))
    articles = 1000 * number + np.arange(len(documents))
    columns = {"article": articles, "last": np.arange(len(documents)) % 7}
    return Part(DocSet.of_mask(np.array([found for _, found in documents])), table, columns)


def counted(found, known=range(100), most=100, listed=100):
    parts = [part(documents, number) for number, documents in enumerate(found)]
    counts = np.zeros(9, np.int64)
    for documents in found:
        for keys, is_found in documents:
            counts[list(keys)] += is_found
    return together(parts, counts, known, most, listed)


@given(segments)
def test_pairs_are_those_of_the_articles_found(found):
    expected = Counter(
        pair
        for documents in found
        for keys, is_found in documents
        if is_found
        for pair in combinations(sorted(keys), 2)
    )
    assert {tuple(sorted(pair)): n for pair, n in counted(found).pairs.items()} == expected


@given(segments)
def test_articles_with_two_keys_or_more_are_listed_newest_first(found):
    result = counted(found)
    expected = [
        (place % 7, 1000 * number + place, keys)
        for number, documents in enumerate(found)
        for place, (keys, is_found) in enumerate(documents)
        if is_found and len(keys) > 1
    ]
    listed = [(article, set(keys)) for article, keys in result.articles.items()]
    assert listed == [(article, keys) for _, article, keys in sorted(expected)[::-1]]
    assert result.several == len(expected)


def test_only_the_most_frequent_known_keys_are_paired():
    found = [[({1, 2, 3}, True), ({2, 3}, True), ({3, 4}, True)]]
    result = counted(found, known={1, 2, 4}, most=2)
    assert result.counts == {2: 2, 1: 1}
    assert (result.pairs, result.left_out) == ({(2, 1): 1}, 1)
