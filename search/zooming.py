"""The histogram as closely as the window in force: years, then months, then days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, Protocol

from archive import dates
from search.days import days
from search.links import BarLinks
from search.results import Bar, Calendar, Option
from search.state import SearchState


class Counting(Protocol):
    def touching(self, state: SearchState, edges: Sequence[int]) -> list[int]: ...

    def uncertain(self, state: SearchState) -> int: ...


def calendar(of_years: Calendar, state: SearchState, counting: Counting) -> Calendar:
    """Return the bars around the window; those of years, where it is wide, were counted before."""
    first, last = state.first_day, state.last_day
    shown = replace(of_years, broader=broader(state), uncertain=counting.uncertain(state))
    unit = unit_of(first, last)
    if unit == "year" or not first or not last:
        return shown
    names = _around(first, last, unit)
    bounds = [days(each) for each in names]
    edges = [each.toordinal() for each, _ in bounds] + [bounds[-1][1].toordinal() + 1]
    counts = counting.touching(state, edges)
    links, wider = BarLinks(state), shown.broader[-1].url
    bars = [
        Bar(*days, count, first <= days[1] and days[0] <= last, links.toggle(each, wider))
        for each, days, count in zip(names, bounds, counts, strict=True)
    ]
    return replace(shown, unit=unit, bars=bars)


def unit_of(first: date | None, last: date | None) -> Literal["year", "month", "day"]:
    """Show days of up to two months, months of up to two years, else years."""
    if not first or not last or first > last:
        return "year"
    if 12 * (last.year - first.year) + last.month - first.month <= 1:
        return "day"
    return "month" if last.year - first.year <= 1 else "year"


def broader(state: SearchState) -> list[Option]:
    """Return the searches in all years, in the year and in the month around the window."""
    first, last = state.first_day, state.last_day
    if not first and not last:
        return []
    found = [Option("All years", state.between("", "").path)]
    if first and last:
        around = [first.isoformat()[:4], _month(first)]
        found += [
            Option(dates.in_words(each), state.between(each, each).path)
            for each in around
            if days(each)[0] <= first <= last <= days(each)[1] and days(each) != (first, last)
        ]
    return found


def _around(first: date, last: date, unit: str) -> list[str]:
    """Return the months of the years, or the days of the months, that the window touches."""
    years = range(first.year, last.year + 1)
    months = [f"{year:04}-{month:02}" for year in years for month in range(1, 13)]
    if unit == "month":
        return months
    touched = [each for each in months if _month(first) <= each <= _month(last)]
    return [f"{each}-{day:02}" for each in touched for day in range(1, days(each)[1].day + 1)]


def _month(day: date) -> str:
    return day.isoformat()[:7]
