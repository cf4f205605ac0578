"""Compares the answers of the peers with those of the archive, and tells why they differ."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import analyses
from questions import Question

# What the archive counts under its own filter is left out: it counts a facet without it.
FILTERS = {"region": "region", "year": "first", "actor": ""}
EXPANDED = (
    "the archive expands over words as they are written, the peer over the stems in its index"
)
BY_SEGMENT = "the peer adds up the largest values of each segment, which misses some small ones"
ANSWERS = dict[str, Any]


@dataclass(frozen=True)
class Disagreement:
    question: str
    archive: Any
    peer: Any
    # Empty where none was found: that one is a fault, of the engine or of the benchmark.
    reason: str


class Comparison:
    """All questions answered by the archive, to be held against each peer."""

    def __init__(
        self, questions: list[Question], answers: list[ANSWERS], texts: Iterable[str]
    ) -> None:
        self.questions, self.answers = questions, answers
        self.written = {word for text in texts for word in text.split()}

    def totals(self, peer: str, answers: list[ANSWERS]) -> list[Disagreement]:
        return [
            Disagreement(str(asked), ours["total"], theirs["total"], self.reason(asked, peer))
            for asked, ours, theirs in self._pairs(answers)
            if ours["total"] != theirs["total"]
        ]

    def facets(self, peer: str, answers: list[ANSWERS]) -> list[Disagreement]:
        """Compare the counts where the totals agree; values of equal counts may differ."""
        return [
            Disagreement(
                f"{facet} of {asked}",
                sizes(ours),
                sizes(theirs),
                BY_SEGMENT if peer == "tantivy" else "",
            )
            for asked, our_answer, their_answer in self._pairs(answers)
            if our_answer["total"] == their_answer["total"]
            for facet, ours, theirs in _comparable(asked, our_answer, their_answer)
            if sizes(ours) != sizes(theirs)
        ]

    def _pairs(self, answers: list[ANSWERS]) -> Iterable[tuple[Question, ANSWERS, ANSWERS]]:
        return zip(self.questions, self.answers, answers, strict=True)

    def reason(self, question: Question, peer: str) -> str:
        """Return why the totals may differ: by a word of the articles that the two read apart."""
        if question.kind in ("prefix", "fuzzy"):
            return EXPANDED
        ours, theirs = analyses.OF["archive"], analyses.OF[peer]
        text = " ".join(question.words)
        if len(theirs(text)) < len(ours(text)):
            return f"the peer stops words: of “{text}” it searches “{' '.join(theirs(text))}”"
        return self._word_read_apart(text, ours, theirs, question.kind == "phrase")

    def _word_read_apart(self, text: str, ours: Callable, theirs: Callable, is_phrase: bool) -> str:
        our_terms, their_terms = set(ours(text)), set(theirs(text))
        for word in sorted(self.written):
            here, there = ours(word), theirs(word)
            is_found_apart = bool(our_terms & set(here)) != bool(their_terms & set(there))
            is_shifted = is_phrase and bool(our_terms & set(here)) and len(here) != len(there)
            if is_found_apart or is_shifted:
                return " ".join(
                    [_told_apart(word, here, there), _told_apart(text, ours(text), theirs(text))]
                )
        return ""


def _comparable(asked: Question, ours: ANSWERS, theirs: ANSWERS) -> Iterable[tuple[str, Any, Any]]:
    for facet, own_filter in FILTERS.items():
        if not (own_filter and getattr(asked, own_filter)):
            yield facet, ours["facets"][facet], theirs["facets"][facet]


def sizes(values: list[tuple[str, int]]) -> list[int]:
    return sorted((count for _, count in values), reverse=True)


def _told_apart(text: str, here: list[str], there: list[str]) -> str:
    if here == there:
        return f"“{text}” is read as {_list(here)}."
    return f"“{text}” is read as {_list(here)}, by the peer as {_list(there)}."


def _list(terms: list[str]) -> str:
    return " + ".join(terms) or "nothing"
