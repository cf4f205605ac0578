"""A text with two of its words as one, or one as two: peace keepers, peacekeepers.

`search.compounds` does so in every search where a text writes a hyphen. Without this evidence the
words may mean something else, so that the other way is only offered.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from search.analysis import TOKEN

# Text in order, and which of it is new.
Pieces = list[tuple[str, bool]]

# Letters of a part; with shorter ones nearly any word could be two.
LEAST_LETTERS = 4
PATTERNS = ("*", "?", "~")
OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
# A word behind a field or a hyphen, or before a weight, is held by it and cannot be two.
BEFORE, BEHIND = (*PATTERNS, ":", "-"), (*PATTERNS, ":", "-", "^")


def rejoined(q: str, typed: Sequence[str], articles: Callable[[str], int]) -> Iterator[Pieces]:
    """Yield the text so changed in one place; `articles` tells how many have a word."""
    found = [each for each in TOKEN.finditer(q) if each[0] in typed and not _is_held(q, each)]
    for first, second in pairwise(found):
        joined = first[0] + second[0].lower()
        if q[first.end() : second.start()].isspace() and articles(joined):
            yield _with(q, first.start(), second.end(), joined)
    if OPERATOR.search(q):
        return  # which of the two words it joins would change
    for each in found:
        for parts in () if articles(each[0]) else _parts(each[0]):
            if all(map(articles, parts)):
                yield _with(q, each.start(), each.end(), " ".join(parts))


def _is_held(q: str, word: re.Match[str]) -> bool:
    return q[: word.start()].endswith(BEFORE) or q[word.end() :].startswith(BEHIND)


def _parts(word: str) -> Iterator[tuple[str, str]]:
    for at in range(LEAST_LETTERS, len(word) - LEAST_LETTERS + 1):
        yield word[:at], word[at:]


def _with(q: str, start: int, end: int, words: str) -> Pieces:
    pieces = [(q[:start], False), (words, True), (q[end:], False)]
    return [piece for piece in pieces if piece[0]]
