"""Searches that are random or mean to be slow, all of the language: which is the slowest.

    python hostile.py [NUMBER]

The archive is that of the environment (VAR_DIR). The same index and number give the same searches.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from time import perf_counter

import django

django.setup()

from search import engine
from search.analysis import term
from search.limits import MAX_SLOP
from search.state import SearchState
from search.whoosh.index import Snapshot
from search.whoosh.lexicon import MOST_TERMS, Lexicon

SEED = 42
SEARCHES = 10_000
SLOW_MS = 1_000
# A search that seems slow is timed so often, and the best time counts.
TIMES = 3
COMMON, OTHERS = 60, 3_000
SIGNS = "\"“”()*?~^:-.,'’ANDORT&\\/<>{}[]é中а\u0301\u200d01 "


@dataclass
class Words:
    """Words of the index, most frequent first, and beginnings that many words share."""

    common: list[str]
    others: list[str]
    beginnings: list[str]

    @classmethod
    def of(cls, snapshot: Snapshot, chance: random.Random) -> "Words":
        lexicon = Lexicon(snapshot.segments)
        words = sorted({w.decode() for s in snapshot.segments for w in s.content.words})
        # The shortest word of each term.
        by_term = {term(word): word for word in sorted(words, key=len, reverse=True)}
        frequency = {t: lexicon.document_frequencies(t)["body"] for t in by_term}
        most = sorted(by_term, key=lambda each: (-frequency[each], each))
        common = [by_term[each] for each in most[:COMMON]]
        others = chance.sample(words, min(OTHERS, len(words)))
        return cls(common, others, _beginnings(words))


def _beginnings(words: Sequence[str]) -> list[str]:
    """Return beginnings of words, those that stand for most terms within the limit first."""
    terms: dict[str, set[str]] = {}
    for word in words:
        for length in (2, 3, 4):
            if len(word) > length:
                terms.setdefault(word[:length], set()).add(term(word))
    allowed = {beginning: len(found) for beginning, found in terms.items()}
    most = sorted(allowed, key=lambda each: (allowed[each] > MOST_TERMS, -allowed[each], each))
    return most[:40]


@dataclass
class Figures:
    """What the searches took; times in milliseconds, `slowest` the worst with their texts."""

    searches: int = 0
    refused: int = 0
    slower_than_a_second: int = 0
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, milliseconds: float) -> None:
        self.searches += 1
        self.slower_than_a_second += milliseconds > SLOW_MS
        self.slowest = sorted([*self.slowest, (milliseconds, text)], reverse=True)[:10]


class Searches:
    """Makes searches of every shape by turns."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self._words, self._chance = words, chance

    def __iter__(self) -> Iterator[str]:
        shapes: list[Callable[[], str]] = [
            *[self._tree] * 8,
            *[self._phrase_of_common_words] * 2,
            *[self._near_common_words] * 2,
            self._long_phrase,
            self._many_phrases,
            self._any_of_common_words,
            self._all_of_common_words,
            self._prefixes,
            self._wildcards,
            self._fuzzy,
            self._nested_nots,
            self._nested_brackets,
            self._fields,
            self._names,
            self._noise,
        ]
        while True:
            for shape in shapes:
                yield shape()

    def _common(self, number: int) -> str:
        return " ".join(self._chance.choices(self._words.common, k=number))

    def _word(self) -> str:
        return self._chance.choice(self._chance.choice([self._words.common, self._words.others]))

    def _leaf(self) -> str:
        chance, word = self._chance, self._word()
        return chance.choice(
            [
                *[word] * 4,
                f'"{word} {self._word()}"',
                f'"{word} {self._word()}"~{chance.randint(1, MAX_SLOP)}',
                f"{word[:4]}*",
                f"{word[:2]}?{word[3:]}",
                f"{word}~{chance.choice(['', 2])}",
                f"{word}-{self._word()}",
                f"{chance.choice(['title', 'body', 'foo'])}:{word}",
                f"date:{chance.randint(2014, 2026)}..",
                f'region:"region-{chance.randint(1, 200):04}"',
                f"actor:actor-{chance.randint(1, 5_500):04}",
                f"issue:{chance.randint(1, 9)}/{chance.randint(1, 99)}",
            ]
        )

    def _tree(self, depth: int = 3) -> str:
        chance = self._chance
        if not depth or chance.random() < 0.4:
            return self._leaf() + chance.choice(["", "", "", "^2", "^0.3"])
        joint = chance.choice([" ", " OR ", " AND ", " -", " NOT "])
        inner = joint.join(self._tree(depth - 1) for _ in range(chance.randint(2, 4)))
        return f"{chance.choice(['', '', '-', 'title:', 'body:'])}({inner})"

    def _phrase_of_common_words(self) -> str:
        return f'"{self._common(self._chance.randint(2, 6))}"'

    def _near_common_words(self) -> str:
        return f'"{self._common(self._chance.randint(2, 6))}"~{MAX_SLOP}'

    def _long_phrase(self) -> str:
        return f'"{self._common(32)}"' + self._chance.choice(["", f"~{MAX_SLOP}"])

    def _many_phrases(self) -> str:
        joint = self._chance.choice([" OR ", " "])
        slop = self._chance.choice(["", f"~{MAX_SLOP}"])
        return joint.join(f'"{self._common(2)}"{slop}' for _ in range(16))

    def _any_of_common_words(self) -> str:
        return " OR ".join(self._common(32).split())

    def _all_of_common_words(self) -> str:
        return self._common(32)

    def _prefixes(self) -> str:
        found = self._chance.sample(self._words.beginnings, min(3, len(self._words.beginnings)))
        return self._chance.choice([" OR ", " ", " -"]).join(f"{each}*" for each in found)

    def _wildcards(self) -> str:
        beginning = self._word()[:1]
        forms = ["{}??????", "{}?e*e*e*", "{0}?????????????", "{}?*s", "{}a*a*a*a*b", "{}e*?*?*?"]
        return " OR ".join(form.format(beginning) for form in self._chance.sample(forms, 3))

    def _fuzzy(self) -> str:
        words = [word for word in self._words.common if len(word) > 2] or ["word"]
        return " OR ".join(f"{word}~2" for word in self._chance.choices(words, k=8))

    def _nested_nots(self) -> str:
        depth = self._chance.randint(1, 7)
        nots = "".join(f"({word} NOT " for word in self._common(depth).split())
        return nots + self._word() + ")" * depth

    def _nested_brackets(self) -> str:
        depth = self._chance.randint(1, 9)
        return "(" * depth + " OR ".join(self._common(8).split()) + ")" * depth

    def _fields(self) -> str:
        field_ = self._chance.choice(["title", "body"])
        inner = self._chance.choice([" OR ", " "]).join(self._common(10).split())
        tags = ' actor:(actor-0001 OR actor-0002) region:"region-0001" date:2016..2020 issue:7/4'
        return f'{field_}:({inner}) {field_}:"{self._common(3)}"~50' + tags

    def _names(self) -> str:
        return " ".join(word.title() for word in self._chance.choices(self._words.others, k=30))

    def _noise(self) -> str:
        return "".join(self._chance.choices(SIGNS, k=self._chance.randint(1, 600)))


def measure(number: int = SEARCHES) -> Figures:
    """Search so many times; what raises is told, not raised."""
    chance, figures = random.Random(SEED), Figures()
    words = Words.of(engine.index().snapshot(), chance)
    engine.search(SearchState(q="actor:none"))  # what a process reads once
    for text, _ in zip(Searches(words, chance), range(number), strict=False):
        state = SearchState(q=" ".join(text.split()), match_any=chance.random() < 0.2)
        try:
            milliseconds, refusal = _timed(state)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is the finding)
            figures.failures.append((text, repr(error)))
            continue
        figures.refused += bool(refusal)
        figures.add(text, milliseconds)
    return figures


def _timed(state: SearchState) -> tuple[float, str]:
    """Search, and again where it seemed slow: a busy machine is no slow search."""
    times: list[float] = []
    while not times or (min(times) > SLOW_MS / 4 and len(times) < TIMES):
        start = perf_counter()
        refusal = engine.search(state).refusal
        times.append((perf_counter() - start) * 1000)
    return min(times), refusal


if __name__ == "__main__":
    print(json.dumps(asdict(measure(int(sys.argv[1]) if sys.argv[1:] else SEARCHES))))
