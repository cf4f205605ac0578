"""Which documents of one segment match a query: Whoosh's query objects over arrays."""

from collections.abc import Callable, Sequence
from typing import Any

from whoosh import query
from whoosh.query import Query

from search.whoosh import docsets, phrases
from search.whoosh.docsets import DocSet
from search.whoosh.queries import AnyOf, Without
from search.whoosh.segments import Segment


class Execution:
    """The evaluation of queries on one segment; each part of a query is evaluated once.

    Documents outside `within` need not be found: phrases, the dearest, look at no others. Deleted
    documents may be found.
    """

    def __init__(self, segment: Segment, within: DocSet | None = None) -> None:
        self.segment = segment
        self._within = within
        self._found: dict[int, tuple[Query, DocSet]] = {}

    def match(self, wanted: Query) -> DocSet:
        """Return the documents that match."""
        # By identity, and kept alive meanwhile; equal parts of a query are rare.
        known = self._found.get(id(wanted))
        if known is None:
            known = self._found[id(wanted)] = wanted, self._evaluate(wanted)
        return known[1]

    def _evaluate(self, wanted: Query) -> DocSet:
        evaluate = EVALUATIONS.get(type(wanted))
        if evaluate is None:
            raise TypeError(f"the language makes no {type(wanted).__name__}")
        return evaluate(self, wanted)

    def _all(self, queries: Sequence[Query]) -> list[DocSet]:
        return [self.match(each) for each in queries]

    def _term(self, wanted: query.Term) -> DocSet:
        return self._documents(wanted.fieldname, wanted.text)

    def _documents(self, field: str, term: str | int) -> DocSet:
        number = self.segment.term_number(field, term)
        return docsets.EMPTY if number is None else self.segment.postings[field].documents(number)

    def _any_of(self, wanted: AnyOf) -> DocSet:
        found = [self._documents(wanted.fieldname, text) for text in wanted.texts]
        return docsets.union(found, self.segment.size)

    def _or(self, wanted: query.Or) -> DocSet:
        return docsets.union(self._all(wanted.subqueries), self.segment.size)

    def _and(self, wanted: query.And) -> DocSet:
        return docsets.intersection(self._all(wanted.subqueries), self.segment.size)

    def _without(self, wanted: Without) -> DocSet:
        return docsets.difference(self.match(wanted.a), self.match(wanted.b), self.segment.size)

    def _phrase(self, wanted: query.Phrase) -> DocSet:
        postings = self.segment.text_postings(wanted.fieldname)
        numbers = [self.segment.term_number(wanted.fieldname, word) for word in wanted.words]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return docsets.EMPTY
        return phrases.documents_with(postings, known, wanted.slop, self._within, self.segment.size)

    def _range(self, wanted: query.NumericRange) -> DocSet:
        """Compare days; a bound that is missing is open, but undated documents lie in no range."""
        days = self.segment.columns[wanted.fieldname]
        mask = days >= (wanted.start or 1)
        if wanted.end is not None:
            mask &= days <= wanted.end
        return mask

    def _constant(self, wanted: query.ConstantScoreQuery) -> DocSet:
        return self.match(wanted.child)

    def _every(self, wanted: query.Every) -> DocSet:
        return self.segment.alive


EVALUATIONS: dict[type, Callable[[Execution, Any], DocSet]] = {
    query.Term: Execution._term,
    query.Or: Execution._or,
    query.And: Execution._and,
    query.Phrase: Execution._phrase,
    query.NumericRange: Execution._range,
    query.ConstantScoreQuery: Execution._constant,
    query.Every: Execution._every,
    AnyOf: Execution._any_of,
    Without: Execution._without,
}
