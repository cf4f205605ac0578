"""Records by parts of their names: those that begin with a text, and those that hold its words."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from search.analysis import TOKEN, plain
from search.bearers import Named, name_key
from search.folding import begin_alike

# Names that begin with some letters are a few hundred at most, or are not told apart by them.
MOST_BEGINNINGS = 1_000


class Begun(NamedTuple):
    """A record of which a name begins with a text, or has words that do, and that name."""

    record: Named
    form: str


class Parts:
    """Finds records by the words of their names, whole or begun."""

    def __init__(self, records: Sequence[Named]) -> None:
        self._beginnings = _beginnings(records, plain)
        self._sounds = _beginnings(records, name_key)

    def holding(self, name: str) -> list[Named]:
        """Return the records in whose names the words stand side by side, by label.

        In any spelling, where they stand in none letter by letter.
        """
        found = _beginning_with_words(self._beginnings, plain(name))
        if not found:
            sounds = _beginning_with_words(self._sounds, name_key(name))
            found = [record for record in sounds if _begins_a_word_alike(name, record)]
        return sorted(found, key=lambda record: record.label)

    def beginning_with(self, text: str, most: int = 50) -> list[Begun]:
        """Return records of which a name has words that begin with the text, shorter ones first.

        In any spelling, where none begins so letter by letter. The text may end within a word, and
        begin with any word of the name; of persons with the surname, or an initial before it, too.
        """
        found = _beginning_with(self._beginnings, plain(text), text)
        found = found or _beginning_with(self._sounds, name_key(text), text)
        begun = sorted(found.items(), key=lambda item: (item[1][0], item[0].label))[:most]
        return [Begun(record, form) for record, (_, form) in begun]


# What begins with a word of a name, the record and that name.
Beginnings = list[tuple[str, Named, str]]
_ending = itemgetter(0)


def _beginnings(records: Sequence[Named], written: Callable[[str], str]) -> Beginnings:
    """Return the ends of all names, from each of their words on, as `written`, in order."""
    found: dict[tuple[str, Named], str] = {}
    for record in records:
        for form in record.forms:
            for words in _in_orders(written(form).split(), record.is_person):
                found.setdefault((" ".join(words), record), form)
    return sorted(((ending, record, form) for (ending, record), form in found.items()), key=_ending)


def _in_orders(words: list[str], is_person: bool) -> Iterator[list[str]]:
    """Yield the words from each of them on; of persons Aliev Haidar and H Aliev, too."""
    for first in range(len(words)):
        yield words[first:]
    if is_person and len(words) > 1:
        yield [words[-1], *words[:-1]]
        yield [words[0][0], words[-1]]


def _beginning_with(
    beginnings: Beginnings, prefix: str, typed: str
) -> dict[Named, tuple[int, str]]:
    """Return the records that have what begins so, with the length of the shortest and its name.

    The record's own name goes before other forms that begin so, and a form in the letters that were
    typed before one in others.
    """

    def fits(record: Named, form: str) -> tuple[bool, bool]:
        return form == record.label, form.isascii() == typed.isascii()

    found: dict[Named, tuple[int, str]] = {}
    at = bisect_left(beginnings, prefix, key=_ending)
    for ending, record, form in beginnings[at : at + MOST_BEGINNINGS] if prefix else ():
        if not ending.startswith(prefix):
            break
        known = found.get(record)
        if known is None:
            found[record] = len(ending), form
        elif known[1] != record.label:
            best = max(known[1], form, key=partial(fits, record))
            found[record] = min(known[0], len(ending)), best
        elif len(ending) < known[0]:
            found[record] = len(ending), record.label
    return found


def _beginning_with_words(beginnings: Beginnings, prefix: str) -> list[Named]:
    """Return the records that have what begins with the whole words, each once."""
    start = bisect_left(beginnings, prefix, key=_ending)
    begun = beginnings[start : start + MOST_BEGINNINGS] if prefix else []
    found = (record for ending, record, _ in begun if f"{ending} ".startswith(f"{prefix} "))
    return list(dict.fromkeys(found))


def _begins_a_word_alike(name: str, record: Named) -> bool:
    """Tell whether a name of the record has the first of the words, not only one that folds so."""
    first = TOKEN.findall(name)[0]
    words = (word for form in record.forms for word in TOKEN.findall(form))
    return any(name_key(word) == name_key(first) and begin_alike(first, word) for word in words)
