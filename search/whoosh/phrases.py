"""Documents in which words stand side by side in their order.

A place is a document and a position packed into one number, `document << 32 | position`, so that
order and distance of places are those of numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import DocSet, intersection, without_repeats
from search.whoosh.postings import TextPostings

Places = NDArray[np.int64]
POSITION_BITS = 32
POSITION_MASK = (1 << POSITION_BITS) - 1


class Found(NamedTuple):
    """The documents with a phrase, all of them and by field."""

    documents: DocSet
    by_field: dict[str, DocSet]


def find(text: TextPostings, terms: Sequence[int], candidates: DocSet) -> Found:
    """Find the phrase of these terms (numbers) among documents that hold them all."""
    places = [places_of(text, term, candidates) for term in terms]
    return documents_of(_side_by_side(places), text, candidates.size)


def documents_of(places: Places, text: TextPostings, size: int) -> Found:
    """Return the documents of places, and in which field these are."""
    documents = places >> POSITION_BITS
    in_title = (places & POSITION_MASK) < text.title_words[documents]

    def of(chosen: Places) -> DocSet:
        return DocSet.of_numbers(without_repeats(chosen).astype(np.uint32), size)

    by_field = {"title": of(documents[in_title]), "body": of(documents[~in_title])}
    return Found(of(documents), by_field)


def places_of(text: TextPostings, term: int, within: DocSet) -> Places:
    """Return the places of a term in the documents within that have it, ascending."""
    documents = text.documents(term)
    chosen = np.flatnonzero(within.contains(DocSet.of_numbers(documents, within.size)))
    all_frequencies = text.frequencies(term)
    ends, frequencies = np.cumsum(all_frequencies)[chosen], all_frequencies[chosen]
    # Positions of the chosen documents, one after the other.
    skipped = np.repeat(ends - np.cumsum(frequencies), frequencies)
    skipped += np.arange(len(skipped))
    shifted = documents[chosen].astype(np.int64) << POSITION_BITS
    return np.repeat(shifted, frequencies) + text.positions(term).take(skipped)


def _side_by_side(places: Sequence[Places]) -> Places:
    """Return where the first word stands, the others following; rare words are looked at first."""
    starts = [each - number for number, each in enumerate(places)]
    found, *others = sorted(starts, key=len)
    for other in others:
        both = np.concatenate([found, other])
        both.sort(kind="stable")  # two ascending runs are merged
        found = both[:-1][both[1:] == both[:-1]]
    return found


def candidates(
    text: TextPostings, terms: Sequence[int], within: DocSet | None, size: int
) -> DocSet:
    """Return the documents that hold all terms, in title or body, among those `within`."""
    sets = [DocSet.of_numbers(text.documents(term), size) for term in terms]
    return intersection([*sets, within] if within else sets)
