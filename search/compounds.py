"""Words of two parts, however they are joined: peace-keepers, peacekeepers and peace keepers.

The texts tell which words have parts: those that one of them writes with a hyphen, and letters with
full stops (U.S.). What the index knows of them makes other forms of what was typed, as of a name.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from search.analysis import TOKEN, fold, term, terms
from search.tree import And, Boosted, Name, Node, Not, Or, Phrase, Within, Word

HYPHENATED = re.compile(rf"({TOKEN.pattern})[-‐‑]({TOKEN.pattern})")  # hyphens: U+2010, U+2011
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")
# Shorter ones would stand beside words that mean something else (re-d, a-t); not so S-300, W-2.
LEAST_LETTERS = 4
MOST_FORMS = 4


class Words(Protocol):
    """What the index knows of words; `terms` are as `search.analysis` makes them."""

    def knows(self, terms: Sequence[str]) -> bool: ...
    def is_common(self, word: str) -> bool: ...
    def compounds(self, term: str) -> list[str]:
        """Return words of parts that are this term when their parts are joined."""


class Compound(NamedTuple):
    """The parts of a word, folded, and the sign between them."""

    parts: tuple[str, ...]
    sign: str

    @property
    def joined(self) -> str:
        return "".join(self.parts)

    def __str__(self) -> str:
        text = self.sign.join(self.parts)
        return f"{text.upper()}." if self.sign == "." else text


def candidates(text: str) -> list[str]:
    """Return what may be words of parts in a text, quickly."""
    return [piece for piece in text.split() if "-" in piece or "." in piece[:-1] or "‑" in piece]


def compound(piece: str) -> Compound | None:
    """Return the parts of a piece of text between blanks, if it is a word of parts."""
    core = AROUND.sub("", piece)
    if found := HYPHENATED.fullmatch(core):
        made = Compound(tuple(map(fold, found.groups())), "-")
        is_long = len(made.joined) >= LEAST_LETTERS or not made.joined.isalpha()
        return made if all(made.parts) and is_long and not made.joined.isdigit() else None
    if DOTTED.fullmatch(core):
        return Compound(tuple(map(fold, core.split("."))), ".")
    return None


def expanded(node: Node, words: Words) -> Node:
    """Return the tree with each word or phrase in all its forms, joined and apart."""
    match node:
        case Word(text) | Phrase(text, 0):
            forms = tuple(map(Phrase, _forms(text, words)))
            return Name((node,), forms) if forms else node
        case Within(field, leaf):
            found = expanded(leaf, words)
            return Within(field, found) if isinstance(found, Name) else node
        case Boosted(child, factor):
            return Boosted(expanded(child, words), factor)
        case Not(child):
            return Not(expanded(child, words))
        case And(children):
            parts = tuple(_side_by_side(children, words))
            return And(parts) if len(parts) > 1 else parts[0]
        case Or(children):
            return Or(tuple(expanded(child, words) for child in children))
    return node


def _side_by_side(children: Sequence[Node], words: Words) -> Iterator[Node]:
    """Expand children; two words side by side as one, where they are its parts."""
    at = 0
    while at < len(children):
        first, second = children[at], children[at + 1] if at + 1 < len(children) else None
        if isinstance(first, Word) and isinstance(second, Word):
            joined = _joined(first.text, second.text, words)
            if joined:
                yield Name((first, second), (Phrase(joined),))
                at += 2
                continue
        yield expanded(first, words)
        at += 1


def _forms(text: str, words: Words) -> list[str]:
    """Return the text with one of its words, or two side by side, in another form each."""
    pieces = text.split()
    found = [
        [*pieces[:at], other, *pieces[at + 1 :]]
        for at, piece in enumerate(pieces)
        for other in _others(piece, words)
    ]
    for at, pair in enumerate(pairwise(pieces)):
        if joined := _joined(*pair, words):
            found.append([*pieces[:at], joined, *pieces[at + 2 :]])
    return [" ".join(each) for each in found[:MOST_FORMS]]


def _others(piece: str, words: Words) -> list[str]:
    if piece.isalnum():  # nearly always
        return _apart(piece, words)
    made = compound(piece) if "-" in piece or "." in piece or "‑" in piece else None
    if made:
        # U.S. does not mean us.
        is_other = words.knows([term(made.joined)]) and not (
            made.sign == "." and words.is_common(made.joined)
        )
        return [made.joined] if is_other else []
    core = AROUND.sub("", piece)
    return _apart(core, words) if TOKEN.fullmatch(core) else []


def _apart(core: str, words: Words) -> list[str]:
    return [each for each in words.compounds(term(core)) if "-" in each or core.isupper()]


def _joined(first: str, second: str, words: Words) -> str:
    """Return two words as one, where the texts write it so, and with a hyphen, too."""
    whole = first + second
    if not (whole.isalnum() or TOKEN.fullmatch(whole)) or not (
        known := words.compounds(term(whole))
    ):
        return ""
    parts = terms(f"{first} {second}")
    is_known = words.knows([term(whole)]) and any(terms(each) == parts for each in known)
    return whole if is_known else ""
