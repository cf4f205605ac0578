"""The sentences in which a name stands, parted so that a page can mark the name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

SHOWN = 3
_SENTENCE_START = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!][”\"’)]))\s+(?=[“\"‘(]?[A-ZА-Я0-9])|\n\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|No)\.$")
# A list without full stops is cut to this many characters on each side of the name.
_SIDE = 300


class Piece(NamedTuple):
    text: str
    is_name: bool


def sentences(body: str, spans: Sequence[Sequence[int]]) -> list[list[Piece]]:
    """Return the first sentences that hold one of the spans ([start, end) in the body)."""
    found: dict[tuple[int, int], list[Sequence[int]]] = {}
    for span in spans:
        if 0 <= span[0] < span[1] <= len(body):
            found.setdefault(_bounds(body, span[0], span[1]), []).append(span)
    return [_pieces(body, bounds, inside) for bounds, inside in list(found.items())[:SHOWN]]


def _bounds(body: str, start: int, end: int) -> tuple[int, int]:
    first = max(start - _SIDE, 0)
    last = min(end + _SIDE, len(body))
    breaks = [match for match in _SENTENCE_START.finditer(body, first, last) if _parts(body, match)]
    begins = [match.end() for match in breaks if match.end() <= start]
    ends = [match.start() for match in breaks if match.start() >= end]
    return (begins[-1] if begins else first), (ends[0] if ends else last)


def _parts(body: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence ends here, rather than an abbreviation."""
    return not _ABBREVIATED.search(body, max(match.start() - 6, 0), match.start())


def _pieces(body: str, bounds: tuple[int, int], spans: list[Sequence[int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = bounds[0]
    for start, end in spans:
        pieces += [Piece(body[at:start], is_name=False), Piece(body[start:end], is_name=True)]
        at = end
    return [each for each in [*pieces, Piece(body[at : bounds[1]], is_name=False)] if each.text]
