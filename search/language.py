"""What people type into a query tree; the same text always means the same, whatever the engine.

    query    = group+                        words side by side: all (or, with match=any, any)
    group    = both ("OR" both)*
    both     = unary ("AND" unary)*
    unary    = ("NOT" | "-") unary | phrase | "(" query ")" | word

What cannot be read so is repaired, and the repairs are told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from search.analysis import terms

MAX_CHARACTERS = 512
MAX_TERMS = 32
MAX_DEPTH = 8


class QueryTooLarge(ValueError):
    """The query would cost more than one search may; the message says which limit it passes."""


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
    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


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


Node = Everything | Word | Phrase | Not | And | Or


@dataclass(frozen=True)
class Query:
    """A tree and what was repaired to get it."""

    tree: Node
    repairs: tuple[str, ...] = ()

    def words(self) -> Iterator[Word | Phrase]:
        """Yield what is searched for, not what is excluded."""
        yield from _positive(self.tree)

    def in_words(self) -> str:
        """Return the tree as part of a sentence."""
        return _in_words(self.tree)


def _positive(node: Node) -> Iterator[Word | Phrase]:
    if isinstance(node, Word | Phrase):
        yield node
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _positive(child)


def _in_words(node: Node, inner: bool = False) -> str:
    match node:
        case Everything():
            return "every article"
        case Word(text):
            return f"“{text}”"
        case Phrase(text):
            return f"the phrase “{text}”"
        case Not(child):
            return f"not {_in_words(child, inner=True)}"
        case And(children) | Or(children):
            joint = " and " if isinstance(node, And) else " or "
            text = joint.join(_in_words(child, inner=True) for child in children)
            return f"({text})" if inner else text


class Sign(Enum):
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "”": "”"}
Piece = Sign | Word | Phrase


def parse(text: str, match_any: bool = False) -> Query:
    """Read typed text; raises QueryTooLarge."""
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLarge(
            f"The search is {len(text):,} characters long; at most {MAX_CHARACTERS} are searched."
        )
    reader = _Reader(match_any=match_any)
    reader.pieces = list(_pieces(text, reader.repairs))
    tree = reader.read_all()
    _check_terms(reader.pieces)
    return Query(tree, tuple(dict.fromkeys(reader.repairs)))


def _check_terms(pieces: list[Piece]) -> None:
    count = sum(len(terms(piece.text)) for piece in pieces if not isinstance(piece, Sign))
    if count > MAX_TERMS:
        raise QueryTooLarge(f"The search has {count} words; at most {MAX_TERMS} are searched.")


def _pieces(text: str, repairs: list[str]) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in QUOTES:
            end = _end_of_phrase(text, at)
            if end == len(text):
                repairs.append("A quotation mark had no partner; the phrase runs to the end.")
            yield from _searchable(Phrase(" ".join(text[at + 1 : end].split())), repairs)
            at = end + 1
        elif sign in "()":
            yield Sign(sign)
            at += 1
        elif sign in "-−" and at + 1 < len(text) and not text[at + 1].isspace():
            yield Sign.NOT
            at += 1
        elif sign.isspace():
            at += 1
        else:
            end = _end_of_word(text, at)
            word = text[at:end]
            if word in ("AND", "OR", "NOT"):
                yield Sign(word)
            else:
                yield from _searchable(Word(word), repairs)
            at = end


def _end_of_phrase(text: str, start: int) -> int:
    closing = QUOTES[text[start]]
    ends = (at for at in range(start + 1, len(text)) if text[at] in closing or text[at] == '"')
    return next(ends, len(text))


def _end_of_word(text: str, start: int) -> int:
    stop = set("()") | QUOTES.keys()
    ends = (at for at in range(start, len(text)) if text[at].isspace() or text[at] in stop)
    return next(ends, len(text))


def _searchable(piece: Word | Phrase, repairs: list[str]) -> Iterator[Word | Phrase]:
    if terms(piece.text):
        yield piece
    else:
        repairs.append(f"“{piece.text}” holds no letter or digit and was ignored.")


@dataclass
class _Reader:
    """Recursive descent over the pieces; `at` is the next one."""

    match_any: bool
    pieces: list[Piece] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    at: int = 0
    depth: int = 0

    def read_all(self) -> Node:
        found = []
        while self.at < len(self.pieces):
            node = self._query()
            if node:
                found.append(node)
            if self._accept(Sign.CLOSE):
                self.repairs.append("A closing bracket had no partner and was ignored.")
        return self._side_by_side(found) or Everything()

    def _accept(self, sign: Sign) -> bool:
        if self.at < len(self.pieces) and self.pieces[self.at] is sign:
            self.at += 1
            return True
        return False

    def _query(self) -> Node | None:
        found = []
        while self.at < len(self.pieces) and self.pieces[self.at] is not Sign.CLOSE:
            node = self._group()
            if node:
                found.append(node)
        return self._side_by_side(found)

    def _side_by_side(self, nodes: list[Node]) -> Node | None:
        """Join words that stand side by side; excluded ones always restrict the others."""
        wanted = [node for node in nodes if not isinstance(node, Not)]
        unwanted = [node for node in nodes if isinstance(node, Not)]
        if self.match_any and len(wanted) > 1:
            wanted = [Or(tuple(wanted))]
        return _join(And, [*wanted, *unwanted])

    def _group(self) -> Node | None:
        return self._chain(Sign.OR, Or, self._both)

    def _both(self) -> Node | None:
        return self._chain(Sign.AND, And, self._unary)

    def _chain(self, sign: Sign, kind: type[And] | type[Or], operand: object) -> Node | None:
        found = [operand()]  # type: ignore[operator]
        while self._accept(sign):
            found.append(operand())  # type: ignore[operator]
        if None in found and len(found) > 1:
            self.repairs.append(f"{sign.value} had nothing on one side and was ignored.")
        return _join(kind, [node for node in found if node])

    def _unary(self) -> Node | None:
        if self.at == len(self.pieces):
            return None
        piece = self.pieces[self.at]
        if isinstance(piece, Word | Phrase):
            self.at += 1
            return piece
        if piece is Sign.NOT:
            return self._not()
        return self._bracket() if piece is Sign.OPEN else None

    def _not(self) -> Node | None:
        self.at += 1
        with_depth = self._deeper(self._unary)
        if with_depth is None:
            self.repairs.append("NOT had nothing to exclude and was ignored.")
            return None
        return with_depth.child if isinstance(with_depth, Not) else Not(with_depth)

    def _bracket(self) -> Node | None:
        self.at += 1
        node = self._deeper(self._query)
        if not self._accept(Sign.CLOSE):
            self.repairs.append("An opening bracket had no partner; it was closed at the end.")
        return node

    def _deeper(self, read: object) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryTooLarge(f"The search nests deeper than {MAX_DEPTH} levels.")
        node: Node | None = read()  # type: ignore[operator]
        self.depth -= 1
        return node


def _join(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """Return a node of the kind, flattened; a single child alone."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.children if isinstance(node, kind) else [node])
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))
