"""Which documents of one segment match a query: Whoosh's query objects over arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from typing import Any

import numpy as np
from whoosh import query
from whoosh.query import Query

from search.whoosh import nearness, phrases
from search.whoosh.arrays import Array
from search.whoosh.docsets import DocSet, Mask, difference, intersection, union
from search.whoosh.queries import AnyForm, AnyOf, AnyWord, InText, NearInText, PhraseInText, Without
from search.whoosh.segments import Segment


class Execution:
    """The evaluation of queries on one segment; each part of a query is evaluated once.

    Where more than one of the `limits` fails, a document need not be found: phrases, the dearest,
    are not looked for there. Deleted documents may be found.
    """

    def __init__(
        self, segment: Segment, words: Mapping[str, int | None], limits: Iterable[DocSet] = ()
    ) -> None:
        """Take the numbers of the segment's words by word, and what constraints allow.

        The limits are asked for where they are needed, once.
        """
        self.segment = segment
        self.words = words
        self._limits = limits
        self._found: dict[int, tuple[Query, DocSet]] = {}
        self._phrases: dict[int, phrases.Found] = {}

    def match(self, wanted: Query) -> DocSet:
        """Return the documents that match."""
        # By identity, and kept alive meanwhile; equal parts of a query are rare.
        known = self._found.get(id(wanted))
        if known is None:
            known = self._found[id(wanted)] = wanted, self._evaluate(wanted)
        return known[1]

    def holds(self, wanted: Query, documents: DocSet) -> Mask:
        """Return which of the documents, in their order, match."""
        match wanted:
            case query.NumericRange():
                return _within(
                    self.segment.columns[wanted.fieldname].take(documents.places), wanted
                )
            case query.And():
                return reduce(np.logical_and, [self.holds(p, documents) for p in wanted.subqueries])
            case Without():
                return self.holds(wanted.a, documents) & ~self.holds(wanted.b, documents)
            case query.Every():
                return np.ones(documents.count, bool)
        return self.match(wanted).contains(documents)

    def _evaluate(self, wanted: Query) -> DocSet:
        evaluate = EVALUATIONS.get(type(wanted))
        if evaluate is None:
            raise TypeError(f"the language makes no {type(wanted).__name__}")
        return evaluate(self, wanted)

    def _all(self, queries: Sequence[Query]) -> list[DocSet]:
        return [self.match(each) for each in queries]

    def _none(self) -> DocSet:
        return DocSet.of_numbers(np.empty(0, np.uint32), self.segment.size)

    def _word(self, word: str, field: str | None) -> DocSet:
        number, text = self.words[word], self.segment.text
        if number is None:
            return self._none()
        documents = text.documents_in(field, number) if field else text.documents(number)
        return DocSet.of_numbers(documents, self.segment.size)

    def _in_text(self, wanted: InText) -> DocSet:
        return self._word(wanted.word, wanted.field)

    def _any_word(self, wanted: AnyWord) -> DocSet:
        found = [self._word(word, wanted.field) for word in wanted.words]
        return union(found, self.segment.size)

    def _phrase(self, wanted: PhraseInText) -> DocSet:
        found = self.phrase(wanted)
        if not found:
            return self._none()
        return found.by_field[wanted.field] if wanted.field else found.documents

    def phrase(self, wanted: PhraseInText) -> phrases.Found | None:
        """Return where the phrase stands; nothing where one of its words stands nowhere."""
        if id(wanted) not in self._phrases:
            numbers = [self.words[word] for word in wanted.words]
            known = [number for number in numbers if number is not None]
            if len(known) < len(numbers):
                return None
            text, size = self.segment.text, self.segment.size
            candidates = phrases.candidates(text, known, self._of_interest, size)
            if isinstance(wanted, NearInText):
                found = nearness.find(text, known, wanted.slop, candidates)
            else:
                found = phrases.find(text, known, candidates)
            self._phrases[id(wanted)] = found
        return self._phrases[id(wanted)]

    def _key(self, wanted: query.Term) -> DocSet:
        return self._documents(wanted.fieldname, wanted.text)

    def _any_of(self, wanted: AnyOf) -> DocSet:
        found = [self._documents(wanted.fieldname, key) for key in wanted.keys]
        return union(found, self.segment.size)

    def _documents(self, field: str, key: int) -> DocSet:
        postings = self.segment.numbers[field]
        number = postings.find(key)
        if number is None:
            return self._none()
        return DocSet.of_numbers(postings.documents(number), self.segment.size)

    def _or(self, wanted: query.Or) -> DocSet:
        return union(self._all(wanted.subqueries), self.segment.size)

    def _and(self, wanted: query.And) -> DocSet:
        return intersection(self._all(wanted.subqueries))

    def _without(self, wanted: Without) -> DocSet:
        return difference(self.match(wanted.a), self.match(wanted.b))

    @cached_property
    def _of_interest(self) -> DocSet | None:
        limits = list(self._limits)
        if len(limits) < 2:
            return None
        none_fails: Mask = limits[0].mask
        one_fails: Mask = ~none_fails
        for limit in limits[1:]:
            one_fails = one_fails & limit.mask | none_fails & ~limit.mask
            none_fails = none_fails & limit.mask
        return DocSet.of_mask(one_fails | none_fails)

    def _range(self, wanted: query.NumericRange) -> DocSet:
        return DocSet.of_mask(_within(self.segment.columns[wanted.fieldname], wanted))

    def _constant(self, wanted: query.ConstantScoreQuery) -> DocSet:
        return self.match(wanted.child)

    def _every(self, wanted: query.Every) -> DocSet:
        return DocSet.of_mask(self.segment.alive)


def _within(days: Array, wanted: query.NumericRange) -> Mask:
    """Compare days; a bound that is missing is open, but undated documents lie in no range."""
    mask: Mask = days >= (wanted.start or 1)
    if wanted.end is not None:
        mask &= days <= wanted.end
    return mask


EVALUATIONS: dict[type, Callable[[Execution, Any], DocSet]] = {
    InText: Execution._in_text,
    PhraseInText: Execution._phrase,
    NearInText: Execution._phrase,
    AnyWord: Execution._any_word,
    query.Or: Execution._or,
    AnyForm: Execution._or,
    query.And: Execution._and,
    query.Term: Execution._key,
    query.NumericRange: Execution._range,
    query.ConstantScoreQuery: Execution._constant,
    query.Every: Execution._every,
    AnyOf: Execution._any_of,
    Without: Execution._without,
}
