"""Dates as citations print them: each style in its order, uncertain ones as `ca.`"""

from dataclasses import dataclass
from typing import NamedTuple

from archive import dates

UNABBREVIATED = ("May", "June", "July")


class Day(NamedTuple):
    """A day, or what is known of one: `5 January 2001`, `spring 2001`, `1990s`."""

    day: str
    month: str
    year: str


@dataclass(frozen=True)
class CitedDays:
    """An EDTF string of level 1; what was inferred is as uncertain as what is marked so."""

    text: str
    is_inferred: bool = False

    @property
    def is_about(self) -> bool:
        return self.is_inferred or any(mark in self.text for mark in dates.QUALIFIERS)

    @property
    def in_chicago(self) -> str:
        ends = [f"{_month_and_day(each)}{',' * bool(each.day)} {each.year}" for each in self._ends]
        return self._said("ca. ", [end.strip() for end in ends])

    @property
    def in_mla(self) -> str:
        ends = [(each.day, _short(each.month), each.year) for each in self._ends]
        return self._said("circa ", [" ".join(filter(None, end)) for end in ends])

    @property
    def in_apa(self) -> str:
        ends = [(each.year, _month_and_day(each)) for each in self._ends]
        return self._said("ca. ", [", ".join(filter(None, end)) for end in ends])

    def _said(self, about: str, ends: list[str]) -> str:
        return f"{about if self.is_about else ''}{'–'.join(ends)}" if ends else "n.d."

    @property
    def _ends(self) -> list[Day]:
        return [_day(end) for end in self.text.split("/") if end]


def _day(text: str) -> Day:
    words = dates.in_words(text).removeprefix("about ").split()
    return Day(*[""] * (3 - len(words)), *words)


def _month_and_day(day: Day) -> str:
    """Return both as Americans write them."""
    return f"{day.month[:1].upper()}{day.month[1:]} {day.day}".strip()


def _short(month: str) -> str:
    """Return the month as the MLA abbreviates it."""
    if month in UNABBREVIATED or month not in dates.MONTHS:
        return month
    return f"{month[:4] if month == 'September' else month[:3]}."
