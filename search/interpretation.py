"""A query as part of a sentence: what was understood of what was typed."""

from search.days import window_in_words
from search.tree import (
    And,
    Boosted,
    Constraint,
    Dated,
    Everything,
    Fuzzy,
    InIssue,
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
)

FIELDS_IN_WORDS = {"title": "title", "body": "text"}


def in_words(node: Node, inner: bool = False) -> str:
    """Return the tree as part of a sentence; `inner` ones are bracketed where they have parts."""
    match node:
        case Everything():
            return "every article"
        case Boosted(child, factor):
            return f"{in_words(child, inner=True)} (weight {factor:g})"
        case Not(child):
            return f"not {in_words(child, inner=True)}"
        case And(children) | Or(children):
            joint = " and " if isinstance(node, And) else " or "
            text = joint.join(in_words(child, inner=True) for child in children)
            return f"({text})" if inner else text
        case Within(field, leaf):
            return f"{_text_in_words(leaf)} in the {FIELDS_IN_WORDS[field]}"
        case Tagged() | InIssue() | Dated():
            return _constraint_in_words(node)
        case Name(_, forms):
            others = ", ".join(form.text for form in forms)
            return f"{in_words(node.typed)} (also {others})"
        case _:
            return _text_in_words(node)


def _text_in_words(leaf: TextLeaf) -> str:
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


def _constraint_in_words(constraint: Constraint) -> str:
    match constraint:
        case Tagged(facet, name, _, labels):
            return f"{facet} {' or '.join(labels) or f'“{name}”'}"
        case InIssue(volume, number):
            return f"issue {volume}/{number}"
        case Dated(first, last):
            return f"date {window_in_words(first, last)}"
