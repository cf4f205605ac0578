"""In which forms the texts have a word, of which the index keeps the stem only."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis import term
from search.whoosh.segments import Content, Segment
from search.whoosh.wordlist import term_numbers


class ByTerm(NamedTuple):
    """The numbers of a segment's words, ordered by their terms; those of term n from start n on."""

    words: NDArray[np.int64]
    starts: NDArray[np.int64]


def other_forms(
    segments: Iterable[Segment], numbers: Iterable[Mapping[str, int | None]], word: str
) -> list[str]:
    """Return the other words with the term of one that is folded, short ones first."""
    found: set[str] = set()
    for segment, of_terms in zip(segments, numbers, strict=True):
        if (number := of_terms[term(word)]) is not None:
            found.update(_forms(segment.content, number))
    found.discard(word)
    return sorted(sorted(found), key=len) if found else []


def _forms(content: Content, number: int) -> tuple[str, ...]:
    """Return the words of a term; kept, as frequent words are searched for again and again."""
    kept: dict[int, tuple[str, ...]] = content.derived.get("forms of terms", None, dict)
    if number not in kept:
        by_term = content.derived.get("words by term", None, lambda: _by_term(content))
        start, stop = by_term.starts[number : number + 2].tolist()
        own = by_term.words[start:stop].tolist()
        kept[number] = tuple(content.words[place].decode() for place in own)
    return kept[number]


def _by_term(content: Content) -> ByTerm:
    numbers = term_numbers(content)
    words = np.argsort(numbers, kind="stable")
    # One start more than there are terms: where the words of the last one end.
    starts = np.searchsorted(numbers[words], np.arange(len(content.text.terms) + 1))
    return ByTerm(words, starts)
