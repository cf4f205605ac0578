"""The fields of the query language: what `title:…`, `actor:…` and the others make of a leaf.

Every facet is a field, too. What stands behind a field may be a tree; a field inside it wins.
"""

import re
from collections.abc import Callable
from functools import partial

from search import windows
from search.facets import FACETS
from search.tree import (
    Constraint,
    Dated,
    InIssue,
    Leaf,
    Node,
    Phrase,
    Tagged,
    Within,
    Word,
    mapped,
)

ISSUE = re.compile(r"([0-9]+)/([0-9]+)")


class NotInField(ValueError):
    """A field cannot mean what stands behind it; the message says what it takes."""


def within(field: str, node: Node) -> Node:
    """Return the tree with each leaf read as the field reads it; raises NotInField."""
    return mapped(node, partial(_apply, field))


def _apply(field: str, leaf: Leaf) -> Node:
    return leaf if isinstance(leaf, Within | Constraint) else FIELDS[field](leaf)


def _in_text(field: str, leaf: Leaf) -> Node:
    return Within(field, leaf)  # type: ignore[arg-type]  # _apply lets no other leaf pass


def _tagged(facet: str, leaf: Leaf) -> Node:
    return Tagged(facet, _value(leaf, "a name"))


def _in_issue(leaf: Leaf) -> Node:
    wanted = "volume and number in digits, like 7/4"
    found = ISSUE.fullmatch(_value(leaf, wanted))
    if not found:
        raise NotInField(f"takes {wanted}")
    return InIssue(found[1], found[2])


def _dated(leaf: Leaf) -> Node:
    typed = _value(leaf, "days like 1999-10")
    try:
        ends = windows.read(typed)
    except windows.NoDate as error:
        wanted = (
            "takes days like 1999, 1999-10, 1999-10-05..2000 or “October 1999” in quotation marks"
        )
        raise NotInField(wanted) from error
    return Dated(ends[0], ends[-1])


def _value(leaf: Leaf, kind: str) -> str:
    """Return the text of a word or phrase, without what punctuates the sentence around it."""
    if not isinstance(leaf, Word | Phrase) or (isinstance(leaf, Phrase) and leaf.slop):
        raise NotInField(f"takes {kind}, without * ? or ~")
    text = leaf.text.rstrip(",;:!?")
    return text if text.endswith("..") else text.removesuffix(".")


# What fields are called elsewhere; read as ours, and told.
ALSO_CALLED = {
    "intitle": "title",
    "text": "body",
    "person": "actor",
    "country": "region",
    "place": "region",
    "source": "outlet",
    "year": "date",
}
FIELDS: dict[str, Callable[[Leaf], Node]] = {
    **{field: partial(_in_text, field) for field in ("title", "body")},
    **{facet: partial(_tagged, facet) for facet in FACETS},
    "issue": _in_issue,
    "date": _dated,
}
