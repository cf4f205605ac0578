"""BM25F scores of chosen documents, equal to those of Whoosh's own searcher.

A term scores `idf * f * (K1 + 1) / (f + K1 * (1 - B + B * length / average length))` in each field
(Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; `whoosh.scoring.bm25`), with
Whoosh's idf over all segments, deleted documents included; boosts multiply, parts of a query add
up. Words found by prefix, wildcard or fuzzy spelling score 1, as do parts that are no words.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.query import Query

from search.whoosh.arrays import Array
from search.whoosh.docsets import DocSet, Numbers, Places
from search.whoosh.executor import Execution
from search.whoosh.inversion import BYTE_LENGTHS
from search.whoosh.lexicon import Lexicon
from search.whoosh.postings import LENGTH_BITS, LENGTH_MASK, Codes, as_places
from search.whoosh.queries import AnyForm, AnyWord, InText, PhraseInText, Without
from search.whoosh.schema import TEXT_FIELDS
from search.whoosh.segments import Segment
from search.whoosh.weights import idf

Scores = NDArray[np.float64]
Index = Any  # what numpy takes to index an array with

K1, B = 1.2, 0.75
# Codes up to here, of two bytes, are looked up in a table; few are larger.
TABLE_SIZE = 1 << 16
# Where one of two lists is so many times shorter, its numbers are searched for in the other.
SEARCHED_FROM = 64


class Statistics:
    """What scores need to know of all segments together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.documents = sum(segment.size for segment in segments)
        self._saturations: dict[str, Scores] = {}

    @property
    def average(self) -> float:
        """The number of words of an article on average, title and body together."""
        words = sum(sum(segment.content.lengths.values()) for segment in self._segments)
        return words / self.documents or 1.0

    def saturation(self, field: str, codes: Codes) -> Scores:
        """Return what a term scores by frequency and length, apart from its idf."""
        if codes.dtype.itemsize == 2:
            return self._table(field).take(codes)
        return self._saturation(field, codes)

    def _table(self, field: str) -> Scores:
        table = self._saturations.get(field)
        if table is None:
            table = self._saturations[field] = self._saturation(field, np.arange(TABLE_SIZE))
        return table

    def _saturation(self, field: str, codes: NDArray[Any]) -> Scores:
        words = sum(segment.content.lengths[field] for segment in self._segments)
        average = words / self.documents or 1.0
        norms = K1 * (1 - B + B * BYTE_LENGTHS / average)
        frequencies = codes >> LENGTH_BITS
        return frequencies * (K1 + 1) / (frequencies + norms[codes & LENGTH_MASK])


class Scorer:
    """Scores documents of segments by what all segments hold."""

    def __init__(self, lexicon: Lexicon, statistics: Statistics) -> None:
        self._lexicon, self._statistics = lexicon, statistics

    def score(self, wanted: Query, documents: DocSet, execution: Execution) -> Scores:
        """Return the scores of documents that match the query, in their order."""
        match wanted:
            case InText():
                return self._word(wanted.word, documents, execution, wanted.boosts)
            case PhraseInText():
                return self._phrase(wanted, documents, execution)
            case query.And():
                parts = [self.score(part, documents, execution) for part in wanted.subqueries]
                return _sum(parts)
            case AnyForm():
                return _most([self._any(part, documents, execution) for part in wanted.subqueries])
            case query.Or() if not isinstance(wanted, AnyWord):
                return _sum([self._any(part, documents, execution) for part in wanted.subqueries])
            case Without():
                return self.score(wanted.a, documents, execution)
        constant = wanted.score if isinstance(wanted, query.ConstantScoreQuery) else wanted.boost
        return np.full(documents.count, float(constant))

    def _any(self, wanted: Query, documents: DocSet, execution: Execution) -> Scores:
        """Return scores of documents that may match or not: 0 where they do not."""
        if isinstance(wanted, InText):
            return self.score(wanted, documents, execution)
        return self._where(
            execution.match(wanted),
            documents,
            lambda chosen: self.score(wanted, chosen, execution),
        )

    def _where(
        self, matching: DocSet, documents: DocSet, score: Callable[[DocSet], Scores]
    ) -> Scores:
        """Return scores of those documents that match, and 0 for the others."""
        chosen = matching.contains(documents)
        scores = np.zeros(documents.count)
        scores[chosen] = score(DocSet.of_numbers(documents.numbers[chosen], documents.size))
        return scores

    def _phrase(self, wanted: PhraseInText, documents: DocSet, execution: Execution) -> Scores:
        """Score the words of the phrase in the fields where it stands as a phrase."""
        found = execution.phrase(wanted)
        if not found:
            return np.zeros(documents.count)

        def in_field(field: str) -> Scores:
            weights = {field: wanted.boosts[field]}

            def score(chosen: DocSet) -> Scores:
                words = wanted.words
                return _sum([self._word(word, chosen, execution, weights) for word in words])

            return self._where(found.by_field[field], documents, score)

        return _sum([in_field(field) for field in wanted.boosts])

    def _word(
        self, word: str, documents: DocSet, execution: Execution, boosts: Mapping[str, float]
    ) -> Scores:
        """Score a word where it stands, 0 elsewhere."""
        number = execution.words[word]
        if number is None or not documents.count:
            return np.zeros(documents.count)
        having = self._lexicon.document_frequencies(word)
        weights = {
            field: boosts.get(field, 0.0) * idf(self._lexicon.documents, having[field])
            for field in TEXT_FIELDS
        }
        text = execution.segment.text
        found = _common(text.documents(number), documents)
        own = self._statistics.saturation("body", text.codes(number)[found.postings])
        own *= weights["body"]
        places, codes = text.in_titles(number)
        if weights["title"] and len(places):
            among, chosen = _places_among(found.postings, as_places(places))
            own[among] += weights["title"] * self._statistics.saturation("title", codes[chosen])
        if found.documents is EVERYWHERE:
            return own
        scores = np.zeros(documents.count)
        scores[found.documents] = own
        return scores


class _Common(NamedTuple):
    """Where the same documents stand in a posting list, and in a set of documents; ascending."""

    postings: Index
    documents: Index


EVERYWHERE = slice(None)


def _common(postings: Numbers, documents: DocSet) -> _Common:
    count = documents.count
    if len(postings) == count and np.array_equal(postings, documents.numbers):
        return _Common(EVERYWHERE, EVERYWHERE)
    if count * SEARCHED_FROM < len(postings):
        return _Common(*_search(postings, documents.numbers))
    if len(postings) * SEARCHED_FROM < count:
        chosen, found = _search(documents.numbers, postings)
        return _Common(np.flatnonzero(found), chosen)
    places = as_places(postings)
    found = np.flatnonzero(documents.mask.take(places))
    if len(found) == count:
        return _Common(found, EVERYWHERE)
    return _Common(found, documents.ranks.take(places[found]) - 1)


def _places_among(postings: Index, places: Places) -> tuple[Index, Index]:
    """Return where among the chosen postings these places stand, and which of them do."""
    if postings is EVERYWHERE:
        return places, EVERYWHERE
    if len(places) < len(postings):
        return _search(postings, places)
    found, chosen = _search(places, postings)
    return chosen, found


def _search(large: Array, small: Array) -> tuple[Index, Index]:
    """Return where in `large` the common numbers stand, and which of `small` are common."""
    if not len(large):
        return np.empty(0, np.intp), np.zeros(len(small), bool)
    found = np.searchsorted(large, small)
    np.minimum(found, len(large) - 1, out=found)
    common = large[found] == small
    return found[common], common


def _most(scores: Sequence[Scores]) -> Scores:
    most = scores[0]
    for each in scores[1:]:
        most = np.maximum(most, each)
    return most


def _sum(scores: Sequence[Scores]) -> Scores:
    total = scores[0]
    for each in scores[1:]:
        total = total + each
    return total
