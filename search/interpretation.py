"""A query in good English: what was understood of what was typed."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from search.analysis import TOKEN, fold, is_latin, terms
from search.days import window_in_words
from search.facets import FACETS
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
EVERYTHING = "All articles"
# Other forms told of one word, and of all: a sentence that was pasted has many.
MOST_FORMS_OF_ONE, MOST_FORMS = 3, 8
MOST_LABELS = 8

FormsOf = Callable[[str], Sequence[str]]


def no_forms(word: str) -> Sequence[str]:
    return ()


def clauses(tree: Node, other_forms: FormsOf = no_forms) -> list[str]:
    """Return the sentence's clauses, without its end: what words are searched, then constraints.

    `other_forms` tells in what forms the texts have a word beside the one typed.
    """
    parts = tree.children if isinstance(tree, And) else (tree,)
    constraints = [part for part in parts if _is_constraint(part)]
    words = [part for part in parts if not _is_constraint(part) and part != Everything()]
    told = EVERYTHING
    if words:
        told = f"Searched for {_all_of(words)}{_in_other_forms(words, other_forms)}"
    return [told, *map(in_words, constraints)]


def searched_for(q: str) -> str:
    """Return the clause of one word or name that nothing else is told of."""
    return f"Searched for “{q}”"


def names_as_typed(node: Node) -> Node:
    """Return the tree without the other forms of names, where these are told apart from it."""
    match node:
        case Name(factor=factor) if factor < 1:
            return replace(node, forms=())
        case Boosted(child):
            return replace(node, child=names_as_typed(child))
        case Within(field, Name() as name):
            return Within(field, names_as_typed(name))  # type: ignore[arg-type]  # still a name
        case And(children) | Or(children):
            return type(node)(tuple(map(names_as_typed, children)))
    return node


def _is_constraint(node: Node) -> bool:
    child = node.child if isinstance(node, Not) else node
    return isinstance(child, Constraint)


def in_words(node: Node, inner: bool = False) -> str:
    """Return the tree as part of a sentence; `inner` ones are bracketed where they have parts."""
    match node:
        case Everything():
            return "every article"
        case Boosted(child, factor):
            return f"{in_words(child, inner=True)} (weight {factor:g})"
        case Not(Tagged() | InIssue() | Dated() as child):
            return _constraint_in_words(child, "not ")
        case Not(child):
            return f"every article without {in_words(child, inner=True)}"
        case And(children) | Or(children):
            text = _all_of(children) if isinstance(node, And) else _any_of(children)
            return f"({text})" if inner else text
        case Within(field, leaf):
            return f"{in_words(leaf)} in the {FIELDS_IN_WORDS[field]}"
        case Tagged() | InIssue() | Dated():
            return _constraint_in_words(node)
        case Name(words, forms):
            typed = " ".join(word.text for word in words)
            return _quoted(typed, [form.text for form in forms])
        case _:
            return _text_in_words(node)


def _all_of(children: Sequence[Node]) -> str:
    """Join parts by `and`, and what is excluded by `without`."""
    excluded = [child.child for child in children if isinstance(child, Not)]
    wanted = [child for child in children if not isinstance(child, Not)] or [Everything()]
    text = " and ".join(in_words(child, inner=len(children) > 1) for child in wanted)
    without = " and ".join(f"without {in_words(child, inner=True)}" for child in excluded)
    return f"{text} {without}" if without else text


def _any_of(children: Sequence[Node]) -> str:
    return " or ".join(in_words(child, inner=True) for child in children)


def _text_in_words(leaf: TextLeaf) -> str:
    match leaf:
        case Word(text):
            return _quoted(text)
        case Phrase(text, 0):
            return f"the phrase “{text}”"
        case Phrase(text, slop):
            words = "1 word" if slop == 1 else f"{slop} words"
            order = "either" if len(terms(text)) == 2 else "any"
            return f"the words “{text}” with at most {words} between, in {order} order"
        case Prefix(text):
            return f"words beginning with “{text}”"
        case Wildcard(text):
            return f"words like “{text}”"
        case Fuzzy(text, distance):
            letters = "one letter" if distance == 1 else f"{distance} letters"
            return f"words that differ from “{text}” by at most {letters}"


def without_punctuation(text: str) -> str:
    """Return words without what punctuates the sentence behind them; U.S. keeps its full stop."""
    shown = text.rstrip(",;:!?…")
    return shown if "." in shown[:-1] else shown.rstrip(".") or text


def _constraint_in_words(constraint: Constraint, negation: str = "") -> str:
    match constraint:
        case Tagged(facet, name, _, labels):
            kind = FACETS[facet].label.lower()
            return f"{kind} {negation}{_labelled(labels) or f'“{name}”'}"
        case InIssue(volume, number):
            return f"issue {negation}{volume}/{number}"
        case Dated(first, last):
            return f"date {negation}{window_in_words(first, last)}"


def _labelled(labels: Sequence[str]) -> str:
    """Return the records that a name may mean; a word like Vladimir stands in many."""
    more = len(labels) - MOST_LABELS
    shown = labels if more < 1 else [*labels[:MOST_LABELS], f"{more} others"]
    return " or ".join(shown)


def _in_other_forms(words: Sequence[Node], other_forms: FormsOf) -> str:
    """Tell in which other forms the texts have the words: the index keeps their stems only."""
    typed = dict.fromkeys(word for node in words for word in _typed_words(node))
    told = (form for word in typed for form in other_forms(word)[:MOST_FORMS_OF_ONE])
    found = [form for form in dict.fromkeys(told) if form not in typed]
    if not found:
        return ""
    more = ", …" if len(found) > MOST_FORMS else ""
    return f" (other forms, too: {', '.join(found[:MOST_FORMS])}{more})"


def _typed_words(node: Node) -> Iterator[str]:
    """Yield the words that are searched for by their stems, folded."""
    match node:
        case Word(text) | Phrase(text):
            yield from map(fold, TOKEN.findall(text))
        case Boosted(child) | Within(_, child):
            yield from _typed_words(child)
        case And(children) | Or(children) | Name(children):
            for child in children:
                yield from _typed_words(child)


def _quoted(text: str, also: Sequence[str] = ()) -> str:
    """Return quoted words, how they are read if in another script, and what else is searched."""
    shown = without_punctuation(text)
    told = []
    if _is_sign(shown[0]) or _is_sign(shown[-1]) or not (shown.isascii() or is_latin(shown)):
        told.append(f"read as {' '.join(map(_in_latin, TOKEN.findall(shown)))}")
    if also:
        told.append(f"also {', '.join(also)}")
    return f"“{shown}” ({'; '.join(told)})" if told else f"“{shown}”"


def _is_sign(character: str) -> bool:
    """Tell whether it says something that is not searched: $1, 50%, C++."""
    return unicodedata.category(character).startswith("S") or character in "%#"


def _in_latin(word: str) -> str:
    if word.isascii():
        return word
    return fold(word).title() if word[0].isupper() else fold(word)
