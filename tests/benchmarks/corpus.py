"""Makes the articles of a benchmark: sentences of real texts mixed anew, the same at every run."""

import random
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from anyascii import anyascii
from articles import Line
from django.utils.text import slugify

from archive import dates
from archive.importing.files import ArticleFile
from archive.importing.records import Record

SEED = 42
REGIONS, ACTORS = 150, 5_000
FIRST_DAY, DAYS = date(2015, 1, 1), 3_652
# With the last run of sentences an article comes to 300 words on average.
FEWEST_WORDS, MOST_WORDS = 130, 370
WITHOUT_TITLE = WITHOUT_DATE = 0.02

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "bulletins"
END_OF_SENTENCE = re.compile(r"(?<=[a-z0-9\"”’)][.?!])\s+")


def reuters(shared: Path) -> Path:
    return shared / "data" / "reuters.jsonl.xz"


def records(shared: Path) -> Iterator[Record]:
    """Yield the texts to mix: those of the shared folder where it is, else the seeds."""
    source = reuters(shared)
    for path in [source] if source.exists() else sorted(SEEDS.glob("*.txt")):
        yield from _readable(path)


def _readable(path: Path) -> Iterator[Record]:
    for item in ArticleFile(path).items():
        if isinstance(item.content, Record):
            yield item.content


class Sentences:
    """All sentences in the order of their texts, and how many words stand before each."""

    def __init__(self, bodies: Iterable[str]) -> None:
        self.texts = [
            sentence for body in bodies for sentence in END_OF_SENTENCE.split(body) if sentence
        ]
        self.words_before = list(accumulate((len(t.split()) for t in self.texts), initial=0))

    def body(self, chance: random.Random) -> str:
        """Return runs of two to six sentences from several places, a paragraph each."""
        wanted = chance.randint(FEWEST_WORDS, MOST_WORDS)
        paragraphs, words = [], 0
        while words < wanted:
            start = chance.randrange(len(self.texts) - 1)
            end = min(start + chance.randint(2, 6), len(self.texts))
            paragraphs.append(" ".join(self.texts[start:end]))
            words += self.words_before[end] - self.words_before[start]
        return "\n\n".join(paragraphs)


class Tags:
    """Draws names by Zipf's law: the n-th is n times rarer than the first."""

    def __init__(self, kind: str, number: int) -> None:
        self.names = [f"{kind}-{each:04}" for each in range(1, number + 1)]
        self.weights = list(accumulate(1 / rank for rank in range(1, number + 1)))

    def some(self, chance: random.Random, fewest: int, most: int) -> list[str]:
        number = chance.randint(fewest, most)
        return sorted(set(chance.choices(self.names, cum_weights=self.weights, k=number)))


def generated(sources: Iterable[Record], size: int) -> Iterator[Line]:
    """Yield `size` articles of about 300 words over ten years."""
    chance = random.Random(SEED)
    texts = list(sources)
    sentences = Sentences(record.body for record in texts)
    titles = [record.title for record in texts if record.title]
    regions, actors = Tags("region", REGIONS), Tags("actor", ACTORS)
    for number in range(1, size + 1):
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        yield {
            "id": number,
            "title": "" if chance.random() < WITHOUT_TITLE else chance.choice(titles),
            "body": sentences.body(chance),
            "regions": regions.some(chance, 1, 3),
            "actors": actors.some(chance, 0, 6),
            "date": "" if chance.random() < WITHOUT_DATE else day.isoformat(),
        }


def real(path: Path, size: int | None) -> Iterator[Line]:
    """Yield the first articles of a file that the archive can import; a date is its first day."""
    for number, record in enumerate(islice(_readable(path), size), start=1):
        yield {
            "id": number,
            "title": record.title,
            "body": record.body,
            "regions": _slugs(record.regions),
            "actors": _slugs(actor["name"] for actor in record.actors),
            "date": dates.bounds(record.date)[0].isoformat() if record.date else "",
        }


def _slugs(names: Iterable[str]) -> list[str]:
    return sorted({slug for name in names if (slug := slugify(anyascii(name))[:100])})
