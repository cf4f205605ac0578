"""The words of parts in the texts of a segment, by what they are when their parts are joined."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import term
from search.compounds import compound
from search.whoosh.dictionary import Strings, packed

# Between a term and a word of parts; smaller than any letter.
GAP = b" "

Arrays = dict[str, NDArray[Any]]


def arrays(pieces: Iterable[str]) -> Arrays:
    """Return the arrays of pieces of texts, those that are words of parts."""
    made = (found for piece in pieces if (found := compound(piece)))
    return _packed({f"{term(each.joined)} {each}".encode() for each in made})


def _packed(entries: Iterable[bytes]) -> Arrays:
    text, ends = packed(sorted(entries))
    return {"compounds": text, "compound_ends": ends}


def merged(sources: Iterable[Mapping[str, NDArray[Any]]]) -> Arrays:
    return _packed(set().union(*map(_entries, sources)))


def _entries(source: Mapping[str, NDArray[Any]]) -> Strings:
    return Strings(source["compounds"], source["compound_ends"])


class Compounds:
    def __init__(self, source: Mapping[str, NDArray[np.uint8]]) -> None:
        self._entries = _entries(source)

    @cached_property
    def _places(self) -> dict[str, int]:
        """The first word of each term: every search asks for all its words, and most have none."""
        terms = (entry.partition(GAP)[0].decode() for entry in self._entries)
        places: dict[str, int] = {}
        for place, joined in enumerate(terms):
            places.setdefault(joined, place)
        return places

    def of(self, joined: str) -> list[str]:
        """Return the words whose parts, joined, are the term."""
        at = self._places.get(joined)
        if at is None:
            return []
        found: list[str] = []
        while at < len(self._entries):
            known, _, word = self._entries[at].decode().partition(" ")
            if known != joined:
                break
            found.append(word)
            at += 1
        return found
