"""What every engine of the benchmark does: it is built, opened, asked and timed."""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from articles import Line
from questions import Question

PAGE_SIZE = VALUES_SHOWN = 20
# Characters, as the archive's; for engines that count words, so many of them.
SNIPPET_LENGTH, SNIPPET_WORDS = 280, 48
TITLE_BOOST = 2.0
MEMORY_FOR_WRITING = 512_000_000


class Unavailable(Exception):
    """The engine cannot run here; the message says what is missing."""


@dataclass(frozen=True)
class Times:
    """Milliseconds: from the question to 20 snippets, and the parts of that."""

    all: float
    search: float
    snippets: float


@dataclass
class Found:
    """Total, ids of the best 20 and, for each facet, up to 20 values with counts, largest first."""

    total: int
    hits: list[int]
    facets: dict[str, list[tuple[str, int]]]
    # Whatever the engine needs again for the snippets.
    rest: Any = None


@dataclass
class Answer:
    found: Found
    times: Times
    snippets: list[str] = field(default_factory=list)


class Engine(ABC):
    """An open index. No engine may answer from a cache of answers or filters."""

    passes = 5

    @classmethod
    def prepare(cls, articles: Iterator[Line], folder: Path) -> None:
        """Do what is no part of building the index; peers have nothing of the kind."""
        return

    @classmethod
    @abstractmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None: ...

    @classmethod
    def index_bytes(cls, folder: Path) -> int:
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    @abstractmethod
    def __init__(self, folder: Path) -> None:
        """Open the index; raises Unavailable."""

    @abstractmethod
    def search(self, question: Question) -> Found: ...

    @abstractmethod
    def snippets(self, question: Question, found: Found) -> list[str]: ...

    def ask(self, question: Question) -> Answer:
        start = perf_counter()
        found = self.search(question)
        middle = perf_counter()
        snippets = self.snippets(question, found)
        end = perf_counter()
        times = Times(*((b - a) * 1000 for a, b in ((start, end), (start, middle), (middle, end))))
        return Answer(found, times, snippets)

    def measure_changes(self) -> dict[str, float]:
        """Measure what changes the index; comes last."""
        return {}


def timed_pass(engine: Engine, questions: list[Question], seed: int) -> list[Times]:
    """Ask everything once in an order that depends on the seed; returns times by question."""
    order = list(range(len(questions)))
    random.Random(seed).shuffle(order)
    times = {place: engine.ask(questions[place]).times for place in order}
    return [times[place] for place in range(len(questions))]
