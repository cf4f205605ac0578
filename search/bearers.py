"""Who bears a name: the records of which typed words are a form, or may be one by their sound."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from search.analysis import TOKEN, plain
from search.folding import begin_alike, folded_words

# A single word that is no form letter by letter needs so many letters: saga is not Sakha, and to
# revel is not Reval. Surnames are told apart by fewer.
LEAST_LETTERS, LEAST_LETTERS_OF_A_SURNAME = 6, 5
# Capitals up to this length are abbreviations. Small letters mean them where these are no word: the
# texts tell (pace, PACE), and of some that a young archive may not have written yet it is known.
ABBREVIATION_LETTERS = 5
NO_ABBREVIATIONS = frozenset({"it", "us", "who"})
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

    # Both are asked for by every search for such a name, and made once.
    @cached_property
    def surnames(self) -> list[str]:
        """The last words of a person's names, each once."""
        return self._words_at(-1)

    @cached_property
    def given_names(self) -> list[str]:
        """The first words of a person's names, each once."""
        return self._words_at(0)

    def _words_at(self, place: int) -> list[str]:
        if not self.is_person:
            return []
        found = [words[place] for form in self.forms if len(words := TOKEN.findall(form)) > 1]
        return list(dict.fromkeys(word for word in found if len(word) > 2))


Bearers = dict[Named, list[str]]


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    return " ".join(folded_words(name))


def by_key(pairs: Iterable[tuple[Named, str]]) -> dict[str, Bearers]:
    found: defaultdict[str, Bearers] = defaultdict(dict)
    for record, form in pairs:
        if key := name_key(form):
            found[key].setdefault(record, []).append(form)
    return dict(found)


def meant(typed: str, bearers: Bearers, is_word: IsWord, least: int = LEAST_LETTERS) -> list[Named]:
    """Return the records whose form the typed words are, or may be by their folding."""
    exact = [r for r, forms in bearers.items() if any(plain(typed) == plain(f) for f in forms)]
    if exact:
        accepted = [r for r in exact if any(_fits_case(typed, f, is_word) for f in bearers[r])]
        return sorted(accepted, key=lambda record: record.label)
    if " " not in typed and len(plain(typed)) < least:
        return []
    return sorted(sounding_like(typed, bearers), key=lambda record: record.label)


def sounding_like(typed: str, bearers: Bearers) -> Bearers:
    """Return the bearers of words that fold alike and, of single ones, begin alike."""
    if " " in typed:
        return bearers
    alike = {r: [f for f in forms if begin_alike(typed, f)] for r, forms in bearers.items()}
    return {record: forms for record, forms in alike.items() if forms}


def edits(word: str, bearers: Bearers) -> int:
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
