"""Finds all forms of all records in a text, in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

import ahocorasick

from archive.tagging.forms import Form

# In a headline of capitals these are as likely words as abbreviations.
_ORDINARY = frozenset("us who it un is may can am or in as all ida".split())


class Match(NamedTuple):
    """A place of the text, and the forms that it may be."""

    start: int
    end: int
    forms: tuple[Form, ...]


class _Folding(dict[int, str]):
    """Code point → its folded letter, one for one, so that places stay places."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = "".join(each for each in normalize("NFD", letter) if not combining(each)).lower()
        folded = base if len(base) == 1 else letter
        self[code] = folded if folded.isalnum() else " "
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return the text in lower case without accents and signs; every character keeps its place."""
    return text.translate(_FOLDING)


class Matcher:
    """Knows a vocabulary: built once, asked for each text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        by_text: defaultdict[str, dict[Form, None]] = defaultdict(dict)
        for form in forms:
            if key := folded(form.text).rstrip():
                by_text[key][form] = None
        self._automaton = ahocorasick.Automaton()
        for key, same in by_text.items():
            self._automaton.add_word(f" {key}", (len(key), tuple(same)))
        self._automaton.make_automaton()

    def find(self, text: str, shouted: bool = False) -> list[Match]:
        """Return the longest forms in the text, in order; none lies within another.

        `shouted` text is written in capitals throughout, so that case tells nothing.
        """
        found: list[Match] = []
        for match in self._all(text, shouted):
            while found and found[-1].start >= match.start:
                found.pop()
            if not found or match.start >= found[-1].end:
                found.append(match)
        return found

    def _all(self, text: str, shouted: bool) -> Iterator[Match]:
        if not self._automaton:
            return
        simple = f" {folded(text)} "
        for last, (length, forms) in self._automaton.iter(simple):
            # The place in `simple` is one more than in the text: its first space.
            if simple[last + 1] == " ":
                start, end = last - length, last
                written = tuple(
                    each for each in forms if _is_written(each, text[start:end], shouted)
                )
                if written:
                    # The dot that ends U.S. is part of it.
                    dotted = text[end : end + 1] == "." and written[0].text.endswith(".")
                    yield Match(start, end + dotted, written)


def _is_written(form: Form, text: str, shouted: bool) -> bool:
    """Tell whether the letters' case allows the form: `us` is not US, `turkey` not Turkey."""
    if shouted:
        return not (form.is_abbreviation and text.lower() in _ORDINARY)
    if form.is_abbreviation:
        return text.isupper() or not form.text.isascii()
    return not form.text[:1].isupper() or text[:1].isupper()
