"""A title printed in capitals as citations want it, by how the text itself writes its words.

Which words are names is not guessed: it is read from the article and the names of its tags.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

_WORD = re.compile(r"([^\W\d_]+)")
# Where a capital tells nothing: at the beginning of a text, a sentence, a quotation, a bracket.
_BEGINNING = re.compile(r"(?:^|[.!?:…\n]|[“”\"‘(\[])[\s“”\"‘’(\[]*$")
_ENDINGS = frozenset({"d", "ll", "re", "s", "t", "ve"})  # behind an apostrophe
# Small in a headline: articles, conjunctions, and prepositions of up to four letters (The Chicago
# Manual of Style, 18th edition, 8.160).
MINOR = frozenset(
    "a an and as at but by for from in into near nor of off on onto or over per so than the to up "
    "upon via with yet".split()
)
# Never a name, whether the text has it or not.
COMMON = MINOR | frozenset(
    "about after against all among are be before between both could every everything few first had "
    "has have he her his how is it its last may more most must new no not nothing one out she some "
    "that their them they this three through two under was were what when where which while who "
    "why will without would".split()
)


class Casing:
    """The words of a text in the letters in which most of its sentences write them."""

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self._text, self._names = text, names

    def headline(self, title: str) -> str:
        """Return the title with capitals for its words (Chicago, MLA), if printed in capitals."""
        return self._recased(title, is_headline=True) if in_capitals(title) else title

    def sentence(self, title: str) -> str:
        """Return the title with capitals for names (APA), if printed in capitals.

        Where a word may be a name for all the text tells, the title is as in a headline.
        """
        if not in_capitals(title):
            return title
        is_told = all(self.is_told(word) for word in _WORD.findall(title))
        return self._recased(title, is_headline=not is_told)

    def is_name(self, word: str) -> bool:
        """Tell whether the text writes the word with a capital within sentences."""
        written = self._written.get(word.lower(), "")
        return bool(written) and not written.islower()

    def is_told(self, word: str) -> bool:
        """Tell whether the word is known to be a name, or to be none."""
        lower = word.lower()
        return lower in COMMON or lower in _ENDINGS or lower in self._written

    def _recased(self, title: str, is_headline: bool) -> str:
        parts = _WORD.split(title)
        last = len(parts) - 2
        for place in range(1, len(parts), 2):
            word, before = parts[place].lower(), "".join(parts[:place])
            written = self._written.get(word, word)
            is_first = not before.strip(" …") or before.rstrip().endswith((":", "?", "!"))
            is_large = is_headline and (word not in MINOR or place == last)
            if before.endswith(("'", "’")) and word in _ENDINGS:
                parts[place] = word
            else:
                parts[place] = _with_capital(written) if is_first or is_large else written
        return "".join(parts)

    @cached_property
    def _written(self) -> dict[str, str]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for match in _WORD.finditer(self._text):
            word = match[1]
            is_plain = word[1:].islower() or not word[1:]
            if word.islower() or not is_plain or not self._begins(match.start()):
                counts[word.lower()][word] += 1
        for word in _WORD.findall(" ".join(self._names)):
            counts[word.lower()].setdefault(word, 1)
        return {lower: forms.most_common(1)[0][0] for lower, forms in counts.items()}

    def _begins(self, place: int) -> bool:
        return bool(_BEGINNING.search(self._text[max(0, place - 6) : place])) or not place


def in_capitals(title: str) -> bool:
    """Tell whether a title is printed in capitals; of one word it cannot be told."""
    return title.isupper() and len(_WORD.findall(title)) > 1


def pieces(title: str) -> list[tuple[str, bool]]:
    """Return the title in pieces, each with whether it is a word."""
    return [(part, place % 2 == 1) for place, part in enumerate(_WORD.split(title)) if part]


def _with_capital(word: str) -> str:
    return word[:1].upper() + word[1:]
