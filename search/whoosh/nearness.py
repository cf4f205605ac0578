"""Documents in which words stand near each other, in any order.

They do where a window of as many words as are looked for, and `slop` others, holds each of them as
often as it is looked for. Places are those of `search.whoosh.phrases`; a window is told by its last
place. Title and body lie farther apart than any window reaches.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import DocSet
from search.whoosh.phrases import (
    POSITION_BITS,
    POSITION_MASK,
    Found,
    Places,
    documents_of,
    places_of,
)
from search.whoosh.postings import TextPostings

Mask = NDArray[Any]  # of booleans


class Sought:
    """A term's places, ascending, and how often it has to stand in a window."""

    def __init__(self, places: Places, times: int) -> None:
        self.places, self.times = places, times

    def stands_before(self, ends: Places, width: int) -> Mask:
        """Return for each end whether the window of so many places holds the term."""
        nearest = np.searchsorted(self.places, ends, "right") - self.times
        places = self.places[np.maximum(nearest, 0)]
        return (nearest >= 0) & (ends - places < width)


def find(text: TextPostings, terms: Sequence[int], slop: int, candidates: DocSet) -> Found:
    """Find the terms (numbers) near each other among documents that hold them all."""
    times = Counter(terms)
    sought = [Sought(places_of(text, term, candidates), times[term]) for term in times]
    sought.sort(key=lambda each: len(each.places))
    if not len(sought[0].places):
        return documents_of(sought[0].places, text, candidates.size)
    return documents_of(_near(sought, len(terms) + slop, text), text, candidates.size)


def _near(sought: Sequence[Sought], width: int, text: TextPostings) -> Places:
    """Return a place of each document and field that has such a window, or more of them.

    Every window holds the rarest term. Most documents of common words have one that ends or begins
    with it, or has it in the middle; only of the others all windows are looked at.
    """
    left, found = sought[0].places, []
    parts, is_found = _parts(left, text), np.zeros(2 * len(text.title_words), bool)
    for behind in (0, width // 2, width - 1):
        holding = _holding(sought, left + behind, width)
        found.append(left[holding])
        is_found[parts[holding]] = True
        unknown = ~is_found[parts]
        left, parts = left[unknown], parts[unknown]
    ends = np.sort(np.concatenate([_between(each.places, left, width) for each in sought]))
    return np.sort(np.concatenate([*found, ends[_holding(sought, ends, width)]]))


def _holding(sought: Sequence[Sought], ends: Places, width: int) -> NDArray[np.intp]:
    """Return of which ends the windows hold all terms, by their number."""
    holding = np.arange(len(ends))
    for each in sought:
        holding = holding[each.stands_before(ends[holding], width)]
    return holding


def _parts(places: Places, text: TextPostings) -> Places:
    """Return a number for the document and field of each place."""
    documents = places >> POSITION_BITS
    return documents << 1 | ((places & POSITION_MASK) >= text.title_words[documents])


def _between(places: Places, starts: Places, width: int) -> Places:
    """Return the places at most a window behind one of the starts, each once."""
    first = np.searchsorted(places, starts)
    last = np.searchsorted(places, starts + width)
    first[1:] = np.maximum(first[1:], last[:-1])  # windows overlap
    counts = np.maximum(last - first, 0)
    skipped = np.repeat(first - np.cumsum(counts) + counts, counts)
    return places[skipped + np.arange(len(skipped))]
