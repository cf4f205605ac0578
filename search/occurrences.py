"""Where the words of a query stand in a text, found without analysing all of it.

A word is looked for by the letters that it must begin with; only what begins so is analysed, by the
rule that the index follows. Few words do, so a page of texts costs less than one whole analysis.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from search.analysis import TOKEN, fold, term, terms
from search.language import Fuzzy, Phrase, Prefix, TextLeaf, Wildcard, Word

# One character for one: what a lower-case text is searched for stands where it stood.
PLAIN = [*zip("’‘“”–—…\xa0İ", '\'"""--. I', strict=True)]
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# One inside a word, but none before a last s: Armenia's begins as it folds.
ODD_APOSTROPHE = re.compile(r"'(?<=[^\W_]')(?=[^\W_])(?!s(?![^\W_']))")
# Porter2 replaces no other last letters, and one at most: happi, hope (hoping), stabl (stability).
ALTERED_LETTERS = "iely"
# Of ASCII, what parts words, as spaces; an apostrophe may stand inside.
PARTING = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "'")}
_folded = lru_cache(maxsize=200_000)(fold)

# The characters [start, end) of a text, and the number of the target that they answer.
Occurrence = tuple[int, int, int]
Ends = dict[int, int]  # of words, by where they start


class Sought(NamedTuple):
    """A word to look for: what its folded form begins with (or any), and whether one is it."""

    beginnings: tuple[str, ...]
    accepts: Callable[[str], bool]


@lru_cache(maxsize=4096)
def _of_term(sought: str) -> Sought:
    is_altered = len(sought) > 2 and sought[-1] in ALTERED_LETTERS
    beginnings: tuple[str, ...] = (sought[:-1] if is_altered else sought,)
    if len(sought) == 3 and sought.endswith("ie"):
        beginnings += (f"{sought[0]}ying",)  # die ← dying
    return Sought(beginnings, lru_cache(512)(lambda surface: term(surface) == sought))


@lru_cache(maxsize=32)
def _of_leaf(leaf: Prefix | Wildcard | Fuzzy) -> Sought:
    match leaf:
        case Prefix():
            begin = leaf.folded
            return Sought((begin,), lambda surface: _folded(surface).startswith(begin))
        case Wildcard():
            fits = leaf.expression.match
            return Sought((leaf.beginning,), lambda surface: bool(fits(_folded(surface))))
        case Fuzzy():
            return Sought((), _nearness(leaf.folded, leaf.distance))


def _nearness(sought: str, distance: int) -> Callable[[str], bool]:
    @lru_cache(maxsize=10_000)
    def is_near(surface: str) -> bool:
        found = _folded(surface)
        return Levenshtein.distance(sought, found, score_cutoff=distance) <= distance

    return is_near


class Target(NamedTuple):
    """A leaf as words to look for: in order, or in any with at most `slop` others among them."""

    words: tuple[Sought, ...]
    slop: int = 0

    @classmethod
    def of(cls, leaf: TextLeaf) -> "list[Target]":
        """Return the leaf as what to look for; nothing where it has no words."""
        if not isinstance(leaf, Word | Phrase):
            return [cls((_of_leaf(leaf),))]
        words = tuple(map(_of_term, terms(leaf.text)))
        if not words:
            return []
        return [cls(words, leaf.slop if isinstance(leaf, Phrase) else 0)]


@lru_cache(maxsize=2048)
def _words_beginning(letters: str) -> re.Pattern[str]:
    """Return an expression for whole words; for short letters, which stand inside many others."""
    inside = rf"(?<![^\W_]{letters})(?<![^\W_]'{letters})"
    return re.compile(rf"{letters}{inside}[^\W_]*(?:'[^\W_]+)*")


def occurrences(text: str, targets: tuple[Target, ...]) -> list[Occurrence]:
    """Return where the targets stand, in order."""
    searched = _Text(text)
    found: list[Occurrence] = []
    for number, (words, slop) in enumerate(targets):
        if len(words) == 1:
            found += [(start, end, number) for start, end in searched.find(words[0]).items()]
        else:
            found += [(start, end, number) for start, end in _chains(searched, words, slop)]
    found.sort()
    return found


def _chains(text: "_Text", words: tuple[Sought, ...], slop: int) -> list[tuple[int, int]]:
    found: dict[Sought, Ends] = {}
    for word in sorted(set(words), key=_shortness):  # a short one costs most to look for
        found[word] = text.find(word)
        if not found[word]:
            return []
    if not slop:
        return _side_by_side(text, [found[word] for word in words])
    return _near(text, [(found[word], words.count(word)) for word in found], len(words) + slop)


def _shortness(word: Sought) -> int:
    return -len(word.beginnings[0])


def _side_by_side(text: "_Text", stands: list[Ends]) -> list[tuple[int, int]]:
    spans = []
    for start, end in stands[0].items():
        for following in stands[1:]:
            end = following.get(text.word_after(end), -1)  # noqa: PLW2901
            if end < 0:
                break
        else:
            spans.append((start, end))
    return spans


def _near(text: "_Text", stands: list[tuple[Ends, int]], width: int) -> list[tuple[int, int]]:
    """Return the words of every window of so many words that holds each so often.

    Words side by side are one span.
    """
    spans = sorted({span for ends, _ in stands for span in ends.items()})
    positions = text.positions([start for start, _ in spans])
    position_of = {start: at for (start, _), at in zip(spans, positions, strict=True)}
    sought = [(sorted(map(position_of.__getitem__, ends)), times) for ends, times in stands]
    found: set[int] = set()
    for number, end in enumerate(positions):
        if all(_stands_before(end, places, times, width) for places, times in sought):
            first = bisect_left(positions, end - width + 1)
            found.update(positions[first : number + 1])
    span_at = dict(zip(positions, spans, strict=True))
    firsts = sorted(at for at in found if at - 1 not in found)
    lasts = sorted(at for at in found if at + 1 not in found)
    return [(span_at[a][0], span_at[b][1]) for a, b in zip(firsts, lasts, strict=True)]


def _stands_before(end: int, places: list[int], times: int, width: int) -> bool:
    """Tell whether a word has so many of its places in the window that ends there."""
    nearest = bisect_right(places, end) - times
    return nearest >= 0 and end - places[nearest] < width


class _Text:
    """A text beside its lower-case form, which has a character for each of its own."""

    def __init__(self, text: str) -> None:
        self.text = text
        if not text.isascii():
            for typographic, plain in PLAIN:
                text = text.replace(typographic, plain)
        self.lower = text.lower()
        self.is_ascii = self.lower.isascii()
        self.odd: Ends = {}
        if not self.is_ascii or ("'" in text and ODD_APOSTROPHE.search(self.lower)):
            self.odd = self._odd_words()

    def find(self, word: Sought) -> Ends:
        """Return where the word stands, in any order."""
        text, accepts = self.text, word.accepts
        if not word.beginnings:
            return self._anywhere(accepts)
        found: Ends = {}
        if self.odd:
            found = {at: end for at, end in self.odd.items() if accepts(text[at:end])}
        for letters in word.beginnings:
            if len(letters) > 2:
                self._find_beginning(self.lower, letters, accepts, found)
                continue
            for match in _words_beginning(letters).finditer(self.lower):
                at, end = match.span()
                if accepts(text[at:end]):
                    found[at] = end
        return found

    def _anywhere(self, accepts: Callable[[str], bool]) -> Ends:
        haystack = self.lower if self.is_ascii else self.text
        found: Ends = {}
        for surface in filter(accepts, self._surfaces):
            self._find_beginning(haystack, surface, accepts, found)
        return found

    def _find_beginning(
        self, haystack: str, letters: str, accepts: Callable[[str], bool], found: Ends
    ) -> None:
        """Add the accepted words that begin so; the haystack is the text or its lower-case form."""
        text, find, token_at = self.text, haystack.find, TOKEN.match
        at = find(letters)
        while at >= 0:
            end = at + 1
            if not at or haystack[at - 1] == " " or not self._continues_word(at):
                surface = token_at(text, at)[0]  # type: ignore[index]
                end = at + len(surface)
                if accepts(surface):
                    found[at] = end
            at = find(letters, end)

    def word_after(self, at: int) -> int:
        """Return where the next word starts, -1 if there is none; `at` is the end of a word."""
        following = (m.start() for m in TOKEN.finditer(self.text, at) if term(m[0]))
        return next(following, -1)

    def positions(self, starts: list[int]) -> list[int]:
        """Return the positions of words, counted from the first of them on."""
        counts = [0]
        for start, end in pairwise(starts):
            words = TOKEN.findall(self.text, start, end)
            number = len(words) if self.is_ascii else sum(1 for word in words if term(word))
            counts.append(counts[-1] + number)
        return counts

    def _continues_word(self, at: int) -> bool:
        before = self.lower[at - 1]
        return before.isalnum() or (before == "'" and at > 1 and self.lower[at - 2].isalnum())

    @cached_property
    def _surfaces(self) -> set[str]:
        """Different words; of ASCII in small letters, parted in a fourth of the time."""
        if not self.is_ascii:
            return set(TOKEN.findall(self.text))
        parts = self.lower.translate(PARTING).replace("''", " ").split()
        return {part.strip("'") for part in parts}

    def _odd_words(self) -> Ends:
        """Words that may begin otherwise than they fold: Əliyev, Гейдар, O'Neill."""
        found = {}
        end = 0
        for match in ODD_APOSTROPHE.finditer(self.lower):
            if match.start() >= end:  # the first of its word
                start, end = self._word_around(match.start() - 1)
                found[start] = end
        return found if self.is_ascii else found | self._with_other_letters()

    def _with_other_letters(self) -> Ends:
        found = {}
        match = NOT_ASCII.search(self.lower)
        while match:
            end = match.end()
            if match[0].isalnum():
                start, end = self._word_around(match.start())
                found[start] = end
            match = NOT_ASCII.search(self.lower, end)
        return found

    def _word_around(self, at: int) -> tuple[int, int]:
        while at and self._continues_word(at):
            at -= 1
        return at, TOKEN.match(self.text, at).end()  # type: ignore[union-attr]
