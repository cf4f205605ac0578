"""The parts of an article that may name what it is about."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from archive.importing import notes
from archive.importing.bulletins import begins_footer, is_footer_line, is_tail


class Part(Enum):
    HEADLINE = "headline"
    OPENING = "opening"  # the first paragraph
    REST = "rest"


class Passage(NamedTuple):
    """A paragraph or the headline; `start` is its place in the body."""

    text: str
    part: Part
    start: int = 0

    @property
    def is_shouted(self) -> bool:
        """Tell whether it is written in capitals throughout, so that case tells nothing."""
        return self.text.isupper()


def passages(title: str, body: str) -> Iterator[Passage]:
    """Yield what may be read: no boilerplate, source notes or headline of the next item.

    Source notes are blanked, so that every character keeps its place.
    """
    if title:
        yield Passage(title, Part.HEADLINE)
    part = Part.OPENING
    for start, text in _paragraphs(body):
        yield Passage(_without_notes(text), part, start)
        part = Part.REST


def _paragraphs(body: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    start = 0
    for text in body.split("\n\n"):
        if begins_footer(text):
            break
        if text.strip() and not is_footer_line(text):
            found.append((start, text))
        start += len(text) + 2
    if len(found) > 1 and _is_headline(found[-1][1]):
        found.pop()
    return found


def _is_headline(text: str) -> bool:
    """Tell whether a last paragraph is surely a headline.

    The import has dropped what may be one (rule R4), so that a short last sentence is text here.
    """
    long = [word for word in text.split() if sum(map(str.isalpha, word)) > 3]
    return is_tail(text) and all(word.lstrip("“\"'(")[:1].isupper() for word in long)


def _without_notes(text: str) -> str:
    for start, end in notes.places(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
