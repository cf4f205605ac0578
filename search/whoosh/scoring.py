"""BM25F scores of chosen documents, equal to those of Whoosh's own searcher.

A term scores `idf * f * (K1 + 1) / (f + K1 * (1 - B + B * length / average length))` in each field
(Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; `whoosh.scoring.bm25`), with
Whoosh's `idf = log(documents / (document frequency + 1)) + 1` over all segments, deleted documents
included; boosts multiply, parts of a query add up. Words found by prefix, wildcard or fuzzy
spelling score 1, and so does every other part that is no word.
"""

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.query import Query

from search.whoosh import docsets
from search.whoosh.docsets import Numbers
from search.whoosh.executor import Execution
from search.whoosh.inversion import BYTE_LENGTHS
from search.whoosh.postings import LENGTH_BITS, LENGTH_MASK, Codes
from search.whoosh.queries import Without
from search.whoosh.segments import Segment

Scores = NDArray[np.float64]

K1, B = 1.2, 0.75
# Codes up to here, of two bytes, are looked up in a table; few are larger.
TABLE_SIZE = 1 << 16


class Statistics:
    """What scores need to know of all segments together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.documents = sum(segment.size for segment in segments)
        self._saturations: dict[str, Scores] = {}

    def document_frequency(self, field: str, term: str) -> int:
        found = 0
        for segment in self._segments:
            number = segment.term_number(field, term)
            if number is not None:
                found += segment.postings[field].document_frequency(number)
        return found

    def idf(self, field: str, term: str) -> float:
        return log(self.documents / (self.document_frequency(field, term) + 1)) + 1

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


def score(wanted: Query, numbers: Numbers, execution: Execution, statistics: Statistics) -> Scores:
    """Return the scores of documents (ascending) of a segment, all of which match the query."""
    return _Scoring(execution, statistics).score(wanted, numbers)


class _Scoring:
    def __init__(self, execution: Execution, statistics: Statistics) -> None:
        self._execution, self._statistics = execution, statistics

    def score(self, wanted: Query, numbers: Numbers) -> Scores:
        match wanted:
            case query.Term():
                return self._term(wanted.fieldname, wanted.text, wanted.boost, numbers)
            case query.And():
                return sum_of([self.score(part, numbers) for part in wanted.subqueries])
            case query.Or():
                return sum_of([self._where_it_matches(part, numbers) for part in wanted.subqueries])
            case Without():
                return self.score(wanted.a, numbers)
            case query.Phrase():
                words = (self._term(wanted.fieldname, w, 1.0, numbers) for w in wanted.words)
                return wanted.boost * sum_of(list(words))
        constant = wanted.score if isinstance(wanted, query.ConstantScoreQuery) else wanted.boost
        return np.full(len(numbers), float(constant))

    def _where_it_matches(self, wanted: Query, numbers: Numbers) -> Scores:
        """Return scores of documents that may match a part of a query or not: 0 where not."""
        if isinstance(wanted, query.Term):
            return self.score(wanted, numbers)
        matched = self._execution.match(wanted)
        if docsets.is_mask(matched):
            chosen = matched[numbers]
        else:
            chosen = docsets.contains(matched, numbers)
        scores = np.zeros(len(numbers))
        scores[chosen] = self.score(wanted, numbers[chosen])
        return scores

    def _term(self, field: str, term: str, boost: float, numbers: Numbers) -> Scores:
        """Score a term where it stands, 0 elsewhere."""
        segment, statistics = self._execution.segment, self._statistics
        scores = np.zeros(len(numbers))
        place = segment.term_number(field, term)
        if place is None:
            return scores
        postings = segment.text_postings(field)
        documents, codes = postings.documents(place), postings.codes(place)
        weight = boost * statistics.idf(field, term)
        if len(documents) == len(numbers) and np.array_equal(documents, numbers):
            return weight * statistics.saturation(field, codes)
        if len(documents) < len(numbers):
            found, chosen = _common(numbers, documents)
            scores[found] = weight * statistics.saturation(field, codes[chosen])
        else:
            found, chosen = _common(documents, numbers)
            scores[chosen] = weight * statistics.saturation(field, codes[found])
        return scores


def _common(large: Numbers, small: Numbers) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return where in `large` the common numbers stand, and which of `small` are common."""
    places = np.searchsorted(large, small)
    np.minimum(places, len(large) - 1, out=places)
    common = large[places] == small
    return places[common], common


def sum_of(scores: Sequence[Scores]) -> Scores:
    total = scores[0]
    for each in scores[1:]:
        total = total + each
    return total
