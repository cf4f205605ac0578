"""The names of actors and regions, in all spellings: which records typed words may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.apps import apps
from rapidfuzz.distance import OSA

from search.analysis import TOKEN, plain
from search.facets import FACETS
from search.folding import begin_alike, folded_words, readings
from search.vocabulary import Vocabulary, forms_of

NAMED = ("actor", "region")  # the facets whose records are looked for in what people type
PERSON = "person"
# A single word that is no form letter by letter needs so many letters: saga is not Sakha, and to
# revel is not Reval. Surnames are told apart by fewer.
LEAST_LETTERS, LEAST_LETTERS_OF_A_SURNAME = 6, 5
# Capitals up to this length are abbreviations. Small letters mean them where these are no word: the
# texts tell (pace, PACE), and of some that a young archive may not have written yet it is known.
ABBREVIATION_LETTERS = 5
NO_ABBREVIATIONS = frozenset({"it", "us", "who"})
# Names that begin with some letters are a few hundred at most, or are not told apart by them.
MOST_BEGINNINGS = 1_000
PUNCTUATION = ".,;:!?"


IsWord = Callable[[str], bool]


def always(word: str) -> bool:
    return True


@dataclass(eq=False)
class Named:
    """A record and all forms of its name, the name itself first."""

    facet: str
    slug: str
    label: str
    forms: list[str] = field(default_factory=list)
    is_person: bool = False

    @property
    def surnames(self) -> list[str]:
        """The last words of a person's names, each once."""
        return self._words_at(-1)

    @property
    def given_names(self) -> list[str]:
        """The first words of a person's names, each once."""
        return self._words_at(0)

    def _words_at(self, place: int) -> list[str]:
        if not self.is_person:
            return []
        found = [words[place] for form in self.forms if len(words := TOKEN.findall(form)) > 1]
        return list(dict.fromkeys(word for word in found if len(word) > 2))


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
        shared = set.intersection(*({_key(form) for form in forms} for forms in of_each))
        return list(dict.fromkeys(form for form in self.forms if _key(form) in shared))


class NameIndex:
    """Finds records by the forms of their names."""

    def __init__(self, records: Sequence[Named]) -> None:
        self.records = records
        self._names = _by_key((r, form) for r in records for form in r.forms)
        self._surnames = _by_key((r, form) for r in records for form in r.surnames)
        self._given_names = _by_key((r, form) for r in records for form in r.given_names)
        self._longest = max((key.count(" ") + 1 for key in self._names), default=0)
        self._beginnings = sorted(_beginnings(records), key=lambda pair: pair[0])

    def find(self, words: Sequence[str], is_word: IsWord = always) -> list[Match]:
        """Return the names among words that stand side by side, longest first, none overlapping.

        `is_word` tells of small letters whether they are a word of the texts, no abbreviation.
        """
        keys, other_keys = [_key(word) for word in words], [_other_key(word) for word in words]
        typed = _Typed(words, keys, None if keys == other_keys else other_keys)
        found, start = [], 0
        while start < len(words):
            match = self._longest_at(typed, start, is_word)
            if match:
                found.append(match)
            start = match.stop if match else start + 1
        return found

    def _longest_at(self, typed: "_Typed", start: int, is_word: IsWord) -> Match | None:
        for stop in range(min(len(typed.words), start + self._longest), start, -1):
            for order in _orders(start, stop):
                bearers = self._named(typed, order)
                if bearers and (records := _meant(typed.in_order(order), bearers, is_word)):
                    forms = [form for record in records for form in record.forms]
                    return Match(start, stop, records, forms)
        return self._surname_at(typed, start, is_word)

    def _named(self, typed: "_Typed", order: Sequence[int]) -> "Bearers":
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
        bearers = self._without_rather_given(word, typed.keys[start], bearers)
        records = _meant(word, bearers, is_word, LEAST_LETTERS_OF_A_SURNAME)
        if len(records) > 1:  # which of them is not known, so it may be one spelt otherwise, too
            records = sorted(_sounding_like(word, bearers), key=lambda record: record.label)
        if not records:
            return None
        forms = [form for record in records for form in record.surnames]
        return Match(start, start + 1, records, forms, is_surname=True)

    def _without_rather_given(self, word: str, key: str, bearers: "Bearers") -> "Bearers":
        """Leave out persons where the letters are nearer to the given name of others.

        Гейдар folds as Gaidar does, but is the given name of Haidar Aliev.
        """
        given = self._given_names.get(key)
        if not given or not bearers or not 0 < _edits(word, bearers) >= _edits(word, given):
            return bearers
        return {record: forms for record, forms in bearers.items() if not record.is_person}

    def of_given_name(self, word: str) -> "Bearers":
        """Return the persons whose given name the word is letter by letter.

        Each with the given names that fold as it does.
        """
        bearers = self._given_names.get(_key(word), {})
        return {r: forms for r, forms in bearers.items() if plain(word) in map(plain, forms)}

    def beginning_with(self, text: str, most: int = 50) -> list[Named]:
        """Return records of which a name has words that begin with the text, in any spelling.

        The text may end within a word, and begin with any word of the name; shorter forms first.
        """
        found: dict[Named, int] = {}
        for prefix in {plain(text), _key(text)} - {""}:
            at = bisect_left(self._beginnings, prefix, key=lambda pair: pair[0])
            for key, record in self._beginnings[at : at + MOST_BEGINNINGS]:
                if not key.startswith(prefix):
                    break
                found[record] = min(found.get(record, len(key)), len(key))
        return sorted(found, key=lambda record: (found[record], record.label))[:most]


Bearers = dict[Named, list[str]]


class _Typed(NamedTuple):
    """Typed words, their folded forms, and those of a second reading where they have any."""

    words: Sequence[str]
    keys: Sequence[str]
    other_keys: Sequence[str] | None

    def look_up(self, names: dict[str, Bearers], order: Sequence[int]) -> Bearers:
        found = names.get(" ".join([self.keys[place] for place in order]))
        if not found and self.other_keys:
            found = names.get(" ".join([self.other_keys[place] for place in order]))
        return found or {}

    def in_order(self, order: Sequence[int]) -> str:
        return " ".join([self.words[place] for place in order])


def _by_key(pairs: Iterable[tuple[Named, str]]) -> dict[str, Bearers]:
    found: defaultdict[str, Bearers] = defaultdict(dict)
    for record, form in pairs:
        if key := _key(form):
            found[key].setdefault(record, []).append(form)
    return dict(found)


def _orders(start: int, stop: int) -> Iterator[Sequence[int]]:
    """Yield the places of the words as typed and, for `Aliev Haidar`, with the surname last."""
    yield range(start, stop)
    if stop - start > 1:
        yield [*range(start + 1, stop), start]


def _meant(
    typed: str, bearers: Bearers, is_word: IsWord, least: int = LEAST_LETTERS
) -> list[Named]:
    """Return the records whose form the typed words are, or may be by their folding."""
    exact = [r for r, forms in bearers.items() if any(plain(typed) == plain(f) for f in forms)]
    if exact:
        accepted = [r for r in exact if any(_fits_case(typed, f, is_word) for f in bearers[r])]
        return sorted(accepted, key=lambda record: record.label)
    if " " not in typed and len(plain(typed)) < least:
        return []
    return sorted(_sounding_like(typed, bearers), key=lambda record: record.label)


def _sounding_like(typed: str, bearers: Bearers) -> Bearers:
    """Return the bearers of words that fold alike and, of single ones, begin alike."""
    if " " in typed:
        return bearers
    alike = {r: [f for f in forms if begin_alike(typed, f)] for r, forms in bearers.items()}
    return {record: forms for record, forms in alike.items() if forms}


def _edits(word: str, bearers: Bearers) -> int:
    """Return by how many letters the word differs from the nearest of the forms."""
    forms = {plain(form) for forms in bearers.values() for form in forms}
    return min(OSA.distance(plain(word), form) for form in forms)


def _fits_case(typed: str, form: str, is_word: IsWord) -> bool:
    if plain(typed) != plain(form):
        return False
    letters = "".join(filter(str.isalpha, form))
    is_abbreviation = letters.isupper() and len(letters) <= ABBREVIATION_LETTERS
    if not is_abbreviation or typed.strip(PUNCTUATION) == form.strip(PUNCTUATION):
        return True
    return plain(typed) not in NO_ABBREVIATIONS and not is_word(typed)


@lru_cache(maxsize=50_000)
def _key(name: str) -> str:
    return " ".join(folded_words(name))


@lru_cache(maxsize=50_000)
def _other_key(name: str) -> str:
    return " ".join(filter(None, (readings(word)[-1] for word in TOKEN.findall(name))))


def _beginnings(records: Sequence[Named]) -> Iterator[tuple[str, Named]]:
    for record in records:
        keys = {key for form in record.forms for key in (plain(form), _key(form))}
        for key in keys:
            words = key.split()
            for first in range(len(words)):
                yield " ".join(words[first:]), record


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
