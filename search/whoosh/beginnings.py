"""What the index knows of a text that is still being typed: words, titles, tagged articles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.spelling import Weighed
from search.vocabulary import Vocabulary
from search.whoosh.docsets import Mask, Numbers
from search.whoosh.postings import distinct
from search.whoosh.segments import Segment
from search.whoosh.wordlist import Wordlist, term_numbers, with_all


class Beginnings:
    """Answers over all segments; only living documents count."""

    def __init__(self, segments: Sequence[Segment], vocabulary: Vocabulary) -> None:
        self._segments, self._vocabulary = segments, vocabulary

    def words(self, beginning: str, beside: Sequence[str], most: int) -> list[Weighed]:
        """Return the most frequent words that begin so, among articles with the terms beside."""
        return Wordlist(self._segments, beside).beginning_with(beginning, most)

    def titled(self, terms: Sequence[str], beginning: str, most: int) -> list[int]:
        """Return the keys of articles whose title has all terms and a word that begins so.

        Only titles that were given are indexed; the newest articles stand first, undated ones last.
        """
        found: list[tuple[int, int]] = []
        for segment in self._segments:
            documents = _titled(segment, terms, beginning)
            documents = documents[segment.alive[documents]]
            days, keys = (segment.columns[name][documents] for name in ("last", "article"))
            newest = np.lexsort([keys, -days])[:most]
            found += zip((-days[newest]).tolist(), keys[newest].tolist(), strict=True)
        return [key for _, key in sorted(found)[:most]]

    def tagged(self, facet: str, slug: str, beside: Sequence[str] = ()) -> int:
        """Return how many articles a facet value finds, of those with the terms beside."""
        names = self._vocabulary.facets[facet]
        stored = names.stored_keys.get(names.of_slug(slug).key, [])
        return sum(
            int(np.count_nonzero(_tagged(each, facet, stored) & with_all(each, beside)))
            for each in self._segments
        )


def _tagged(segment: Segment, facet: str, keys: Sequence[int]) -> Mask:
    postings, tagged = segment.numbers[facet], np.zeros(segment.size, bool)
    for key in keys:
        if (number := postings.find(key)) is not None:
            tagged[postings.documents(number)] = True
    return tagged


def _titled(segment: Segment, terms: Sequence[str], beginning: str) -> Numbers:
    begun = segment.content.words.beginning_with(beginning.encode())
    numbers = term_numbers(segment.content)[begun.start : begun.stop]
    begun_terms = distinct(numbers[numbers >= 0], len(segment.text.terms))
    documents = segment.text.titled(begun_terms)
    for term in terms:
        number = segment.text.find(term)
        having: NDArray[np.int64] = np.array([] if number is None else [number], np.int64)
        documents = np.intersect1d(documents, segment.text.titled(having), assume_unique=True)
    return documents
