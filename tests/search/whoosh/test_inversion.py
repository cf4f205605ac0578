"""Segments hold each word's documents, frequencies and positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import terms
from search.whoosh import inversion
from search.whoosh.arrays import ArrayFile
from search.whoosh.dictionary import Strings
from search.whoosh.inversion import DocumentTooLarge, Inverter, flushes
from search.whoosh.postings import BODY_GAP, TextPostings

texts = st.lists(st.sampled_from(["radar", "Radars", "oil", "—", "’", "Гейдар", "x y"])).map(
    " ".join
)


@pytest.fixture(scope="module")
def text(tmp_path_factory, document):
    """Return a function from titles and bodies of documents to the posting lists of a segment."""
    path = tmp_path_factory.mktemp("inversion") / "one.seg"

    def text(texts):
        inverter = Inverter()
        for key, (title, body) in enumerate(texts):
            inverter.add(document(key, title=title, body=body))
        inversion.write(path, inverter.flush().arrays)
        return TextPostings(ArrayFile(path))

    return text


def where(word, text):
    return [place for place, each in enumerate(terms(text)) if each == word]


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_each_word_is_found_where_it_stands(text, drawn):
    found = text(drawn)
    words = sorted({w for pair in drawn for each in pair for w in terms(each)}, key=str.encode)
    assert [term.decode() for term in found.terms] == words
    for number, word in enumerate(words):
        places = [(where(word, title), where(word, body)) for title, body in drawn]
        having = [document for document, (title, body) in enumerate(places) if title or body]
        assert found.documents(number).tolist() == having
        assert (found.codes(number) >> 8).tolist() == [len(places[n][1]) for n in having]
        assert found.frequencies(number).tolist() == [sum(map(len, places[n])) for n in having]
        in_title = [(k, len(places[n][0])) for k, n in enumerate(having) if places[n][0]]
        title = found.in_titles(number)
        codes = (title.codes >> 8).tolist()
        assert list(zip(title.places.tolist(), codes, strict=True)) == in_title


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_positions_of_bodies_stand_apart_from_those_of_titles(text, drawn):
    found = text(drawn)
    for number, term in enumerate(found.terms):
        expected = []
        for title, body in drawn:
            start = len(terms(title)) + BODY_GAP
            expected += where(term.decode(), title)
            expected += [start + place for place in where(term.decode(), body)]
        assert found.positions(number).tolist() == expected


def test_a_document_of_more_than_65535_words_keeps_its_frequencies_and_positions(text):
    found = text([("", "radar " * 70_000 + "oil"), ("", "oil")])
    assert found.frequencies(found.find("radar")).tolist() == [70_000]
    assert found.positions(found.find("oil")).tolist() == [70_000 + BODY_GAP, BODY_GAP]


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
