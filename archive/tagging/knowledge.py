"""What is generally known of countries and organisations: further names, peoples, cities."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.tagging.matching import folded

_FOLDER = Path(__file__).parent
_SIGNS = re.compile(r"\b(?:and|the)\b|[^\w]")


class Country(NamedTuple):
    """`code` is ISO 3166-1 or, of former states, 3166-3; empty where there is none."""

    code: str
    names: list[str]
    adjectives: list[str]
    places: list[str]


def squeezed(name: str) -> str:
    """Return the name without case, accents, spaces, signs, `and` and `the`, for comparison."""
    return _SIGNS.sub("", folded(name))


def country(name: str, code: str = "") -> Country | None:
    """Return what is known of the country of this name or, failing that, of this ISO code."""
    return _countries().get(squeezed(name)) or (_countries().get(code) if code else None)


def organisation(name: str) -> list[str]:
    """Return the names of the organisation that bears this one; none if it is not known."""
    return _organisations().get(squeezed(name), [])


@cache
def _countries() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for line in _lines("countries.txt"):
        code, *columns = (column.strip() for column in line.split("|"))
        known = Country(code, *(_listed(column) for column in columns))
        for name in known.names:
            found.setdefault(squeezed(name), known)
        if code:
            found[code] = known
    return found


@cache
def _organisations() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _lines("organisations.txt"):
        names = _listed(line)
        for name in names:
            found.setdefault(squeezed(name), names)
    return found


def _lines(file: str) -> Iterator[str]:
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _listed(column: str) -> list[str]:
    return [each for part in column.split(",") if (each := part.strip())]
