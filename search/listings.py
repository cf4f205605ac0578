"""What the address of a page of all values of a facet says, beside the search itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from search.state import PAGE, Reading, SearchState

MOST_CHARACTERS = 100
LETTER = re.compile(r"[a-z0]", re.ASCII)


@dataclass(frozen=True)
class Listing:
    """A list of the values under the search `state`, whose own page does not count.

    Only values with `contains` in a name, and whose label begins with the letter `starts` (`0`:
    with none of a to z), by count or by name; `part` of it.
    """

    facet: str
    state: SearchState
    contains: str = ""
    starts: str = ""
    by_name: bool = False
    part: int = 1

    def changed(self, **changes: Any) -> "Listing":
        """Return the first part of another list."""
        return replace(self, **{"part": 1, **changes})

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters in canonical order, defaults omitted."""
        own = {
            "contains": self.contains,
            "starts": self.starts,
            "by": "name" if self.by_name else "",
            "part": str(self.part) if self.part > 1 else "",
        }
        return self.state.pairs() + [(name, value) for name, value in own.items() if value]

    @property
    def root(self) -> str:
        return f"/search/facets/{self.facet}/"

    @property
    def path(self) -> str:
        pairs = self.pairs()
        return f"{self.root}?{urlencode(pairs)}" if pairs else self.root

    @property
    def suggest_path(self) -> str:
        """Where to ask for values while one types."""
        return f"{self.root}suggest{self.state.to_query_string()}"

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form with a field `contains` sends along."""
        return self.changed(contains="", starts="").pairs()


def read(facet: str, reading: Reading) -> Listing:
    """Read the parameters that the search left to the listing; what is malformed is noticed."""
    values: dict[str, Any] = {}
    for name, value in reading.pairs:
        if name not in READERS or not value:
            continue
        key, reader = READERS[name]
        if key in values:
            reading.notices.append(f"“{name}” stands twice; only the first was used.")
            continue
        try:
            values[key] = reader(value)
        except ValueError:
            reading.notices.append(f"“{value[:40]}” makes no sense as “{name}”.")
    return Listing(facet, reading.state.on_page(1), **values)


def _read_contains(value: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    if len(text) > MOST_CHARACTERS:
        raise ValueError(text)
    return text


def _read_letter(value: str) -> str:
    if not LETTER.fullmatch(value.lower()):
        raise ValueError(value)
    return value.lower()


def _read_order(value: str) -> bool:
    if value not in ("count", "name"):
        raise ValueError(value)
    return value == "name"


def _read_part(value: str) -> int:
    if not PAGE.fullmatch(value):
        raise ValueError(value)
    return int(value)


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "contains": ("contains", _read_contains),
    "starts": ("starts", _read_letter),
    "by": ("by_name", _read_order),
    "part": ("part", _read_part),
}
