"""A query in good English: what was understood of what was typed."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from search.analysis import TOKEN, fold, term
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
# Stems told of; a sentence that was pasted has many.
MOST_STEMS = 6


def clauses(tree: Node) -> list[str]:
    """Return the sentence's clauses, without its end: what words are searched, then constraints."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    constraints = [part for part in parts if _is_constraint(part)]
    words = [part for part in parts if not _is_constraint(part) and part != Everything()]
    told = f"Searched for {_all_of(words)}{_by_stems(words)}" if words else "All articles"
    return [told, *map(in_words, constraints)]


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
            return f"{_text_in_words(leaf)} in the {FIELDS_IN_WORDS[field]}"
        case Tagged() | InIssue() | Dated():
            return _constraint_in_words(node)
        case Name(words, forms):
            typed = without_punctuation(" ".join(word.text for word in words))
            return f"“{typed}” (also {', '.join(form.text for form in forms)})"
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
            return f"“{without_punctuation(text)}”"
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


def without_punctuation(text: str) -> str:
    """Return words without what punctuates the sentence behind them; U.S. keeps its full stop."""
    shown = text.rstrip(",;:!?…")
    return shown if "." in shown[:-1] else shown.rstrip(".") or text


def _constraint_in_words(constraint: Constraint, negation: str = "") -> str:
    match constraint:
        case Tagged(facet, name, _, labels):
            kind = FACETS[facet].label.lower()
            return f"{kind} {negation}{' or '.join(labels) or f'“{name}”'}"
        case InIssue(volume, number):
            return f"issue {negation}{volume}/{number}"
        case Dated(first, last):
            return f"date {negation}{window_in_words(first, last)}"


def _by_stems(words: Sequence[Node]) -> str:
    """Tell of which words other forms are found, too, that do not begin as the word typed."""
    found = dict.fromkeys(stem for node in words for stem in _stems(node))
    shown = [f"{stem}-" for stem in list(found)[:MOST_STEMS]]
    if not shown:
        return ""
    more = ", …" if len(found) > MOST_STEMS else ""
    return f" (in all forms of {', '.join(shown)}{more})"


def _stems(node: Node) -> Iterator[str]:
    """Yield the stems of typed words that end before the word does, but for an e, or otherwise."""
    match node:
        case Word(text) | Phrase(text) | Within(_, Word(text) | Phrase(text)):
            yield from _stems_of(text)
        case Boosted(child):
            yield from _stems(child)
        case And(children) | Or(children) | Name(children):
            for child in children:
                yield from _stems(child)


@lru_cache(maxsize=10_000)
def _stems_of(text: str) -> tuple[str, ...]:
    pairs = ((term(word), fold(word).removesuffix("e")) for word in TOKEN.findall(text))
    return tuple(stem for stem, shown in pairs if stem.removesuffix("e") != shown)
