"""The questions that every engine is asked: each plain, and with filters of region and date."""

from dataclasses import asdict, dataclass
from typing import Any

# How the words of each group are joined.
KINDS = {
    "rare": "term",
    "common": "term",
    "and2": "and",
    "and3": "and",
    "or2": "or",
    "or3": "or",
    "phrase": "phrase",
    "prefix": "prefix",
    "fuzzy": "fuzzy",
}

# For articles made of Reuters items. The neighbours of the fuzzy words are words that stemming
# leaves as they are, so that engines that look among stems find the same.
OF_REUTERS = {
    "rare": ["cloud", "unionized", "thor", "volcano", "tension"],
    "common": ["said", "oil", "government", "bank", "trade"],
    "and2": ["oil prices", "interest rates", "trade japan", "bank tension"],
    "and3": ["japan trade deficit", "said company shares", "crude oil opec"],
    "or2": ["oil opec", "dollar yen", "wheat corn"],
    "or3": ["oil gas energy", "said company shares", "tension cloud thor"],
    "phrase": ["interest rates", "trade deficit", "white house", "of the"],
    "prefix": ["econom", "agri", "trad"],
    "fuzzy": ["japn", "dolar", "opac"],
}


@dataclass(frozen=True)
class Question:
    """`region` is a slug, `first` and `last` are days; empty, they filter nothing."""

    group: str
    words: tuple[str, ...]
    region: str = ""
    first: str = ""
    last: str = ""

    @property
    def kind(self) -> str:
        return KINDS[self.group]

    @property
    def is_filtered(self) -> bool:
        return bool(self.region or self.first)

    @property
    def text(self) -> str:
        """What a reader would type."""
        form = {"or": " OR ".join, "phrase": '"{}"'.format, "prefix": "{}*".format}
        joined = " ".join(self.words)
        if self.kind == "or":
            return form["or"](self.words)
        if self.kind == "fuzzy":
            return f"{joined}~1"
        return form[self.kind](joined) if self.kind in form else joined

    def __str__(self) -> str:
        filters = f" [{self.region} {self.first}…{self.last}]" if self.is_filtered else ""
        return self.text + filters

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(given: dict[str, Any]) -> Question:
    return Question(**{**given, "words": tuple(given["words"])})
