"""The records of one facet in the order of the alphabet, found by parts of their names."""

from collections import defaultdict
from functools import lru_cache

from django.apps import apps

from search.analysis import plain
from search.facets import FACETS
from search.folding import folded_words
from search.vocabulary import Record, Vocabulary, forms_of

# Behind the letters: digits, and what no transliteration makes a letter of.
NO_LETTER = "0"
LETTERS = "abcdefghijklmnopqrstuvwxyz" + NO_LETTER


class Register:
    """All records of a facet; merged ones lend their names to the survivor."""

    def __init__(self, vocabulary: Vocabulary, facet: str) -> None:
        """Read all forms of the names from the database."""
        names = vocabulary.facets[facet]
        records = {record.key: record for record in names.records.values()}
        self.in_order = sorted(records.values(), key=lambda each: (plain(each.label), each.label))
        plain_forms, folded_forms = defaultdict(list), defaultdict(list)
        for key, form in forms_of(apps.get_model("archive", FACETS[facet].model)):
            if record := names.records.get(key):  # else younger than the names
                plain_forms[record.key].append(plain(form))
                folded_forms[record.key].append(" ".join(folded_words(form)))
        # A blank before each word tells where words begin.
        self._plain = {key: " " + "\n ".join(forms) for key, forms in plain_forms.items()}
        self._folded = {key: " " + "\n ".join(forms) for key, forms in folded_forms.items()}

    def having(self, text: str) -> list[Record]:
        """Return the records with a name that contains the text, in any case, accents and script.

        A name in another spelling is found by the beginnings of its words.
        """
        part, beginning = plain(text), " ".join(folded_words(text))
        found = {key for key, forms in self._plain.items() if part in forms} if part else set()
        if beginning:
            found |= {key for key, forms in self._folded.items() if f" {beginning}" in forms}
        return [record for record in self.in_order if record.key in found]


def letter_of(record: Record) -> str:
    """Return the letter under which a record stands."""
    first = plain(record.label)[:1]
    return first if "a" <= first <= "z" else NO_LETTER


@lru_cache(maxsize=2 * len(FACETS))
def register(vocabulary: Vocabulary, facet: str) -> Register:
    """Return the register of a facet; read from the database once a version of the names."""
    return Register(vocabulary, facet)
