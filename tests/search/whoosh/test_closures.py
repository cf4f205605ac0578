import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh.closures import closure

rows = st.lists(st.frozensets(st.integers(1, 6), max_size=4), max_size=20)
graphs = st.dictionaries(
    st.integers(1, 6), st.frozensets(st.integers(1, 9), max_size=4).map(lambda s: tuple(sorted(s)))
)


def pairs(rows):
    documents = [number for number, row in enumerate(rows) for _ in row]
    return np.array(documents, np.uint32), np.array([k for r in rows for k in sorted(r)], np.int64)


@given(rows, graphs)
def test_each_document_counts_once_for_each_key_that_one_of_its_keys_counts_for(rows, counts_for):
    documents, keys = closure(*pairs(rows), counts_for)
    found = list(zip(documents.tolist(), keys.tolist(), strict=True))
    stored = [(number, key) for number, row in enumerate(rows) for key in row]
    assert found == sorted({(n, to) for n, key in stored for to in counts_for.get(key, (key,))})


def test_keys_that_count_for_themselves_only_are_left_as_they_are():
    documents, keys = pairs([{1, 2}, {2}])
    assert closure(documents, keys, {1: (1,), 2: (2,)})[1] is keys
