"""The words of the index as written, weighed by the articles that have them.

Segments keep their words folded and unstemmed (`Content.words`), and count articles by term. So a
word counts here with all forms of it: what a search for it finds.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from search.analysis import term
from search.spelling import Weighed
from search.whoosh.lexicon import near
from search.whoosh.segments import Content, Segment

_stems = Stemmer.Stemmer("english").stemWords

# Of the words that begin so, or look so, the most frequent are looked at closer, by segment.
MOST_WEIGHED = 60


class Wordlist:
    """The words of all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def articles(self, word: str) -> int:
        return self._articles_with(term(word))

    def _articles_with(self, stem: str) -> int:
        return sum(self._living(segment, stem) for segment in self._segments)

    @staticmethod
    def _living(segment: Segment, stem: str) -> int:
        number = segment.text.find(stem)
        if number is None:
            return 0
        return int(np.count_nonzero(segment.alive[segment.text.documents(number)]))

    def beginning_with(self, prefix: str, most: int) -> list[Weighed]:
        """Return the most frequent words with a folded prefix, the shortest of each stem."""
        words: set[str] = set()
        for segment in self._segments:
            content = segment.content
            found = content.words.beginning_with(prefix.encode())
            chosen = _most_frequent(_frequencies(content)[found.start : found.stop])
            words.update(content.words[found.start + place].decode() for place in chosen)
        return self._weighed(words, lambda each: (len(each), each))[:most]

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

        def likeness(other: str) -> tuple[int, int, str]:
            return OSA.distance(word, other), abs(len(word) - len(other)), other

        return self._weighed(words - {word}, likeness)


def _most_frequent(frequencies: NDArray[np.int64]) -> list[int]:
    most = min(MOST_WEIGHED, len(frequencies))
    chosen = np.argpartition(-frequencies, most - 1)[:most] if most else frequencies
    return [int(place) for place in chosen if frequencies[place]]


def _frequencies(content: Content) -> NDArray[np.int64]:
    """Return for each word how many documents have it in any form, deleted ones included."""
    return content.derived.get("words' frequencies", None, lambda: _count(content))


def _count(content: Content) -> NDArray[np.int64]:
    numbers = {each: number for number, each in enumerate(content.text.terms)}
    stems = _stems([word.decode() for word in content.words])
    places = np.fromiter((numbers.get(stem.encode(), -1) for stem in stems), np.int64, len(stems))
    # A word of which only deleted documents knew the term is in none, as the last place says.
    return np.append(content.text.counts, 0)[places]
