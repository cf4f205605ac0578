"""Cursors: where a search goes on in an order that no change of the archive disturbs."""

import re
from typing import NamedTuple

CURSOR = re.compile(r"([no])(-?[0-9]{1,10})_(-?[0-9]{1,18})", re.ASCII)
ORDERS = {"n": "newest", "o": "oldest"}
START = "*"


class Position(NamedTuple):
    """What the order compares of a hit: its day, then its key, larger ones earlier.

    A hit keeps its position while others come and go. The score of relevance has none: it moves
    with every change of the archive.
    """

    day: int
    key: int


class Cursor(NamedTuple):
    """An order, `newest` or `oldest`, and behind which position it goes on; None: the first."""

    order: str
    behind: Position | None


def write(order: str, position: Position) -> str:
    return f"{order[0]}{position.day}_{position.key}"


def read(text: str, order: str) -> Cursor:
    """Return the cursor that a text says; one that starts takes the order. Raises ValueError."""
    if text == START:
        return Cursor("oldest" if order == "oldest" else "newest", None)
    match = CURSOR.fullmatch(text)
    if not match:
        raise ValueError(text)
    letter, day, key = match.groups()
    return Cursor(ORDERS[letter], Position(int(day), int(key)))
