"""Names that no record knows: persons after titles and roles, counted over the archive."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from anyascii import anyascii

from archive.tagging import surroundings
from archive.tagging.matching import Matcher
from archive.tagging.passages import Passage

MOST_EXAMPLES = 5


@dataclass
class Candidate:
    """A name in its spellings, each with the number of articles, and some of their keys."""

    spellings: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The commonest spelling, of equals the longest."""
        return max(self.spellings, key=lambda each: (self.spellings[each], len(each)))

    @property
    def examples(self) -> list[int]:
        return sorted(self.articles)[:MOST_EXAMPLES]


def candidates(articles: Iterable[tuple[int, list[Passage]]], known: Matcher) -> list[Candidate]:
    """Return the unknown names of the articles (key, passages), those of most articles first."""
    found: defaultdict[str, Candidate] = defaultdict(Candidate)
    for key, parts in articles:
        for name in set(_names(parts, known)):
            candidate = found[alike(name)]
            candidate.spellings[name] += 1
            candidate.articles.add(key)
    return sorted(found.values(), key=lambda each: (-len(each.articles), each.name))


def alike(name: str) -> str:
    """Return what spellings of a name have in common: letters without accents, y, i and doubles.

    Only for grouping: Zakayev, Zakaev and Zakaiev are one, and a person decides.
    """
    letters = [each for each in anyascii(name).lower() if each.isalpha() and each not in "yij'"]
    return "".join(
        each for each, before in zip(letters, ["", *letters], strict=False) if each != before
    )


def _names(parts: list[Passage], known: Matcher) -> Iterator[str]:
    for passage in parts:
        if passage.is_shouted:
            continue
        for start, end in surroundings.names_after_titles(passage.text):
            name = passage.text[start:end]
            if not known.find(name):
                yield name
