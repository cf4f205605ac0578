"""The records of one facet in the order of the alphabet, found by parts of their names."""

from collections import defaultdict
from functools import lru_cache

from django.apps import apps

from search import filing
from search.analysis import plain
from search.facets import FACETS
from search.folding import folded_words
from search.vocabulary import Record, Vocabulary, forms_of

# Behind the letters: digits, and what no transliteration makes a letter of.
NO_LETTER = "0"
# What begins a name in another spelling has so many letters at least when folded.
LEAST_FOLDED = 3
LETTERS = "abcdefghijklmnopqrstuvwxyz" + NO_LETTER


class Register:
    """All records of a facet; merged ones lend their names to the survivor."""

    def __init__(self, vocabulary: Vocabulary, facet: str) -> None:
        """Read all forms of the names from the database."""
        names = vocabulary.facets[facet]
        records = {record.key: record for record in names.records.values()}
        self._filed = {
            key: filing.sorting_key(vocabulary, facet, record) for key, record in records.items()
        }
        self.in_order = sorted(records.values(), key=lambda record: self._filed[record.key])
        plain_forms, folded_forms = defaultdict(list), defaultdict(list)
        for key, form in forms_of(apps.get_model("archive", FACETS[facet].model)):
            if record := names.records.get(key):  # else younger than the names
                plain_forms[record.key].append(plain(form))
                folded_forms[record.key].append(" ".join(folded_words(form)))
        # A blank before each word tells where words begin.
        # A record deleted meanwhile has no form left.
        keys = [record.key for record in self.in_order]
        self._plain = {key: " " + "\n ".join(plain_forms[key]) for key in keys}
        self._folded = {key: " " + "\n ".join(folded_forms[key]) for key in keys}

    def letter_of(self, record: Record) -> str:
        """Return the letter under which a record stands: of a person that of the surname."""
        first = self._filed[record.key][0][:1]
        return first if "a" <= first <= "z" else NO_LETTER

    def having(self, text: str) -> list[Record]:
        """Return the records with the text in a name, in any case, accents and script."""
        part = plain(text)
        return [each for each in self.in_order if part in self._plain[each.key]] if part else []

    def spelled_otherwise(self, text: str) -> list[Record]:
        """Return the others with a word in a name that begins so in another spelling.

        Folding joins doubled letters: of a few that are all alike too little is left to tell.
        """
        beginning, part = " ".join(folded_words(text)), plain(text)
        if len(beginning) < LEAST_FOLDED:
            return []
        return [
            record
            for record in self.in_order
            if f" {beginning}" in self._folded[record.key] and part not in self._plain[record.key]
        ]


@lru_cache(maxsize=2 * len(FACETS))
def register(vocabulary: Vocabulary, facet: str) -> Register:
    """Return the register of a facet; read from the database once a version of the names."""
    return Register(vocabulary, facet)
