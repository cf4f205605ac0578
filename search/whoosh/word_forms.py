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
    return sorted(found - {word}, key=lambda form: (len(form), form))


def _forms(content: Content, number: int) -> Iterable[str]:
    by_term = content.derived.get("words by term", None, lambda: _by_term(content))
    own = by_term.words[by_term.starts[number] : by_term.starts[number + 1]]
    return (content.words[place].decode() for place in own.tolist())


def _by_term(content: Content) -> ByTerm:
    numbers = term_numbers(content)
    words = np.argsort(numbers, kind="stable")
    # One start more than there are terms: where the words of the last one end.
    starts = np.searchsorted(numbers[words], np.arange(len(content.text.terms) + 1))
    return ByTerm(words, starts)
