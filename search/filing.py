"""Under which word a name is filed in lists from A to Z: a person's surname, else the first."""

from functools import lru_cache

from search import names
from search.analysis import plain
from search.vocabulary import Record, Vocabulary

NUMERAL = frozenset("IVX")


def parted(label: str, is_person: bool) -> tuple[str, str]:
    """Return what stands before the part of a name that decides its place, and that part."""
    words = label.split(" ")
    place = len(words) - 1 if is_person else 0
    while place > 0 and set(words[place]) <= NUMERAL:  # Aleksi II
        place -= 1
    return "".join(f"{word} " for word in words[:place]), " ".join(words[place:])


@lru_cache(maxsize=2)
def _persons(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the slugs of the actors that are persons."""
    records = names.index(vocabulary).records
    return frozenset(each.slug for each in records if each.facet == "actor" and each.is_person)


def sorting_key(vocabulary: Vocabulary, facet: str, record: Record) -> tuple[str, str, str]:
    """Return what puts a record in its place: the word it is filed under without accents first."""
    is_person = facet == "actor" and record.slug in _persons(vocabulary)
    before, filed = parted(record.label, is_person)
    return plain(filed), plain(before), record.label
