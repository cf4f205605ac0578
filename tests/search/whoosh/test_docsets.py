"""The algebra of sets, whichever form they come in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import docsets
from search.whoosh.docsets import DocSet

SIZE = 200
members = st.sets(st.integers(0, SIZE - 1))


def of(chosen):
    return DocSet.of_numbers(np.array(sorted(chosen), np.uint32), SIZE)


def forms(chosen):
    return st.sampled_from([of(chosen), DocSet.of_mask(of(chosen).mask)])


docs = members.flatmap(forms)


def python_set(documents):
    return set(documents.numbers.tolist())


@given(st.lists(docs, max_size=4))
def test_a_union_holds_what_any_set_holds(sets):
    assert python_set(docsets.union(sets, SIZE)) == set().union(*map(python_set, sets))


@given(st.lists(docs, min_size=1, max_size=4))
def test_an_intersection_holds_what_all_sets_hold(sets):
    expected = set(range(SIZE)).intersection(*map(python_set, sets))
    assert python_set(docsets.intersection(sets)) == expected


@given(docs, docs)
def test_a_difference_holds_what_only_the_first_holds(kept, removed):
    found = docsets.difference(kept, removed)
    assert python_set(found) == python_set(kept) - python_set(removed)


@given(docs, docs)
def test_a_set_tells_which_others_it_contains(documents, wanted):
    expected = [number in python_set(documents) for number in wanted.numbers.tolist()]
    assert documents.contains(wanted).tolist() == expected


@given(members.flatmap(lambda chosen: st.tuples(st.just(chosen), forms(chosen))))
def test_all_forms_hold_the_same(drawn):
    chosen, documents = drawn
    assert documents.count == len(chosen)
    assert documents.numbers.tolist() == documents.places.tolist() == sorted(chosen)
    assert np.flatnonzero(documents.mask).tolist() == sorted(chosen)
    assert np.flatnonzero(np.unpackbits(documents.bits.view(np.uint8))).tolist() == sorted(chosen)


@given(docs, docs)
def test_no_operation_changes_its_operands(first, second):
    before = python_set(first), python_set(second)
    docsets.union([first, second], SIZE)
    docsets.intersection([first, second])
    docsets.difference(first, second)
    assert (set(np.flatnonzero(first.mask)), set(np.flatnonzero(second.mask))) == before
