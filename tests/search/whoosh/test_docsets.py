"""The algebra of sets, whichever form they come in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import docsets

SIZE = 200
members = st.sets(st.integers(0, SIZE - 1))


def numbers(chosen):
    return np.array(sorted(chosen), np.uint32)


def forms(chosen):
    return st.sampled_from([numbers(chosen), docsets.to_mask(numbers(chosen), SIZE)])


docs = members.flatmap(forms)


def python_set(documents):
    return set(docsets.to_numbers(documents).tolist())


@given(st.lists(docs, max_size=4))
def test_a_union_holds_what_any_set_holds(sets):
    assert python_set(docsets.union(sets, SIZE)) == set().union(*map(python_set, sets))


@given(st.lists(docs, min_size=1, max_size=4))
def test_an_intersection_holds_what_all_sets_hold(sets):
    expected = set(range(SIZE)).intersection(*map(python_set, sets))
    assert python_set(docsets.intersection(sets, SIZE)) == expected


@given(docs, docs)
def test_a_difference_holds_what_only_the_first_holds(kept, removed):
    found = docsets.difference(kept, removed, SIZE)
    assert python_set(found) == python_set(kept) - python_set(removed)


@given(docs)
def test_the_size_is_the_number_of_documents(documents):
    assert docsets.size(documents) == len(python_set(documents))


@given(members, members)
def test_no_operation_changes_its_operands(first, second):
    a, b = docsets.to_mask(numbers(first), SIZE), docsets.to_mask(numbers(second), SIZE)
    docsets.union([a, b], SIZE)
    docsets.intersection([a, b], SIZE)
    docsets.difference(a, b, SIZE)
    assert (python_set(a), python_set(b)) == (first, second)
