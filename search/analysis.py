"""From text to search terms: one rule for what is indexed, typed and marked."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer
from anyascii import anyascii

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stem = Stemmer.Stemmer("english").stemWord  # Porter2, snowballstem.org/algorithms/english


class Token(NamedTuple):
    """A term and the characters [start, end) of the text that it comes from."""

    term: str
    start: int
    end: int


def fold(surface: str) -> str:
    """Return a word in lower-case ASCII letters and digits, unstemmed."""
    ascii_only = surface if surface.isascii() else anyascii(surface)
    return "".join(filter(str.isalnum, ascii_only.lower().removesuffix("'s")))


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are Latin ones, with accents or without."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in filter(str.isalpha, text))


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    return " ".join(filter(None, map(fold, TOKEN.findall(name))))


@lru_cache(maxsize=200_000)
def term(surface: str) -> str:
    """Return the term of one word: folded and stemmed."""
    return str(_stem(fold(surface)))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens in order; what folds to nothing is left out."""
    for match in TOKEN.finditer(text):
        found = term(match[0])
        if found:
            yield Token(found, match.start(), match.end())


def terms(text: str) -> list[str]:
    """Return the terms of a text in order."""
    return [token.term for token in tokens(text)]
