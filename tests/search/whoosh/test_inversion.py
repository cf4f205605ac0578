"""Segments hold each word's documents, frequencies and positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import terms
from search.whoosh import inversion
from search.whoosh.arrays import ArrayFile
from search.whoosh.dictionary import Strings
from search.whoosh.inversion import DocumentTooLarge, Inverter, flushes
from search.whoosh.postings import open_postings

texts = st.lists(st.sampled_from(["radar", "Radars", "oil", "—", "’", "Гейдар", "x y"])).map(
    " ".join
)


@pytest.fixture(scope="module")
def postings(tmp_path_factory, document):
    """Return a function from bodies of documents to the posting lists of a segment."""
    path = tmp_path_factory.mktemp("inversion") / "one.seg"

    def postings(bodies):
        inverter = Inverter()
        for key, body in enumerate(bodies):
            inverter.add(document(key, body=body))
        inversion.write(path, inverter.flush().arrays)
        return open_postings(ArrayFile(path))["body"]

    return postings


@given(st.lists(texts, min_size=1, max_size=8))
def test_each_word_is_found_where_it_stands(postings, bodies):
    found = postings(bodies)
    words = sorted({word for body in bodies for word in terms(body)}, key=str.encode)
    assert [term.decode() for term in found.terms] == words
    for number, word in enumerate(words):
        places = [[p for p, each in enumerate(terms(body)) if each == word] for body in bodies]
        having = [n for n, positions in enumerate(places) if positions]
        assert found.documents(number).tolist() == having
        assert found.frequencies(number).tolist() == [len(places[n]) for n in having]
        assert found.positions(number)[0].tolist() == [p for n in having for p in places[n]]


def test_a_document_of_more_than_65535_words_keeps_its_frequencies_and_positions(postings):
    found = postings(["radar " * 70_000 + "oil", "oil"])
    assert found.frequencies(found.find(b"radar")).tolist() == [70_000]
    assert found.positions(found.find(b"oil"))[0].tolist() == [70_000, 0]


def test_a_document_that_cannot_be_counted_is_refused_with_words(monkeypatch, document):
    monkeypatch.setattr(inversion, "MOST_FREQUENT", 9)
    inverter = Inverter()
    inverter.add(document(1, body="radar " * 10))
    with pytest.raises(DocumentTooLarge, match="10 times"):
        inverter.flush()


def test_words_are_kept_as_they_are_typed_not_as_stems(document):
    inverter = Inverter()
    inverter.add(document(1, title="Economies", body="economic Economy’s Əliyev —"))
    arrays = inverter.flush().arrays
    words = Strings(arrays["words"], arrays["word_ends"])
    assert list(words) == [b"economic", b"economies", b"economy", b"eliyev"]


def test_memory_is_bounded_by_flushes(random_documents):
    parts = list(flushes(random_documents(1, 40), tokens=100))
    assert len(parts) > 3
    assert sum(part.documents for part in parts) == 40


def test_an_analysis_runs_once_for_each_distinct_token(monkeypatch, document):
    analysed = []
    monkeypatch.setattr(inversion, "term", lambda token: analysed.append(token) or token)
    inverter = Inverter()
    for key in range(5):
        inverter.add(document(key, body="radar oil radar"))
    assert analysed == ["radar", "oil"]
