"""Words of the texts that are names, by their folding: what finds all spellings of one at once.

A word that texts write with a capital only is taken for a name. One that they also write in lower
case is not, whatever it sounds like: later and latter, hoping and hopping stay apart.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from search.analysis import fold
from search.folding import folded
from search.whoosh.dictionary import GAP, Pairs, Strings, packed

# Shorter ones sound like too many others.
LEAST_LETTERS = 5

Arrays = dict[str, NDArray[np.uint8] | NDArray[np.int64]]


def cases(tokens: Iterable[str]) -> dict[bytes, bool]:
    """Return the words of tokens as they stand in texts; true where one begins in lower case."""
    found: dict[bytes, bool] = {}
    for token in tokens:
        word = fold(token).encode()
        found[word] = found.get(word, False) or is_lower(token)
    return found


def is_lower(token: str) -> bool:
    """Tell whether a small letter begins it; Georgian (U+10D0 to U+10FF) has no others."""
    return token[0].islower() and not "ა" <= token[0] <= "ჿ"


def arrays(words: Mapping[bytes, bool]) -> Arrays:
    """Return the arrays of words and of those that are names."""
    names = (word for word, lower in words.items() if not lower)
    return packed_words(words, (entry for word in names if (entry := _entry(word))))


def _entry(word: bytes) -> bytes | None:
    text = word.decode()
    form = folded(text).encode() if text.isalpha() else b""
    return form + GAP + word if len(form) >= LEAST_LETTERS else None


def packed_words(words: Mapping[bytes, bool], entries: Iterable[bytes]) -> Arrays:
    text, ends = packed(sorted(words))
    spellings, spelling_ends = packed(sorted(entries))
    return {
        "words": text,
        "word_ends": ends,
        "word_cases": np.array([words[word] for word in sorted(words)], np.uint8),
        "spellings": spellings,
        "spelling_ends": spelling_ends,
    }


def merged(sources: Iterable[Mapping[str, NDArray[np.uint8]]]) -> Arrays:
    """Return the arrays of all words of several segments; nothing is folded again."""
    words: dict[bytes, bool] = {}
    entries: set[bytes] = set()
    for source in sources:
        own = Strings(source["words"], source["word_ends"])  # type: ignore[arg-type]
        for word, lower in zip(own, source["word_cases"].tolist(), strict=True):
            words[word] = words.get(word, False) or bool(lower)
        entries.update(Strings(source["spellings"], source["spelling_ends"]))  # type: ignore[arg-type]
    return packed_words(words, (e for e in entries if not words[e.partition(GAP)[2]]))


class Spellings:
    """The names of one segment, by their folding."""

    def __init__(self, source: Mapping[str, NDArray[np.uint8]], words: Strings) -> None:
        self._words, self._cases = words, source["word_cases"]
        self._entries = Pairs(source["spellings"], source["spelling_ends"])  # type: ignore[arg-type]

    def of(self, form: str) -> list[str]:
        """Return the words, without case, that fold to the form."""
        return self._entries.of(form)

    def is_common(self, word: str) -> bool:
        """Tell whether the segment's texts also write the word, given without case, so."""
        number = self._words.find(word.encode())
        return number is not None and bool(self._cases[number])
