"""A rebuild's documents are cut into portions, which several processes invert."""

import numpy as np
import pytest

from search.whoosh import commits, filling
from search.whoosh.arrays import ArrayFile
from search.whoosh.index import WhooshIndex


@pytest.fixture
def small_portions(monkeypatch):
    monkeypatch.setattr(filling, "CHARACTERS_A_PORTION", 300)


@pytest.fixture
def filled(tmp_path, settings):
    """Return a function that fills a generation and returns the arrays of its one segment."""

    def filled(documents, processes):
        settings.INDEX_PROCESSES = processes
        generation = tmp_path / f"by-{processes}"
        commits.create(generation)
        WhooshIndex().fill(generation, documents)
        (path,) = generation.glob("*.seg")
        return dict(ArrayFile(path).items())

    return filled


def is_same(one, other):
    return one.keys() == other.keys() and all(
        np.array_equal(one[name], other[name]) for name in one
    )


def test_several_processes_write_what_one_writes(filled, small_portions, random_documents):
    documents = random_documents(1, 40)
    assert is_same(filled(documents, 2), filled(documents, 1))


def test_portions_make_the_segment_that_a_single_one_makes(filled, random_documents, monkeypatch):
    documents = random_documents(1, 40)
    whole = filled(documents, 2)
    monkeypatch.setattr(filling, "CHARACTERS_A_PORTION", 300)
    assert is_same(whole, filled(documents, 1))


def test_portions_are_cut_by_the_length_of_their_texts(small_portions, document):
    documents = [document(key, body="x" * 100) for key in range(7)]
    assert [len(portion) for portion in filling._portions(iter(documents))] == [3, 3, 1]


def test_few_portions_are_in_flight(small_portions, tmp_path, document):
    read = []
    documents = (read.append(key) or document(key, body="oil " * 75) for key in range(20))
    first = next(filling.segments(tmp_path, documents, processes=2))
    assert first.doc_count_all() == 1
    assert len(read) <= 3


def test_no_documents_make_no_segment(tmp_path):
    assert list(filling.segments(tmp_path, [], processes=2)) == []


def test_what_fails_in_a_process_fails_here_and_leaves_no_files(
    small_portions, filled, document, tmp_path
):
    documents = [document(key, body="oil " * 75) for key in range(3)]
    with pytest.raises(TypeError):
        filled([*documents, {**document(3), "region": None}], 2)
    assert not list((tmp_path / "by-2").glob("*.seg"))
