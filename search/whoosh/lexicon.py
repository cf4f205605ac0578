"""The words of all segments, as the searches of one commit look them up: each once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from search.analysis import fold, term
from search.folding import begin_alike, readings
from search.language import Fuzzy, Prefix, Wildcard
from search.limits import QueryTooLarge
from search.whoosh.derived import Kept
from search.whoosh.schema import TEXT_FIELDS
from search.whoosh.segments import Content, Segment
from search.whoosh.spellings import LEAST_LETTERS

# Terms that one prefix, wildcard or fuzzy word may stand for.
MOST_TERMS = 1_000
# Spellings of one name that are searched beside the typed one, the most frequent.
MOST_SPELLINGS = 16


class WordNumbers(Kept[str, int | None]):
    """The numbers of a segment's terms; nothing for words that it has not."""

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        self._text = segment.text

    def __missing__(self, word: str) -> int | None:
        self[word] = number = self._text.find(word)
        return number


class Lexicon:
    """The numbers of words in each segment, and the words that patterns stand for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.documents = sum(segment.size for segment in segments)
        # By segment, in their order.
        self.numbers = [WordNumbers(segment) for segment in segments]
        self._frequencies: Kept[str, dict[str, int]] = Kept()
        self._spellings: Kept[str, list[str]] = Kept()
        self._common: Kept[str, bool] = Kept()

    def document_frequencies(self, word: str) -> dict[str, int]:
        """Return by field how many documents have the term there, deleted ones included."""
        known = self._frequencies.get(word)
        if known is None:
            known = self._frequencies[word] = self._count(word)
        return known

    def _count(self, word: str) -> dict[str, int]:
        found = dict.fromkeys(TEXT_FIELDS, 0)
        for segment, numbers in zip(self._segments, self.numbers, strict=True):
            if (number := numbers[word]) is not None:
                for field, own in segment.text.document_frequencies(number).items():
                    found[field] += own
        return found

    def knows(self, terms: Sequence[str]) -> bool:
        """Tell whether each of the terms stands somewhere."""
        return all(any(self.document_frequencies(each).values()) for each in terms)

    def is_common(self, word: str) -> bool:
        """Tell whether the texts also write the word in lower case, as no name."""
        known = self._common.get(word)
        if known is None:
            plain = fold(word)
            known = any(segment.content.spellings.is_common(plain) for segment in self._segments)
            self._common[word] = known
        return known

    def compounds(self, joined: str) -> list[str]:
        """Return words of parts whose parts, joined, are the term, each once."""
        found: list[str] = []
        for segment in self._segments:
            found += segment.content.compounds.of(joined)
        return list(dict.fromkeys(found)) if found else found

    def spellings(self, word: str) -> list[str]:
        """Return names that fold as the word does but are other words, most frequent first.

        None where the word is no name, or too short to be told from others by its folding.
        """
        known = self._spellings.get(word)
        if known is None:
            known = self._spellings[word] = self._find_spellings(word)
        return known

    def _find_spellings(self, word: str) -> list[str]:
        forms = [form for form in readings(word) if len(form) >= LEAST_LETTERS]
        if not forms:
            return []
        found: set[str] = set()
        for segment in self._segments:
            for form in forms:
                found.update(segment.content.spellings.of(form))
        others = {each for each in found if term(each) != term(word) and begin_alike(word, each)}
        if not others or self.is_common(word):
            return []
        names = [each for each in others if not self.is_common(each) and not self._is_stem(each)]
        names.sort(key=lambda each: (-max(self.document_frequencies(term(each)).values()), each))
        return names[:MOST_SPELLINGS]

    def _is_stem(self, word: str) -> bool:
        """Tell whether the index cannot tell the name from a word that is none (Hopes, hope)."""
        return term(word) != word and self.is_common(term(word))

    def terms(self, pattern: Prefix | Wildcard | Fuzzy) -> list[str]:
        """Return the terms of all words that a pattern stands for, in order, each once.

        Raises QueryTooLarge.
        """
        words: set[str] = set()
        for segment in self._segments:
            words.update(_words(segment.content, pattern))
        terms = sorted({term(word) for word in words})
        if len(terms) > MOST_TERMS:
            raise QueryTooLarge(
                f"“{pattern}” stands for {len(terms):,} words; at most {MOST_TERMS:,} are searched."
            )
        return terms


def _words(content: Content, pattern: Prefix | Wildcard | Fuzzy) -> Iterable[str]:
    if isinstance(pattern, Fuzzy):
        return near(content, pattern.folded, pattern.distance, Levenshtein.distance)
    beginning = pattern.folded if isinstance(pattern, Prefix) else pattern.beginning
    found = content.words.beginning_with(beginning.encode())
    words = (word.decode() for word in content.words[found.start : found.stop])
    if isinstance(pattern, Prefix):
        return words
    return filter(pattern.expression.match, words)


def near(content: Content, word: str, distance: int, metric: Callable[..., int]) -> list[str]:
    """Return the words at most so far away; the metric is at least the difference of lengths."""
    by_length = content.derived.get("words by length", None, lambda: _by_length(content))
    lengths = range(len(word) - distance, len(word) + distance + 1)
    words = [each for length in lengths for each in by_length.get(length, ())]
    distances = cdist([word], words, scorer=metric, score_cutoff=distance, dtype=np.uint8)
    return [words[place] for place in np.flatnonzero(distances[0] <= distance).tolist()]


def _by_length(content: Content) -> dict[int, list[str]]:
    """Return all words by their length: no fuzzy word differs by more than that of its letters."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for word in content.words:
        found[len(word)].append(word.decode())
    return found
