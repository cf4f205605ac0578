"""From words as typed to names in all their spellings: the tree that is searched.

Words side by side that are a known form of a record's name find its other forms too; a word that no
record knows finds the names in the texts that sound alike. What is quoted, excluded or has signs
stays as typed, and so does what may mean several records: these are told as choices.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Protocol, cast

from search.analysis import TOKEN, terms
from search.bearers import Named
from search.folding import folded
from search.names import Match, NameIndex
from search.tree import And, Boosted, Name, Node, Or, Phrase, Within, Word

# What one search may cost: forms of one name, and names with other forms.
MOST_FORMS = 16
MOST_NAMES = 8
# What another form of a known name counts, and a spelling that only sounds alike.
FORM, SPELLING = 0.9, 0.5


class Words(Protocol):
    """What the index knows of words; `terms` are as `search.analysis` makes them."""

    def knows(self, terms: Sequence[str]) -> bool: ...
    def is_common(self, word: str) -> bool: ...
    def spellings(self, word: str) -> list[str]: ...


class Searched(NamedTuple):
    """A name as typed, the other forms searched, and the records that it names (or none)."""

    typed: str
    forms: list[str]
    records: list[Named]


class Choice(NamedTuple):
    """Typed words that may mean several records, so that none of them was searched for."""

    typed: str
    records: list[Named]


class Expansion:
    """The tree with its names expanded, what was searched beside the words, and the choices."""

    def __init__(self, tree: Node, names: NameIndex, words: Words, match_any: bool = False) -> None:
        self._names, self._words, self._match_any = names, words, match_any
        self.searched: list[Searched] = []
        self.choices: list[Choice] = []
        self.tree = self._expanded(tree)

    def _expanded(self, node: Node) -> Node:
        match node:
            case Word():
                return next(iter(self._run([node], And)))
            case Within(field, Word() as word):
                return next(iter(self._within(field, [word], And)))
            case Boosted(child, factor):
                return Boosted(self._expanded(child), factor)
            case And(children):
                return _joined(And, self._children(children, And))
            case Or(children):
                return _joined(Or, self._children(children, Or))
        return node

    def _children(self, children: Sequence[Node], kind: type[And] | type[Or]) -> Iterator[Node]:
        """Expand children; words side by side as one run, if all or any of them are searched."""
        side_by_side = kind is And or self._match_any
        for field, run in groupby(children, key=_field_of_word if side_by_side else _no_field):
            if field is None:
                yield from map(self._expanded, run)
            else:
                yield from self._within(field, list(map(_word, run)), kind)

    def _within(self, field: str, run: list[Word], kind: type[And] | type[Or]) -> Iterator[Node]:
        """Expand words side by side in a field of the text, or in all of it."""
        found = self._run(run, kind)
        if not field:
            return found
        return (Within(field, each) for each in found)  # type: ignore[arg-type]  # words and names

    def _run(self, run: list[Word], kind: type[And] | type[Or]) -> Iterator[Node]:
        at, typed = 0, [word.text for word in run]
        matches = self._names.find(typed, self._words.is_common) if run else []
        if len(run) == 1 and not matches:
            self._offer_bearers(typed[0])
        for match in matches:
            yield from map(self._spelled, run[at : match.start])
            yield from self._named(tuple(run[match.start : match.stop]), match, kind is Or)
            at = match.stop
        yield from map(self._spelled, run[at:])

    def _offer_bearers(self, typed: str) -> None:
        """Offer those whose given name a word alone is."""
        if typed[0].isupper() and (bearers := self._names.of_given_name(typed)):
            self.choices.append(Choice(typed, list(bearers)))

    def _named(self, words: tuple[Word, ...], match: Match, any_of: bool) -> Iterable[Node]:
        typed = " ".join(word.text for word in words)
        if match.is_ambiguous:
            self.choices.append(Choice(typed, match.records))
            return [self._sounding(words[0], match.shared_forms)] if len(words) == 1 else words
        if not match.is_surname:
            return self._with_forms(words, match.forms, match.records, any_of, FORM)
        alike = self._sounding_like(typed, match.forms)
        forms = [*match.forms, *(each for each in alike if not self._names.of_given_name(each))]
        # Who types rice hardly means a person, though there is one of this name.
        records = match.records if typed[0].isupper() else []
        return self._with_forms(words, forms, records, any_of, FORM)

    def _spelled(self, word: Word) -> Node:
        """Return a word that no record knows with names of the texts that sound alike."""
        given = self._names.of_given_name(word.text)
        return self._sounding(word, [form for forms in given.values() for form in forms])

    def _sounding(self, word: Word, forms: list[str]) -> Node:
        latin, others = [f for f in forms if f.isascii()], [f for f in forms if not f.isascii()]
        # Of those with the same letters the first is told, so that Aleksandr is, not Александр.
        found = [*latin, *self._sounding_like(word.text, forms), *others]
        return next(iter(self._with_forms((word,), found, [], False, SPELLING)))

    def _sounding_like(self, typed: str, forms: list[str]) -> list[str]:
        """Return names of the texts that sound like the word, or its known forms in Latin letters.

        These tell what a foreign letter stands for: Гейдар is Heydar, Гайдар is Gaidar.
        """
        tokens = TOKEN.findall(typed)
        if len(tokens) > 1:
            return []
        latin = [form for form in forms if form.isascii() and folded(form) == folded(typed)]
        alike = [each for form in latin or tokens for each in self._words.spellings(form)]
        return [each.title() for each in dict.fromkeys(alike)]

    def _with_forms(
        self,
        words: tuple[Word, ...],
        forms: Iterable[str],
        records: list[Named],
        any_of: bool,
        factor: float,
    ) -> Iterable[Node]:
        typed = [term for word in words for term in terms(word.text)]
        others = self._other_forms(typed, forms)
        if len(self.searched) == MOST_NAMES or not (others or records):
            return words
        name = " ".join(word.text for word in words)
        self.searched.append(Searched(name, others, records))
        if not others:
            return words
        return [Name(words, tuple(map(Phrase, others)), any_of and len(words) > 1, factor)]

    def _other_forms(self, typed: list[str], forms: Iterable[str]) -> list[str]:
        """Return the forms that find more than the typed words do, and more than each other."""
        by_terms: dict[tuple[str, ...], str] = {}
        for form in forms:
            found = _terms(form)
            if found and self._words.knows(found) and not self._is_common(form, found):
                by_terms.setdefault(found, form)
        kept = [
            form
            for found, form in by_terms.items()
            if not set(typed) <= set(found)
            and not any(_contains(found, other) for other in by_terms if other != found)
        ]
        return kept[:MOST_FORMS]

    def _is_common(self, form: str, found: tuple[str, ...]) -> bool:
        """Tell whether the form is a word of the language, too: US, Shell, Unity."""
        return len(found) == 1 and self._words.is_common(form)


@lru_cache(maxsize=50_000)
def _terms(form: str) -> tuple[str, ...]:
    """Return the terms of a known name; every search for it asks for them."""
    return tuple(terms(form))


def _contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _field_of_word(node: Node) -> str | None:
    """Return the field that a word has to stand in, "" where it may stand in any; else nothing."""
    match node:
        case Word():
            return ""
        case Within(field, Word()):
            return field
    return None


def _no_field(node: Node) -> None:
    return None


def _word(node: Node) -> Word:
    found = node.leaf if isinstance(node, Within) else node
    return cast("Word", found)


def _joined(kind: type[And] | type[Or], children: Iterable[Node]) -> Node:
    found = tuple(children)
    return found[0] if len(found) == 1 else kind(found)
