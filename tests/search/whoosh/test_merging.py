"""A merge leaves the very arrays that indexing the living documents at once makes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import merging
from search.whoosh.arrays import ArrayFile
from search.whoosh.inversion import Inverter
from search.whoosh.merging import DELETED, SegmentTooLarge, Source, merge


def flush(documents):
    inverter = Inverter()
    for document in documents:
        inverter.add(document)
    return inverter.flush()


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """Return a function from lists of documents, and of which of them live, to a merged segment."""
    path = tmp_path_factory.mktemp("merging") / "merged.seg"

    def merged(lists, living):
        pairs = zip(lists, living, strict=True)
        sources = [Source(flush(part).arrays, np.array(alive, bool)) for part, alive in pairs]
        return merge(sources, path), dict(ArrayFile(path).items())

    return merged


@st.composite
def portions(draw):
    """Sizes of segments, which of their documents live, and how much is merged at a time."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    living = [
        draw(st.lists(st.booleans(), min_size=n, max_size=n) | st.just([True] * n)) for n in sizes
    ]
    return sizes, living, draw(st.sampled_from([1, 10, 1_000_000]))


@given(portions(), st.integers(0, 1_000))
def test_merged_arrays_are_those_of_the_living_documents(merged, random_documents, drawn, seed):
    sizes, living, step = drawn
    documents = random_documents(seed, sum(sizes))
    ends = np.cumsum(sizes).tolist()
    lists = [documents[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "POSTINGS_A_STEP", step)
        told, arrays = merged(lists, living)
    alive = [lives for part in living for lives in part]
    expected = flush([each for each, lives in zip(documents, alive, strict=True) if lives])
    assert (told.documents, told.lengths) == (expected.documents, expected.lengths)
    of_words = {"words", "word_ends", "word_cases", "spellings", "spelling_ends"}
    of_words |= {"compounds", "compound_ends"}
    for name in expected.arrays.keys() - of_words:
        assert arrays[name].dtype == expected.arrays[name].dtype
        assert arrays[name].tolist() == expected.arrays[name].tolist(), name


def test_numbers_are_given_anew_without_gaps(merged, random_documents):
    documents = random_documents(1, 5)
    told, _ = merged([documents[:3], documents[3:]], [[True, False, True], [False, True]])
    assert [each.tolist() for each in told.numbers] == [[0, DELETED, 1], [DELETED, 2]]


def test_the_words_of_all_segments_are_kept(merged, random_documents):
    documents = random_documents(1, 8)
    _, arrays = merged([documents[:4], documents[4:]], [[True] * 4, [True] * 4])
    assert arrays["words"].tolist() == flush(documents).arrays["words"].tolist()


def test_more_documents_than_can_be_numbered_are_refused_with_words(
    merged, random_documents, monkeypatch
):
    monkeypatch.setattr(merging, "MOST_DOCUMENTS", 7)
    documents = random_documents(1, 8)
    with pytest.raises(SegmentTooLarge, match="8 documents; one holds at most 7"):
        merged([documents[:4], documents[4:]], [[True] * 4, [True] * 4])


def test_a_word_very_often_in_a_title_keeps_its_frequency(merged, document):
    documents = [document(1, title="radar " * 300, body="oil"), document(2, title="oil")]
    _, arrays = merged([documents[:1], documents[1:]], [[True], [True]])
    assert (arrays["title.codes"] >> 8).max() == 300
