"""Documents in which words stand in order, each at most `slop` places after the one before.

A place is a document and a position packed into one number, `document << 32 | position`, so that
order and distance of places are those of numbers.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.whoosh import docsets
from search.whoosh.docsets import DocSet, Numbers
from search.whoosh.postings import LENGTH_BITS, TextPostings

Places = NDArray[np.int64]
POSITION_BITS = 32


def documents_with(
    postings: TextPostings, terms: Sequence[int], slop: int, within: DocSet | None, size: int
) -> Numbers:
    """Return the documents with the phrase of these terms (numbers) among those `within`.

    `slop` as Whoosh counts it: 1 for words side by side. `size` is that of the segment.
    """
    sets: list[DocSet] = [postings.documents(term) for term in terms]
    if within is not None:
        sets.append(within)
    candidates = docsets.to_numbers(docsets.intersection(sets, size))
    if not len(candidates):
        return candidates
    found = _side_by_side if slop == 1 else _in_order
    places = found([_places(postings, term, candidates) for term in terms], slop)
    return np.unique(places >> POSITION_BITS).astype(np.uint32)


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


def _side_by_side(places: Sequence[Places], slop: int) -> Places:
    """Return where the first word stands, the others following; rare words are looked at first."""
    starts = [each - number for number, each in enumerate(places)]
    found, *others = sorted(starts, key=len)
    for other in others:
        after = np.searchsorted(other, found)
        np.minimum(after, len(other) - 1, out=after)
        found = found[other[after] == found]
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
