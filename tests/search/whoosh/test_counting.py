"""Counts of keys, by whichever way; and the largest ones without looking at all."""

from collections import Counter as Tally

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.whoosh import counting
from search.whoosh.counting import Counter, CountTable
from search.whoosh.docsets import DocSet

SIZE = 300


def of(members, size=SIZE):
    return DocSet.of_numbers(np.array(sorted(members), np.uint32), size)


def table(rows):
    documents = np.repeat(np.arange(len(rows), dtype=np.uint32), [len(row) for row in rows])
    keys = np.array([key for row in rows for key in sorted(row)], np.int64)
    return CountTable(documents, keys, len(rows))


keys_of_one = st.frozensets(st.integers(0, 40), max_size=12)
many_rows = st.lists(keys_of_one, min_size=SIZE, max_size=SIZE) | st.lists(
    st.sampled_from([frozenset({1}), frozenset({1, 2}), frozenset()]), min_size=SIZE, max_size=SIZE
)
chosen = st.sets(st.integers(0, SIZE - 1))


@st.composite
def segments(draw):
    """Segments of rows, each with a set of its documents."""
    return draw(st.lists(st.tuples(many_rows, chosen), min_size=1, max_size=2))


def expected(drawn):
    return Tally(key for rows, members in drawn for number in members for key in rows[number])


def counted(counts):
    return {key: counts[key] for key in np.flatnonzero(counts).tolist()}


@pytest.fixture(params=["gathered", "by keys"], autouse=True, scope="module")
def way(request):
    """Make one of the two ways always the cheaper one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "GATHERED", 0.0 if request.param == "gathered" else 1e9)
        yield request.param


@settings(max_examples=40)
@given(segments())
def test_all_keys_are_counted(drawn):
    counter = Counter([table(rows) for rows, _ in drawn])
    sets = [of(members) for _, members in drawn]
    assert counted(counter.all(sets)) == expected(drawn)


@settings(max_examples=40)
@given(segments())
def test_masks_count_like_numbers(drawn):
    counter = Counter([table(rows) for rows, _ in drawn])
    sets = [of(members) for _, members in drawn]
    masks = [DocSet.of_mask(each.mask) for each in sets]
    assert counted(counter.all(masks)) == counted(counter.all(sets))


@settings(max_examples=40)
@given(segments(), st.integers(1, 5), st.integers(0, 45))
def test_the_largest_counts_are_right_and_so_are_those_asked_for(drawn, most, also):
    counter = Counter([table(rows) for rows, _ in drawn])
    sets = [of(members) for _, members in drawn]
    counts, right = counter.largest(sets, most, [also]), expected(drawn)
    largest = sorted(right.values(), reverse=True)[:most]
    assert sorted(counted(counts).values(), reverse=True)[: len(largest)] == largest
    assert also >= len(counts) or counts[also] == right[also]


@settings(max_examples=40)
@given(segments(), st.integers(1, 45))
def test_the_number_of_keys_is_known_without_counting_all(drawn, most):
    counter = Counter([table(rows) for rows, _ in drawn])
    sets = [of(members) for _, members in drawn]
    counts = counter.largest(sets, most)
    assert counter.number(sets, most, counts) == len(expected(drawn))


def test_documents_with_very_many_keys_are_counted_too():
    rows = [frozenset(range(200)), frozenset(), frozenset({5, 199})]
    counts = Counter([table(rows)]).all([of([0, 1, 2], 3)])
    assert counted(counts) == expected([(rows, {0, 1, 2})])


def test_keys_beyond_two_bytes_are_counted_too():
    rows = [frozenset({70_000, 1}), frozenset({70_000})]
    counts = Counter([table(rows)]).all([of([0, 1], 2)])
    assert counted(counts) == {1: 1, 70_000: 2}


def test_without_segments_nothing_is_counted():
    assert counted(Counter([]).largest([], 20, [3])) == {}


def test_a_key_asked_for_twice_is_counted_once():
    rows = [frozenset({n % 50, 50 + n % 3}) for n in range(SIZE)]
    asked = Counter([table(rows)]).largest([of(range(SIZE))], 2, [50, 50, 52, 7, 7, 9])
    right = expected([(rows, set(range(SIZE)))])
    assert [asked[key] for key in (7, 9, 50, 52)] == [right[key] for key in (7, 9, 50, 52)]
