"""Regions in regions as a tree: the narrowest parents only, and no circle without an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.hierarchy import MOST_ROWS, Hierarchy

# The Caucasus 1 holds Georgia 2 and Armenia 3; Abkhazia 4 lies in Georgia and at the Black Sea 5.
CAUCASUS, GEORGIA, ARMENIA, ABKHAZIA, BLACK_SEA = range(1, 6)
COUNTS_FOR = {GEORGIA: (1, 2), ARMENIA: (1, 3), ABKHAZIA: (1, 2, 4, 5)}
# Any keys of which each counts for itself and for what those it names count for.
graphs = st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9), max_size=3), max_size=10)


def closed(graph):
    found = {}
    for key in graph:
        reached, todo = {key}, [key]
        while todo:
            new = graph.get(todo.pop(), set()) - reached
            reached |= new
            todo += new
        found[key] = tuple(sorted(reached))
    return found


@pytest.fixture
def hierarchy():
    return Hierarchy(COUNTS_FOR)


def test_a_region_lies_directly_in_the_narrowest_alone(hierarchy):
    assert list(hierarchy.narrower(CAUCASUS)) == [GEORGIA, ARMENIA]
    assert list(hierarchy.narrower(GEORGIA)) == [ABKHAZIA]


def test_all_that_a_region_lies_in_is_known(hierarchy):
    assert set(hierarchy.broader(ABKHAZIA)) == {CAUCASUS, GEORGIA, BLACK_SEA}


def test_a_region_under_two_parents_appears_under_both(hierarchy):
    rows = hierarchy.outline([CAUCASUS, GEORGIA, BLACK_SEA, ABKHAZIA])
    assert rows == [(CAUCASUS, 0), (GEORGIA, 1), (ABKHAZIA, 2), (BLACK_SEA, 0), (ABKHAZIA, 1)]


def test_what_lies_in_a_region_is_shown_where_it_comes_first():
    hierarchy = Hierarchy({3: (1, 2, 3), 4: (1, 2, 3, 4)})
    assert hierarchy.outline([1, 2, 3, 4]) == [(1, 0), (3, 1), (4, 2), (2, 0), (3, 1)]


def test_what_lies_in_each_other_lies_in_neither():
    hierarchy = Hierarchy({1: (1, 2), 2: (1, 2)})
    assert hierarchy.outline([1, 2]) == [(1, 0), (2, 0)]


def test_keys_that_are_not_known_stand_on_top(hierarchy):
    assert hierarchy.outline([77, CAUCASUS]) == [(77, 0), (CAUCASUS, 0)]


@given(graphs)
def test_every_key_of_a_few_is_shown_whatever_lies_in_what(graph):
    rows = Hierarchy(closed(graph)).outline(sorted(graph))
    assert {key for key, _ in rows} == set(graph) or len(rows) == MOST_ROWS


@given(graphs)
def test_a_row_stands_below_one_that_its_record_lies_in(graph):
    hierarchy = Hierarchy(closed(graph))
    path = []
    for key, depth in hierarchy.outline(sorted(graph)):
        path[depth:] = [key]
        assert len(path) == depth + 1
        assert set(path[:depth]) <= set(hierarchy.broader(key))
