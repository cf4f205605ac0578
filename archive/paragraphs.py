"""The text of an article as it is read: numbered paragraphs, marked, in pieces around its notes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from archive.printed_notes import PrintedNote
from search.occurrences import Occurrence
from search.snippets import Marker, marked


class Piece(NamedTuple):
    """A stretch of text as HTML: a note as printed, or what stands between notes."""

    html: SafeString
    note: PrintedNote | None


class Paragraph(NamedTuple):
    number: int
    pieces: list[Piece]
    is_marked: bool


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first character and the end of each paragraph that is not blank."""
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield start, start + len(part)
        start += len(part) + 2


def paragraphs(text: str, marker: Marker, notes: Sequence[PrintedNote]) -> list[Paragraph]:
    """Part a text; the words are looked for in all of it, as phrases may cross paragraphs."""
    found = marker.spans(text)
    return [
        Paragraph(
            number,
            list(_pieces(text, found, start, end, notes)),
            any(first < end and last > start for first, last, _ in found),
        )
        for number, (start, end) in enumerate(bounds(text), start=1)
    ]


def _pieces(
    text: str, found: list[Occurrence], start: int, end: int, notes: Sequence[PrintedNote]
) -> Iterator[Piece]:
    for note in notes:
        if start <= note.start < end:
            yield Piece(marked(text, found, start, note.start), None)
            yield Piece(marked(text, found, note.start, note.end), note)
            start = note.end
    yield Piece(marked(text, found, start, end), None)
