"""The words of the index as written, weighed by the articles that have them.

Segments keep their words folded and unstemmed (`Content.words`), and count articles by term. So a
word counts here with all forms of it: what a search for it finds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from search.analysis import TOKEN, fold, term
from search.spelling import Weighed
from search.whoosh.docsets import Mask
from search.whoosh.documents import texts
from search.whoosh.lexicon import near
from search.whoosh.segments import Content, Segment

_stems = Stemmer.Stemmer("english").stemWords

# Of the words that begin so, or look so, the most frequent are looked at closer, by segment.
MOST_WEIGHED = 40
# Articles of a segment whose texts tell which form of a word is usual; the index knows stems only.
SAMPLE = 200


class Wordlist:
    """The words of all segments, weighed by the articles that also have some other terms."""

    def __init__(self, segments: Sequence[Segment], beside: Sequence[str] = ()) -> None:
        self._segments = segments
        self._counted = [with_all(segment, beside) for segment in segments]

    def articles(self, word: str) -> int:
        return self._articles_with(term(word))

    def _articles_with(self, stem: str) -> int:
        total = 0
        for segment, counted in zip(self._segments, self._counted, strict=True):
            if (number := segment.text.find(stem)) is not None:
                total += int(np.count_nonzero(counted[segment.text.documents(number)]))
        return total

    def beginning_with(self, prefix: str, most: int) -> list[Weighed]:
        """Return the most frequent words with a folded prefix, the usual form of each stem."""
        words: set[str] = set()
        for segment in self._segments:
            content = segment.content
            found = content.words.beginning_with(prefix.encode())
            frequencies = _frequencies(content, found)
            if len(prefix) == 1:  # function words would leave the others no room
                frequencies = np.where(frequencies > content.size // 2, 0, frequencies)
            chosen = _most_frequent(frequencies)
            words.update(content.words[found.start + place].decode() for place in chosen)
        usual = self._usual_forms()
        return self._weighed(words, lambda each: (-usual[each], len(each), each))[:most]

    def _usual_forms(self) -> Counter[str]:
        """Return how often forms of words stand in a sample of the articles."""
        samples = [_in_sample(segment.content) for segment in self._segments]
        # Adding Counters copies them, and nearly always one segment is all there is.
        return samples[0] if len(samples) == 1 else sum(samples, Counter())

    def _weighed(
        self, words: Iterable[str], rank: Callable[[str], tuple[Any, ...]]
    ) -> list[Weighed]:
        """Return words that articles have, most frequent first; of one stem the first by rank."""
        of_stems: dict[str, str] = {}
        for word in sorted(words, key=rank):
            of_stems.setdefault(term(word), word)
        weighed = [
            Weighed(word, articles)
            for stem, word in of_stems.items()
            if (articles := self._articles_with(stem))
        ]
        return sorted(weighed, key=lambda each: (-each.articles, each.word))

    def near(self, word: str, distance: int) -> list[Weighed]:
        """Return other words at most so many edits away, the most frequent first.

        Two letters swapped are one edit: Damerau's distance, restricted (`rapidfuzz.distance.OSA`).
        """
        words: set[str] = set()
        for segment in self._segments:
            words.update(near(segment.content, word, distance, OSA.distance))

        usual = self._usual_forms()

        def likeness(other: str) -> tuple[int, int, str]:
            return OSA.distance(word, other), -usual[other], other

        return self._weighed(words - {word}, likeness)


def _in_sample(content: Content) -> Counter[str]:
    return content.derived.get("words of a sample", None, lambda: _count_sample(content))


def _count_sample(content: Content) -> Counter[str]:
    keys = content.columns["article"][:: -(-content.size // SAMPLE)]
    tokens = Counter(
        token for text in texts(keys.tolist()).values() for token in TOKEN.findall(text)
    )
    found: Counter[str] = Counter()
    for token, count in tokens.items():
        found[fold(token)] += count
    return found


def _most_frequent(frequencies: NDArray[np.int64]) -> list[int]:
    most = min(MOST_WEIGHED, len(frequencies))
    chosen = np.argpartition(-frequencies, most - 1)[:most] if most else frequencies
    return [int(place) for place in chosen if frequencies[place]]


def with_all(segment: Segment, terms: Sequence[str]) -> Mask:
    """Return which documents live and have all the terms."""
    counted = segment.alive
    for each in terms:
        having = np.zeros(segment.size, bool)
        if (number := segment.text.find(each)) is not None:
            having[segment.text.documents(number)] = True
        counted = counted & having
    return counted


def _frequencies(content: Content, words: range) -> NDArray[np.int64]:
    """Return for some words how many documents have each in any form, deleted ones included."""
    counts = content.derived.get(
        "documents of terms", None, lambda: np.append(content.text.counts, 0)
    )
    found: NDArray[np.int64] = counts[term_numbers(content)[words.start : words.stop]]
    return found


def term_numbers(content: Content) -> NDArray[np.int64]:
    """Return for each of the segment's words the number of its term; -1 where it has none.

    Of a word that only documents since deleted had, a merge may have dropped the term.
    """
    return content.derived.get("terms of words", None, lambda: _find_terms(content))


def _find_terms(content: Content) -> NDArray[np.int64]:
    numbers = {each: number for number, each in enumerate(content.text.terms)}
    stems = _stems([word.decode() for word in content.words])
    return np.fromiter((numbers.get(stem.encode(), -1) for stem in stems), np.int64, len(stems))
