"""How each engine reads a text into terms, told again in Python to explain what they find."""

import re
from functools import cache

import Stemmer
from whoosh.analysis import STOP_WORDS, StemmingAnalyzer

from search.analysis import terms

WORD = re.compile(r"[^\W_]+")
# PostgreSQL's parser reads oil/gas as a path, and bank.oil as a host.
WORD_OR_ADDRESS = re.compile(r"[^\W_]+(?:[/.][^\W_]+)*")

_porter = Stemmer.Stemmer("porter").stemWord
_porter2 = Stemmer.Stemmer("english").stemWord
_whoosh = StemmingAnalyzer()


@cache
def archive(text: str) -> list[str]:
    return terms(text)


@cache
def tantivy(text: str) -> list[str]:
    """SimpleTokenizer, RemoveLongFilter, LowerCaser, Stemmer, as registered for en_stem."""
    return [_porter2(word.lower()) for word in WORD.findall(text) if len(word.encode()) < 40]


@cache
def fts5(text: str) -> list[str]:
    """The tokenizer `porter unicode61`, but for the accents that it removes."""
    return [_porter(word.lower()) for word in WORD.findall(text)]


@cache
def whoosh(text: str) -> list[str]:
    return [token.text for token in _whoosh(text)]


@cache
def postgresql(text: str) -> list[str]:
    """The configuration `english` roughly: it stops more words than Whoosh."""
    words = [word.lower() for word in WORD_OR_ADDRESS.findall(text)]
    return [_porter2(word) for word in words if word not in STOP_WORDS]


OF = {
    "archive": archive,
    "tantivy": tantivy,
    "fts5": fts5,
    "whoosh": whoosh,
    "postgresql": postgresql,
}
