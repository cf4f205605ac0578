"""The calendar of a publication's year: days of issues held, missing or perhaps missing.

Nothing lists what appeared, so gaps are inferred: numbers between two held issues say how many are
missing, the cadence says on which days they may have appeared, and days that other bulletins cite
are certain.
"""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


class Status(StrEnum):
    HELD = "held"
    PARTLY = "partly held"
    MISSING = "missing"
    DOUBTFUL = "perhaps missing"
    NONE = ""

    @property
    def mark(self) -> str:
        """The name of the mark in a grid: a class of the style sheet."""
        return self.value.replace(" ", "-")


class HeldIssue(NamedTuple):
    """An issue that readers can see; `day` is None where its date is no single day."""

    volume: int
    number: int
    day: date | None
    date_in_words: str
    url: str
    articles: int
    is_partly: bool

    @property
    def label(self) -> str:
        return f"{self.volume}/{self.number}"

    @property
    def status(self) -> Status:
        return Status.PARTLY if self.is_partly else Status.HELD


class Day(NamedTuple):
    """A day of a grid; `number` is 0 for the blanks before the first and after the last."""

    number: int
    status: Status = Status.NONE
    issue: HeldIssue | None = None
    cited: int = 0


class Month(NamedTuple):
    name: str
    weeks: list[list[Day]]


class Gap(NamedTuple):
    """What lies between two held issues; `missing` is None where a new volume hides the number."""

    after: HeldIssue
    before: HeldIssue
    missing: int | None
    days: list[date]

    @property
    def status(self) -> Status:
        if self.missing == 0 or not self.days:
            return Status.NONE
        is_certain = self.missing is not None and self.missing >= len(self.days)
        return Status.MISSING if is_certain else Status.DOUBTFUL


def _weekdays(first: date, last: date) -> list[date]:
    days = [first + A_DAY * n for n in range(1, (last - first).days)]
    return [day for day in days if day.weekday() < calendar.SATURDAY]


def _daily(first: date, last: date) -> list[date]:
    return [first + A_DAY * n for n in range(1, (last - first).days)]


def _weekly(first: date, last: date, weeks: int = 1) -> list[date]:
    # An issue a few days early or late is still the issue of its week.
    whole = round((last - first) / (WEEK * weeks))
    return [first + WEEK * weeks * n for n in range(1, whole)]


def _fortnightly(first: date, last: date) -> list[date]:
    return _weekly(first, last, weeks=2)


def _monthly(first: date, last: date) -> list[date]:
    months = (last.year - first.year) * 12 + last.month - first.month
    ends = (divmod(first.month - 1 + n, 12) for n in range(1, months))
    return [date(first.year + years, month + 1, min(first.day, 28)) for years, month in ends]


# What the field `cadence` of a publication says → the days between two issues when others may be.
CADENCES: dict[str, Callable[[date, date], list[date]]] = {
    "daily": _daily,
    "weekdays": _weekdays,
    "weekly": _weekly,
    "fortnightly": _fortnightly,
    "biweekly": _fortnightly,
    "monthly": _monthly,
}


@dataclass
class Year:
    """A year of a publication: twelve grids, and what no grid can show."""

    year: int
    months: list[Month] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    without_day: list[HeldIssue] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)


def of_year(
    year: int, issues: Sequence[HeldIssue], cadence: str, cited: Mapping[date, int]
) -> Year:
    """Return the calendar of a year.

    `issues` are those of the year with one before and one after it, in the order of volume and
    number; `cited` are days with how many articles cite an issue of that day which is not held.
    """
    held = {issue.day: issue for issue in issues if issue.day}
    found_gaps = gaps(issues, cadence)
    inferred = {day: gap.status for gap in found_gaps for day in gap.days}

    def shown(day: date) -> Day:
        if issue := held.get(day):
            return Day(day.day, issue.status, issue)
        if day in cited and _may_appear(day, cadence):
            return Day(day.day, Status.MISSING, cited=cited[day])
        return Day(day.day, inferred.get(day, Status.NONE))

    months = [_month(year, month, shown) for month in range(1, 13)]
    found = {day.status for month in months for week in month.weeks for day in week}
    return Year(
        year,
        months,
        [gap for gap in found_gaps if _touches(gap, year)],
        [issue for issue in issues if not issue.day],
        [status for status in Status if status and status in found],
    )


def gaps(issues: Sequence[HeldIssue], cadence: str) -> list[Gap]:
    """Return the gaps in which issues are missing or may be; none of an unknown cadence.

    `issues` come in the order of volume and number.
    """
    days_between = CADENCES.get(cadence.strip().lower())
    if not days_between:
        return []
    found = []
    for after, before in pairwise(issue for issue in issues if issue.day):
        if after.day and before.day and after.day < before.day:
            missing = before.number - after.number - 1 if after.volume == before.volume else None
            found.append(Gap(after, before, missing, days_between(after.day, before.day)))
    return [gap for gap in found if gap.status]


def _touches(gap: Gap, year: int) -> bool:
    return gap.days[0].year <= year <= gap.days[-1].year


def _may_appear(day: date, cadence: str) -> bool:
    return cadence.strip().lower() != "weekdays" or day.weekday() < calendar.SATURDAY


def _month(year: int, month: int, shown: Callable[[date], Day]) -> Month:
    weeks = calendar.Calendar().monthdayscalendar(year, month)
    grid = [
        [shown(date(year, month, number)) if number else Day(0) for number in week]
        for week in weeks
    ]
    return Month(calendar.month_name[month], grid)
