"""The tree of a query: small classes that print themselves, in the language and in words."""

import fnmatch
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from search import limits
from search.analysis import fold


@dataclass(frozen=True)
class Everything:
    def __str__(self) -> str:
        return "everything"


@dataclass(frozen=True)
class Word:
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Phrase:
    """Words in their order, each at most `slop` + 1 positions after the one before."""

    text: str
    slop: int = 0

    def __str__(self) -> str:
        return f'"{self.text}"~{self.slop}' if self.slop else f'"{self.text}"'


@dataclass(frozen=True)
class Prefix:
    """Every word whose folded form begins with `folded`."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Wildcard:
    """Every word whose folded form fits: `?` is one character of it, `*` any number."""

    text: str

    def __str__(self) -> str:
        return self.text

    @cached_property
    def folded(self) -> str:
        """The pattern with its letters folded; the signs stay."""
        return "".join(part if part in "?*" else fold(part) for part in self._parts)

    @cached_property
    def beginning(self) -> str:
        """The letters before the first sign, folded."""
        return fold(self._parts[0])

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What the whole of a folded word has to match; takes linear time, whatever is typed."""
        return re.compile(fnmatch.translate(self.folded))

    @property
    def _parts(self) -> list[str]:
        return re.split(r"([?*])", self.text)


@dataclass(frozen=True)
class Fuzzy:
    """Every word whose folded form is at most `distance` edits (Levenshtein) from `folded`."""

    text: str
    distance: int = 1

    def __str__(self) -> str:
        return f"{self.text}~{self.distance}"

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Name:
    """Typed words that are a name: they, or any one of its other forms as a phrase.

    Made of words by `search.expansion`; it prints the words. `factor` is what another form counts,
    beside 1 of the words as typed.
    """

    words: tuple[Word, ...]
    forms: tuple[Phrase, ...]
    match_any: bool = False
    factor: float = 1.0

    def __str__(self) -> str:
        return str(self.typed)

    @cached_property
    def typed(self) -> "Word | And | Or":
        if len(self.words) == 1:
            return self.words[0]
        return Or(self.words) if self.match_any else And(self.words)

    @property
    def told(self) -> str:
        return f"{in_words(self.typed)} (also {', '.join(form.text for form in self.forms)})"


@dataclass(frozen=True)
class Boosted:
    """What it finds is that of the child; it counts `factor` times for the order."""

    child: "Node"
    factor: float

    def __str__(self) -> str:
        return f"{self.child}^{self.factor:g}"


@dataclass(frozen=True)
class Not:
    child: "Node"

    def __str__(self) -> str:
        return f"NOT {self.child}"


@dataclass(frozen=True)
class And:
    children: tuple["Node", ...]

    def __str__(self) -> str:
        return "(" + " AND ".join(map(str, self.children)) + ")"


@dataclass(frozen=True)
class Or:
    children: tuple["Node", ...]

    def __str__(self) -> str:
        return "(" + " OR ".join(map(str, self.children)) + ")"


Leaf = Word | Phrase | Prefix | Wildcard | Fuzzy
Node = Everything | Leaf | Name | Boosted | Not | And | Or


def weighted(node: Node, factor: float) -> Node:
    """Return the node with its weight, of which a node has one at most."""
    if isinstance(node, Boosted):
        return weighted(node.child, limited(node.factor * factor))
    return node if factor == 1 else Boosted(node, factor)


def limited(factor: float) -> float:
    least, most = limits.WEIGHTS
    return round(min(max(factor, least), most), 2)


def wanted(node: Node) -> Iterator[Leaf]:
    """Yield the leaves that are searched for, not those that are excluded."""
    match node:
        case Everything() | Not():
            return
        case Boosted(child):
            yield from wanted(child)
        case Name(words, forms):
            yield from words
            yield from forms
        case And(children) | Or(children):
            for child in children:
                yield from wanted(child)
        case _:
            yield node


def in_words(node: Node, inner: bool = False) -> str:
    """Return the tree as part of a sentence; `inner` ones are bracketed where they have parts."""
    match node:
        case Everything():
            return "every article"
        case Name():
            return node.told
        case Boosted(child, factor):
            return f"{in_words(child, inner=True)} (weight {factor:g})"
        case Not(child):
            return f"not {in_words(child, inner=True)}"
        case And(children) | Or(children):
            joint = " and " if isinstance(node, And) else " or "
            text = joint.join(in_words(child, inner=True) for child in children)
            return f"({text})" if inner else text
        case _:
            return _leaf_in_words(node)


def _leaf_in_words(leaf: Leaf) -> str:
    match leaf:
        case Word(text):
            return f"“{text}”"
        case Phrase(text, 0):
            return f"the phrase “{text}”"
        case Phrase(text, slop):
            words = "1 word" if slop == 1 else f"{slop} words"
            return f"the words “{text}” within {words} of each other"
        case Prefix(text):
            return f"words beginning with “{text}”"
        case Wildcard(text):
            return f"words like “{text}”"
        case Fuzzy(text, distance):
            return f"words spelled {'almost' if distance == 1 else 'roughly'} like “{text}”"
