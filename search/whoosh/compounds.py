"""The words of parts in the texts of a segment, by what they are when their parts are joined."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import term
from search.compounds import compound
from search.whoosh.dictionary import GAP, Pairs, packed

Arrays = dict[str, NDArray[Any]]


def arrays(pieces: Iterable[str]) -> Arrays:
    """Return the arrays of pieces of texts, those that are words of parts."""
    made = (found for piece in pieces if (found := compound(piece)))
    return _packed({term(each.joined).encode() + GAP + str(each).encode() for each in made})


def _packed(entries: Iterable[bytes]) -> Arrays:
    text, ends = packed(sorted(entries))
    return {"compounds": text, "compound_ends": ends}


def merged(sources: Iterable[Mapping[str, NDArray[Any]]]) -> Arrays:
    return _packed(set().union(*map(_entries, sources)))


def _entries(source: Mapping[str, NDArray[Any]]) -> Pairs:
    return Pairs(source["compounds"], source["compound_ends"])


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
        start = self._places.get(joined)
        return [] if start is None else self._entries.of(joined, start)
