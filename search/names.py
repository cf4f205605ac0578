"""The names of actors and regions, in all spellings: which records typed words may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.apps import apps

from search.analysis import TOKEN, plain
from search.facets import FACETS
from search.folding import folded_words
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
        if not self.is_person:
            return []
        last = [words[-1] for form in self.forms if len(words := TOKEN.findall(form)) > 1]
        return list(dict.fromkeys(w for w in last if len(w) > 2))


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


class NameIndex:
    """Finds records by the forms of their names."""

    def __init__(self, records: Sequence[Named]) -> None:
        self.records = records
        self._names = _by_key((r, form) for r in records for form in r.forms)
        self._surnames = _by_key((r, form) for r in records for form in r.surnames)
        self._longest = max((key.count(" ") + 1 for key in self._names), default=0)
        self._beginnings = sorted(_beginnings(records), key=lambda pair: pair[0])

    def find(self, words: Sequence[str], is_word: IsWord = always) -> list[Match]:
        """Return the names among words that stand side by side, longest first, none overlapping.

        `is_word` tells of small letters whether they are a word of the texts, no abbreviation.
        """
        keys = [_key(word) for word in words]
        found, start = [], 0
        while start < len(words):
            match = self._longest_at(words, keys, start, is_word)
            if match:
                found.append(match)
            start = match.stop if match else start + 1
        return found

    def _longest_at(
        self, words: Sequence[str], keys: Sequence[str], start: int, is_word: IsWord
    ) -> Match | None:
        for stop in range(min(len(words), start + self._longest), start, -1):
            for order in _orders(words, start, stop):
                bearers = self._names.get(" ".join([keys[place] for place in order]))
                typed = " ".join([words[place] for place in order])
                if bearers and (records := _meant(typed, bearers, is_word)):
                    forms = [form for record in records for form in record.forms]
                    return Match(start, stop, records, forms)
        bearers = self._surnames.get(keys[start])
        least = LEAST_LETTERS_OF_A_SURNAME
        records = _meant(words[start], bearers, is_word, least) if bearers else []
        if not records:
            return None
        forms = [form for record in records for form in record.surnames]
        return Match(start, start + 1, records, forms, is_surname=True)

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


def _by_key(pairs: Iterable[tuple[Named, str]]) -> dict[str, Bearers]:
    found: defaultdict[str, Bearers] = defaultdict(dict)
    for record, form in pairs:
        if key := _key(form):
            found[key].setdefault(record, []).append(form)
    return dict(found)


def _orders(words: Sequence[str], start: int, stop: int) -> Iterator[Sequence[int]]:
    """Yield the places of the words as typed and, for `Aliev, Haidar`, with the surname last."""
    yield range(start, stop)
    if stop - start > 1 and words[start].endswith(","):
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
    return sorted(bearers, key=lambda record: record.label)


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
