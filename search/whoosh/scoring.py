"""BM25F scores of chosen documents, equal to those of Whoosh's own searcher.

A term scores `idf * f * (K1 + 1) / (f + K1 * (1 - B + B * length / average length))` in each field
(Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; `whoosh.scoring.bm25`), with
Whoosh's `idf = log(documents / (document frequency + 1)) + 1` over all segments, deleted documents
included; boosts multiply, parts of a query add up. Words found by prefix, wildcard or fuzzy
spelling score 1, and so does every other part that is no word.
"""

from collections.abc import Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.query import Query

from search.whoosh.docsets import DocSet, Numbers
from search.whoosh.executor import Execution
from search.whoosh.inversion import BYTE_LENGTHS
from search.whoosh.postings import LENGTH_BITS, LENGTH_MASK, Codes
from search.whoosh.queries import Without
from search.whoosh.segments import Segment

Scores = NDArray[np.float64]
Index = Any  # what numpy takes to index an array with

K1, B = 1.2, 0.75
# Codes up to here, of two bytes, are looked up in a table; few are larger.
TABLE_SIZE = 1 << 16
# Where one of two lists is so many times shorter, its numbers are searched for in the other.
SEARCHED_FROM = 16


class Statistics:
    """What scores need to know of all segments together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.documents = sum(segment.size for segment in segments)
        self._saturations: dict[str, Scores] = {}

    def idf(self, document_frequency: int) -> float:
        return log(self.documents / (document_frequency + 1)) + 1

    def saturation(self, field: str, codes: Codes) -> Scores:
        """Return what a term scores by frequency and length, apart from its idf."""
        if codes.dtype.itemsize == 2:
            return self._table(field)[codes]
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
    """Scores documents of the segments that a query was executed on."""

    def __init__(self, executions: Sequence[Execution], statistics: Statistics) -> None:
        self._executions, self._statistics = executions, statistics

    def score(self, wanted: Query, documents: DocSet, execution: Execution) -> Scores:
        """Return the scores of documents that match the query, in their order."""
        match wanted:
            case query.Term():
                return wanted.boost * self._term(
                    wanted.fieldname, wanted.text, documents, execution
                )
            case query.And():
                parts = [self.score(part, documents, execution) for part in wanted.subqueries]
                return _sum(parts)
            case query.Or():
                return _sum([self._any(part, documents, execution) for part in wanted.subqueries])
            case Without():
                return self.score(wanted.a, documents, execution)
            case query.Phrase():
                field = wanted.fieldname
                words = [self._term(field, word, documents, execution) for word in wanted.words]
                return wanted.boost * _sum(words)
        constant = wanted.score if isinstance(wanted, query.ConstantScoreQuery) else wanted.boost
        return np.full(documents.count, float(constant))

    def _any(self, wanted: Query, documents: DocSet, execution: Execution) -> Scores:
        """Return scores of documents that may match or not: 0 where they do not."""
        if isinstance(wanted, query.Term):
            return self.score(wanted, documents, execution)
        matching = execution.match(wanted).contains(documents)
        scores = np.zeros(documents.count)
        chosen = DocSet.of_numbers(documents.numbers[matching], documents.size)
        scores[matching] = self.score(wanted, chosen, execution)
        return scores

    def _term(self, field: str, term: str, documents: DocSet, execution: Execution) -> Scores:
        """Score a term where it stands, 0 elsewhere."""
        scores = np.zeros(documents.count)
        number = execution.term_number(field, term)
        if number is None or not documents.count:
            return scores
        postings = execution.segment.text_postings(field)
        found = _common(postings.documents(number), documents, execution)
        frequency = sum(each.document_frequency(field, term) for each in self._executions)
        saturation = self._statistics.saturation(field, postings.codes(number)[found.postings])
        scores[found.documents] = self._statistics.idf(frequency) * saturation
        return scores


class _Common(NamedTuple):
    """Where the same documents stand in a posting list, and in a set of documents."""

    postings: Index
    documents: Index


def _common(postings: Numbers, documents: DocSet, execution: Execution) -> _Common:
    if len(postings) == documents.count and np.array_equal(postings, documents.numbers):
        return _Common(slice(None), slice(None))
    if documents.count * SEARCHED_FROM < len(postings):
        return _Common(*_search(postings, documents.numbers))
    if len(postings) * SEARCHED_FROM < documents.count:
        chosen, found = _search(documents.numbers, postings)
        return _Common(found, chosen)
    # Each document's place in the posting list; that of others is whatever was there.
    places = execution.scratch
    places[postings] = np.arange(len(postings), dtype=np.uint32)
    found = np.minimum(places[documents.places], len(postings) - 1)
    common = postings[found] == documents.numbers
    return _Common(found[common], common)


def _search(large: Numbers, small: Numbers) -> tuple[Index, Index]:
    """Return where in `large` the common numbers stand, and which of `small` are common."""
    found = np.searchsorted(large, small)
    np.minimum(found, len(large) - 1, out=found)
    common = large[found] == small
    return found[common], common


def _sum(scores: Sequence[Scores]) -> Scores:
    total = scores[0]
    for each in scores[1:]:
        total = total + each
    return total
