"""What people type into a query tree; the same text always means the same, whatever the engine.

    query    = group+                        words side by side: all (or, with match=any, any)
    group    = both ("OR" both)*
    both     = unary ("AND" unary)*
    unary    = ("NOT" | "-") unary | (field ":")? ("(" query ")" weight? | piece weight?)
    piece    = word | word "~" n? | word with "*" or "?" | phrase | phrase "~" n
    weight   = "^" number
    field    = "title" | "body" | a facet | "issue" | "date"

What cannot be read so is repaired, and the repairs are told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search import fields, tree
from search.fields import FIELDS, NotInField
from search.limits import MAX_CHARACTERS, MAX_DEPTH, QueryTooLarge
from search.reading import WITHOUT_QUOTES, Field, Piece, Reading, Sign, Weight
from search.tree import (
    And,
    Boosted,
    Dated,
    Everything,
    Fuzzy,
    InIssue,
    Leaf,
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Tagged,
    TextLeaf,
    Wildcard,
    Within,
    Word,
    restricts,
    weighted,
)

__all__ = [
    "And",
    "Boosted",
    "Dated",
    "Everything",
    "Fuzzy",
    "InIssue",
    "Leaf",
    "Name",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "QueryTooLarge",
    "Tagged",
    "TextLeaf",
    "Wildcard",
    "Within",
    "Word",
    "parse",
]


@dataclass(frozen=True)
class Query:
    """A tree and what was repaired to get it."""

    tree: Node
    repairs: tuple[str, ...] = ()

    def words(self, field: str = "body") -> Iterator[TextLeaf]:
        """Yield what is searched for in a field of text, not what is excluded."""
        yield from tree.wanted(self.tree, field)


def parse(text: str, match_any: bool = False) -> Query:
    """Read typed text; raises QueryTooLarge."""
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLarge(
            f"The search is {len(text):,} characters long; at most {MAX_CHARACTERS} are searched."
        )
    reading = Reading()
    reading.read(text)
    reading.check()
    found = _Reader(reading.pieces, reading.repairs, match_any).read_all()
    return Query(found, tuple(dict.fromkeys(reading.repairs)))


def as_typed(text: str) -> str:
    """Return what finds the words of a text in their order, none of its signs meaning anything.

    Nothing where no such search can be made.
    """
    literal = f'"{" ".join(text.translate(WITHOUT_QUOTES).split())}"'
    try:
        return "" if parse(literal).tree == Everything() else literal
    except QueryTooLarge:
        return ""


@dataclass
class _Reader:
    """Recursive descent over the pieces; `at` is the next one."""

    pieces: list[Piece]
    repairs: list[str]
    match_any: bool
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
        """Join what stands side by side; what names no words always restricts the others."""
        wanted: list[Node | None] = [node for node in nodes if not restricts(node)]
        restricting: list[Node | None] = [node for node in nodes if restricts(node)]
        if self.match_any and len(wanted) > 1:
            wanted = [_join(Or, wanted)]
        return _join(And, wanted + restricting)

    def _group(self) -> Node | None:
        return self._chain(Sign.OR, Or, self._both)

    def _both(self) -> Node | None:
        return self._chain(Sign.AND, And, self._unary)

    def _chain(
        self, sign: Sign, kind: type[And] | type[Or], operand: Callable[[], Node | None]
    ) -> Node | None:
        found = [operand()]
        while self._accept(sign):
            found.append(operand())
        if None in found and len(found) > 1:
            self.repairs.append(f"{sign.value} had nothing on one side and was ignored.")
        return _join(kind, found)

    def _unary(self) -> Node | None:
        if self.at == len(self.pieces):
            return None
        piece = self.pieces[self.at]
        if piece is Sign.NOT:
            return self._not()
        if piece is Sign.OPEN:
            return self._bracket()
        if isinstance(piece, Field):
            return self._in_field(piece.name)
        if isinstance(piece, Sign):
            return None
        self.at += 1
        return None if isinstance(piece, Weight) else piece

    def _not(self) -> Node | None:
        self.at += 1
        with_depth = self._deeper(self._unary)
        if with_depth is None:
            self.repairs.append("NOT had nothing to exclude and was ignored.")
            return None
        return with_depth.child if isinstance(with_depth, Not) else Not(with_depth)

    def _in_field(self, name: str) -> Node | None:
        """Read what stands behind a field; what it cannot mean is read as words."""
        self.at += 1
        node = self._unary()
        reason = f"is no field; there are {', '.join(FIELDS)}"
        if node is None:
            self.repairs.append(f"“{name}:” has nothing behind it and was read as a word.")
            return Word(name)
        if name in FIELDS:
            try:
                return fields.within(name, node)
            except NotInField as error:
                reason = str(error)
        self.repairs.append(f"“{name}” {reason}; what was typed was read as words.")
        return _join(And, [Word(name), node])

    def _bracket(self) -> Node | None:
        self.at += 1
        node = self._deeper(self._query)
        if not self._accept(Sign.CLOSE):
            self.repairs.append("An opening bracket had no partner; it was closed at the end.")
        if self.at < len(self.pieces) and isinstance(weight := self.pieces[self.at], Weight):
            self.at += 1
            return self._weighted(node, weight.factor)
        return node

    def _weighted(self, node: Node | None, factor: float) -> Node | None:
        if node is None or isinstance(node, Not):
            self.repairs.append("A weight had nothing to count and was ignored.")
            return node
        return weighted(node, factor)

    def _deeper(self, read: Callable[[], Node | None]) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryTooLarge(f"The search nests deeper than {MAX_DEPTH} levels.")
        node: Node | None = read()
        self.depth -= 1
        return node


def _join(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    """Return a node of the kind, flattened; a single child alone."""
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            flat.extend(node.children)
        elif node:
            flat.append(node)
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))
