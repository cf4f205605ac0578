import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import ranking
from search.whoosh.docsets import DocSet
from search.whoosh.ranking import Matched
from search.whoosh.schema import NO_DAY

hits = st.lists(
    st.tuples(st.sampled_from([0.5, 1.0, 2.0, 2.5]), st.sampled_from([NO_DAY, 700, 701, 702])),
    max_size=400,
)
ORDERS = {
    "relevance": lambda hit: (-hit[1], -hit[2], hit[0]),
    "newest": lambda hit: (-hit[2], hit[0]),
    "oldest": lambda hit: (hit[2] == NO_DAY, hit[2], hit[0]),
}


def segments(listed, cut):
    """Return hits (key, score, day) as two segments with documents that did not match between."""

    def segment(part):
        numbers = np.arange(len(part), dtype=np.uint32) * 2
        columns = {
            "article": np.zeros(2 * len(part), np.int64),
            "last": np.zeros(2 * len(part), int),
        }
        columns["article"][numbers] = [key for key, _, _ in part]
        columns["last"][numbers] = [day for _, _, day in part]
        documents = DocSet.of_numbers(numbers, 2 * len(part))
        return Matched(documents, np.array([score for _, score, _ in part], float), columns)

    return [segment(listed[:cut]), segment(listed[cut:])]


@given(hits, st.sampled_from([*ORDERS]), st.integers(0, 30), st.integers(1, 30), st.data())
def test_a_page_is_a_part_of_the_whole_order(drawn, order, first, size, data):
    listed = [(key, score, day) for key, (score, day) in enumerate(drawn)]
    cut = data.draw(st.integers(0, len(listed)))
    ranked = ranking.first(segments(listed, cut), order, first + size).at(slice(first, None))
    expected = sorted(listed, key=ORDERS[order])[first : first + size]
    assert ranked.articles.tolist() == [key for key, _, _ in expected]
    assert ranked.scores.tolist() == [score for _, score, _ in expected]


def test_without_segments_there_is_no_hit():
    assert not len(ranking.first([], "relevance", 20).articles)
