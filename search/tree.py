"""The tree of a query: small classes that print themselves in the language."""

import fnmatch
import re
from collections.abc import Callable, Iterator
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
    """Words side by side in their order.

    With `slop` they may stand in any order, with at most so many other words among them.
    """

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

    words: tuple[Word | Phrase, ...]
    forms: tuple[Phrase, ...]
    match_any: bool = False
    factor: float = 1.0

    def __str__(self) -> str:
        return str(self.typed)

    @cached_property
    def typed(self) -> "Word | Phrase | And | Or":
        if len(self.words) == 1:
            return self.words[0]
        return Or(self.words) if self.match_any else And(self.words)


@dataclass(frozen=True)
class Within:
    """A leaf, or a name, that has to stand in one field of the text, `title` or `body`."""

    field: str
    leaf: "TextLeaf | Name"

    def __str__(self) -> str:
        return f"{self.field}:{self.leaf}"


@dataclass(frozen=True)
class Tagged:
    """Every article that counts for a record of this name, of the facet's kind.

    `keys` (as documents hold them) and `labels` tell which records these are; both are empty until
    `search.resolution` has resolved the name, and where nothing bears it.
    """

    facet: str
    name: str
    keys: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f'{self.facet}:"{self.name}"'


@dataclass(frozen=True)
class InIssue:
    """Every article of an issue of this volume and number, both in digits.

    `keys` as those of `Tagged`: an issue of each publication may bear the numbers.
    """

    volume: str
    number: str
    keys: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"issue:{self.volume}/{self.number}"


@dataclass(frozen=True)
class Dated:
    """Every article that may lie between two days, both inclusive and written as in addresses.

    `1999`, `1999-10` or `1999-10-05`; an empty one is an open end, but not both are.
    """

    first: str
    last: str

    def __str__(self) -> str:
        return f"date:{self.first if self.first == self.last else f'{self.first}..{self.last}'}"


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


Pattern = Prefix | Wildcard | Fuzzy
TextLeaf = Word | Phrase | Pattern
Constraint = Tagged | InIssue | Dated
Leaf = TextLeaf | Within | Constraint
Node = Everything | Leaf | Name | Boosted | Not | And | Or


def restricts(node: Node) -> bool:
    """Tell whether a node only narrows what words find: it excludes, or names no words."""
    match node:
        case Not() | Tagged() | InIssue() | Dated():
            return True
        case And(children) | Or(children):
            return all(map(restricts, children))
        case Boosted(child):
            return restricts(child)
    return False


def typed(node: Node) -> str:
    """Return the node as it may stand beside others; the words of a name without brackets."""
    return " ".join(map(str, node.words)) if isinstance(node, Name) else str(node)


def weighted(node: Node, factor: float) -> Node:
    """Return the node with its weight, of which a node has one at most."""
    if isinstance(node, Boosted):
        return weighted(node.child, limited(node.factor * factor))
    return node if factor == 1 else Boosted(node, factor)


def limited(factor: float) -> float:
    least, most = limits.WEIGHTS
    return round(min(max(factor, least), most), 2)


def mapped(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """Return the tree with each leaf replaced by what `change` makes of it."""
    match node:
        case Everything() | Name():
            return node
        case Boosted(child, factor):
            return weighted(mapped(child, change), factor)
        case Not(child):
            return Not(mapped(child, change))
        case And(children) | Or(children):
            return type(node)(tuple(mapped(child, change) for child in children))
        case _:
            return change(node)


def cost(node: Node) -> int:
    """Return about how many words' lists an engine reads for the tree; a phrase's count double."""
    match node:
        case Word(text):
            return len(text.split())
        case Phrase(text):
            return 2 * len(text.split())
        case Prefix() | Wildcard() | Fuzzy():
            return 8
        case Within(_, child) | Boosted(child) | Not(child):
            return cost(child)
        case And(children) | Or(children):
            return sum(map(cost, children))
        case Name(words, forms):
            return sum(map(cost, (*words, *forms)))
    return 1


def wanted(node: Node, field: str) -> Iterator[TextLeaf]:
    """Yield the words that are searched for in a field of text, not those that are excluded."""
    match node:
        case Everything() | Not() | Tagged() | InIssue() | Dated():
            return
        case Within(where, leaf):
            if where == field:
                yield from wanted(leaf, field)
        case Boosted(child):
            yield from wanted(child, field)
        case Name(words, forms):
            yield from words
            yield from forms
        case And(children) | Or(children):
            for child in children:
                yield from wanted(child, field)
        case _:
            yield node
