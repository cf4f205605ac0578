"""The names of actors and regions, in all spellings: which records typed words may mean."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from django.apps import apps

from search.analysis import TOKEN, plain
from search.bearers import (
    LEAST_LETTERS_OF_A_SURNAME,
    Bearers,
    IsWord,
    Named,
    always,
    by_key,
    edits,
    meant,
    name_key,
    sounding_like,
)
from search.facets import FACETS
from search.folding import readings
from search.initials import MOST_LEFT_OUT, abbreviates, initials, is_left_out
from search.name_parts import Parts
from search.vocabulary import Vocabulary, forms_of

NAMED = ("actor", "region")  # the facets whose records are looked for in what people type
PERSON = "person"


class Match(NamedTuple):
    """Typed words [start, stop) and the records that they may mean; several: which is not known.

    Where only a surname was typed, `forms` are those of the surname.
    """

    start: int
    stop: int
    records: list[Named]
    forms: list[str]
    is_surname: bool = False

    @property
    def is_ambiguous(self) -> bool:
        return len({record.label for record in self.records}) > 1

    @property
    def shared_forms(self) -> list[str]:
        """The forms that every one of the records bears, in one spelling or another."""
        of_each = [r.surnames if self.is_surname else r.forms for r in self.records]
        shared = set.intersection(*({name_key(form) for form in forms} for forms in of_each))
        return list(dict.fromkeys(form for form in self.forms if name_key(form) in shared))


class NameIndex:
    """Finds records by the forms of their names."""

    def __init__(self, records: Sequence[Named]) -> None:
        self.records = records
        self._names = by_key((r, form) for r in records for form in r.forms)
        self._surnames = by_key((r, form) for r in records for form in r.surnames)
        self._given_names = by_key((r, form) for r in records for form in r.given_names)
        self._longest = _longest_by_first_word(self._names)
        self.parts = Parts(records)

    def find(self, words: Sequence[str], is_word: IsWord = always) -> list[Match]:
        """Return the names among words that stand side by side, longest first, none overlapping.

        `is_word` tells of small letters whether they are a word of the texts, no abbreviation.
        """
        typed = self._read(words)
        found, start = [], 0
        while start < len(words):
            match = self._longest_at(typed, start, is_word)
            if match:
                found.append(match)
            start = match.stop if match else start + 1
        return found

    def _read(self, words: Sequence[str]) -> "_Typed":
        keys, other_keys = list(map(name_key, words)), list(map(_other_key, words))
        both = zip(keys, other_keys, strict=True)
        longest = [max(map(self._longest_beginning_with, pair)) for pair in both]
        # A surname may stand before what the name begins with.
        reach = list(map(max, longest, [*longest[1:], 0]))
        more = frozenset(place for place, word in enumerate(words) if is_left_out(word))
        return _Typed(words, keys, None if keys == other_keys else other_keys, reach, more)

    def _longest_beginning_with(self, folded: str) -> int:
        return self._longest.get(folded.partition(" ")[0], 0)

    def _longest_at(self, typed: "_Typed", start: int, is_word: IsWord) -> Match | None:
        if named := self._with_initials(typed, start):
            return named
        reach = start + typed.longest[start] + (MOST_LEFT_OUT if typed.left_out else 0)
        for stop in range(min(len(typed.words), reach), start, -1):
            for order in typed.orders(start, stop):
                bearers = self._named(typed, order)
                if bearers and (records := meant(typed.in_order(order), bearers, is_word)):
                    forms = [form for record in records for form in record.forms]
                    return Match(start, stop, records, forms)
        return self._surname_at(typed, start, is_word)

    def _with_initials(self, typed: "_Typed", start: int) -> Match | None:
        """Find a surname with initials before or behind it: B. N. Yeltsin, Ельцин Б.Н."""
        before = typed.initials_from(start)
        surname = start + len(before)
        letters = before or typed.initials_from(start + 1)
        stop = surname + 1 + (0 if before else len(letters))
        if not letters or surname >= len(typed.words):
            return None
        bearers = typed.look_up(self._surnames, [surname])
        records = [record for record in bearers if abbreviates(letters[0], record)]
        forms = [form for record in records for form in record.forms]
        found = sorted(records, key=lambda record: record.label)
        return Match(start, stop, found, forms) if found else None

    def _named(self, typed: "_Typed", order: Sequence[int]) -> Bearers:
        """Return the records so named: persons only, where the last word came first."""
        bearers = typed.look_up(self._names, order)
        if not bearers:
            return {}
        if len(order) == 1:
            return self._without_rather_given(typed.words[order[0]], typed.keys[order[0]], bearers)
        if order[0] < order[-1] or typed.words[order[-1]].endswith(","):
            return bearers
        return {record: forms for record, forms in bearers.items() if record.is_person}

    def _surname_at(self, typed: "_Typed", start: int, is_word: IsWord) -> Match | None:
        word, bearers = typed.words[start], typed.look_up(self._surnames, [start])
        if not bearers:
            return None
        bearers = self._without_rather_given(word, typed.keys[start], bearers)
        records = meant(word, bearers, is_word, LEAST_LETTERS_OF_A_SURNAME)
        if len(records) > 1:  # which of them is not known, so it may be one spelt otherwise, too
            records = sorted(sounding_like(word, bearers), key=lambda record: record.label)
        if not records:
            return None
        forms = [form for record in records for form in record.surnames]
        return Match(start, start + 1, records, forms, is_surname=True)

    def _without_rather_given(self, word: str, key: str, bearers: Bearers) -> Bearers:
        """Leave out persons where the letters are nearer to the given name of others.

        Гейдар folds as Gaidar does, but is the given name of Haidar Aliev.
        """
        given = self._given_names.get(key)
        if not given or not bearers or not 0 < edits(word, bearers) >= edits(word, given):
            return bearers
        return {record: forms for record, forms in bearers.items() if not record.is_person}

    def of_given_name(self, word: str) -> Bearers:
        """Return the persons whose given name the word is letter by letter.

        Each with the given names that fold as it does.
        """
        bearers = self._given_names.get(name_key(word), {})
        return {r: forms for r, forms in bearers.items() if plain(word) in map(plain, forms)}


class _Typed(NamedTuple):
    """Typed words, their folded forms, and those of a second reading where they have any."""

    words: Sequence[str]
    keys: Sequence[str]
    other_keys: Sequence[str] | None
    # Of how many words, at most, a name is that begins with each, or with the next of them.
    longest: Sequence[int]
    # The places of initials and patronymics, which most names of records leave out.
    left_out: frozenset[int]

    def orders(self, start: int, stop: int) -> Iterator[Sequence[int]]:
        """Yield the places of words as typed and, for `Aliev Haidar`, with the surname last.

        Then both without what is left out behind the first of them.
        """
        places = range(start, stop)
        yield from _both_orders(places)
        kept = [p for p in places if p == start or p not in self.left_out] if self.left_out else []
        if 1 < len(kept) < len(places):
            yield from _both_orders(kept)

    def initials_from(self, start: int) -> list[str]:
        """Return the words from there on that are initials, three at most."""
        following = self.words[start : start + MOST_LEFT_OUT] if self.left_out else ()
        return list(takewhile(initials, following))

    def look_up(self, names: dict[str, Bearers], order: Sequence[int]) -> Bearers:
        found = names.get(" ".join([self.keys[place] for place in order]))
        if not found and self.other_keys:
            found = names.get(" ".join([self.other_keys[place] for place in order]))
        return found or {}

    def in_order(self, order: Sequence[int]) -> str:
        return " ".join([self.words[place] for place in order])


def _longest_by_first_word(names: Iterable[str]) -> dict[str, int]:
    """Return of how many words, at most, a name is that begins with a word."""
    longest: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 1), len(words))
    return longest


def _both_orders(places: Sequence[int]) -> Iterator[Sequence[int]]:
    yield places
    if len(places) > 1:
        yield [*places[1:], places[0]]


@lru_cache(maxsize=50_000)
def _other_key(name: str) -> str:
    return " ".join(filter(None, (readings(word)[-1] for word in TOKEN.findall(name))))


@lru_cache(maxsize=2)
def index(vocabulary: Vocabulary) -> NameIndex:
    """Return the index of a vocabulary's names; read from the database once a version."""
    return NameIndex([record for facet in NAMED for record in _read(facet, vocabulary)])


def _read(facet: str, vocabulary: Vocabulary) -> list[Named]:
    """Return the records of a facet; what was merged gives its names to the survivor."""
    model = apps.get_model("archive", FACETS[facet].model)
    kinds = dict(model.objects.values_list("pk", "kind"))
    survivors = vocabulary.facets[facet].records
    found: dict[int, Named] = {}
    for key, form in forms_of(model):
        survivor = survivors.get(key)
        if survivor is None:
            continue  # younger than the vocabulary
        named = found.setdefault(survivor.key, Named(facet, survivor.slug, survivor.label))
        named.is_person |= kinds.get(survivor.key) == PERSON
        if form not in named.forms:
            named.forms.append(form)
    for named in found.values():
        named.forms.sort(key=named.label.__ne__)
    return list(found.values())
