"""Documents in which words stand in order, each at most `slop` places after the one before.

A place is a document and a position packed into one number, `document << 32 | position`, so that
order and distance of places are those of numbers.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import DocSet, Numbers, intersection, without_repeats
from search.whoosh.postings import LENGTH_BITS, TextPostings

Places = NDArray[np.int64]
POSITION_BITS = 32


def documents_with(
    postings: TextPostings, terms: Sequence[int], slop: int, within: DocSet | None, size: int
) -> DocSet:
    """Return the documents with the phrase of these terms (numbers) among those `within`.

    `slop` as Whoosh counts it: 1 for words side by side. `size` is that of the segment.
    """
    sets = [DocSet.of_numbers(postings.documents(term), size) for term in terms]
    candidates = intersection([*sets, within] if within else sets)
    if not candidates.count:
        return candidates
    places = [_places(postings, term, candidates.numbers) for term in terms]
    found = _side_by_side(places) if slop == 1 else _in_order(places, slop)
    documents = without_repeats((found >> POSITION_BITS).astype(np.uint32))
    return DocSet.of_numbers(documents, size)


def _places(postings: TextPostings, term: int, candidates: Numbers) -> Places:
    """Return the places of a term in the candidates, all of which hold it; ascending."""
    documents = postings.documents(term)
    positions, ends = postings.positions(term)
    frequencies = postings.codes(term) >> LENGTH_BITS
    if len(documents) > len(candidates):
        chosen = np.searchsorted(documents, candidates)
        frequencies = frequencies[chosen]
        # Positions of the chosen documents, one after the other.
        skipped = ends[chosen] - np.cumsum(frequencies, dtype=np.int64)
        own = np.repeat(skipped, frequencies)
        positions = positions[own + np.arange(len(own))]
    shifted = candidates.astype(np.int64) << POSITION_BITS
    return np.repeat(shifted, frequencies) + positions


def _side_by_side(places: Sequence[Places]) -> Places:
    """Return where the first word stands, the others following; rare words are looked at first."""
    starts = [each - number for number, each in enumerate(places)]
    found, *others = sorted(starts, key=len)
    for other in others:
        both = np.concatenate([found, other])
        both.sort(kind="stable")  # two ascending runs are merged
        found = both[:-1][both[1:] == both[:-1]]
    return found


def _in_order(places: Sequence[Places], slop: int) -> Places:
    """Return where the last word stands, each word at most `slop` after the one before."""
    found = places[0]
    for following in places[1:]:
        before = np.searchsorted(found, following) - 1
        distance = following - found[before]
        found = following[(before >= 0) & (distance <= slop)]
        if not len(found):
            break
    return found
