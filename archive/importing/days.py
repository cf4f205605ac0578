"""The grammar of the days in a bulletin's notes: tokens, lists, ranges, unsaid years."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

_NAMES = (
    "January February March April May June July August September October November December"
).split()
_MONTHS = {
    form: number for number, name in enumerate(_NAMES, start=1) for form in (name, name[:3])
} | {"Sept": 9}
_DASHES = ("-", "–", "—")
_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")
_HALF_A_YEAR = 6


class Token(NamedTuple):
    """A run of digits, a run of letters, any other character, or the end of the text."""

    kind: str
    text: str
    start: int
    end: int


class Cursor:
    """The tokens of a text and the place up to which they are read."""

    def __init__(self, text: str) -> None:
        found = _TOKEN.finditer(text)
        self.tokens = [Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in found]
        self.end = Token("end", "", len(text), len(text))
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else self.end

    def take(self, *texts: str) -> bool:
        """Step over the next token if it is one of these."""
        found = self.peek().text in texts
        self.at += found
        return found


class NoDate(ValueError):
    """A printed day or range stands for no date; the message says why."""


@dataclass(frozen=True)
class Day:
    """A day as printed, so that it may lack its year and need not exist."""

    month: int
    day: int
    year: int | None = None

    def __str__(self) -> str:
        year = "" if self.year is None else f", {self.year}"
        return f"{_NAMES[self.month - 1]} {self.day}{year}"

    def date(self) -> date:
        """Return the day, of a leap year where the year is not known; raises NoDate."""
        try:
            return date(2000 if self.year is None else self.year, self.month, self.day)
        except ValueError as error:
            raise NoDate(f"{self} is no day of the calendar: left out") from error


@dataclass(frozen=True)
class Span:
    """A range of days as printed; a single day is first and last at once."""

    first: Day
    last: Day

    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day; raises NoDate."""
        first, last = self.first.date(), self.last.date()
        if self.last.year is None:
            raise NoDate(f"nothing tells the year of {self.last}: left out")
        if first > last:
            raise NoDate(f"{self.first} - {self.last} ends before it begins: left out")
        return first, last


def month_of(word: str) -> int | None:
    """Return the number of a month's name, whole or abbreviated; `may` and `march` are verbs."""
    return _MONTHS.get(word.title()) if word[:1].isupper() else None


def starts_day(cursor: Cursor, ahead: int = 0) -> bool:
    """Tell whether `June 6`, `Jan. 6` or `June6` stands at the cursor."""
    if not month_of(cursor.peek(ahead).text):
        return False
    dot = cursor.peek(ahead + 1).text == "."
    return _is_day_number(cursor.peek(ahead + 1 + dot))


def read_spans(cursor: Cursor) -> list[Span]:
    """Read a list such as `May 1-3, 5 and 7, June 2, 2000`; [] where no day begins."""
    spans: list[Span] = []
    while first := _next_day(cursor, spans):
        spans.append(Span(first, _range_end(cursor, first.month) or first))
    return spans


def _next_day(cursor: Cursor, spans: Sequence[Span]) -> Day | None:
    start = cursor.at
    parted = [cursor.take(","), cursor.take("and")] if spans else []
    day = _named_day(cursor)
    if not day and any(parted):
        day = _bare_day(cursor, spans[-1].last.month)
    if not day:
        cursor.at = start
    return day


def _range_end(cursor: Cursor, month: int) -> Day | None:
    start = cursor.at
    day = (_named_day(cursor) or _bare_day(cursor, month)) if cursor.take(*_DASHES) else None
    if not day:
        cursor.at = start
    return day


def _named_day(cursor: Cursor) -> Day | None:
    month = month_of(cursor.peek().text)
    if not month or not starts_day(cursor):
        return None
    cursor.at += 1
    cursor.take(".")
    return _numbered_day(cursor, month)


def _bare_day(cursor: Cursor, month: int) -> Day | None:
    """Read a number of the month named before, unless a name begins with it (`24 Chasa`)."""
    dash = cursor.peek(1).text in _DASHES
    after = cursor.peek(1 + dash)
    begins_a_name = after.kind == "word" and not (
        after.text in ("and", "see") or month_of(after.text)
    )
    if begins_a_name or not _is_day_number(cursor.peek()):
        return None
    return _numbered_day(cursor, month)


def _numbered_day(cursor: Cursor, month: int) -> Day:
    number = int(cursor.peek().text)
    cursor.at += 1
    return Day(month, number, _year(cursor))


def _year(cursor: Cursor) -> int | None:
    comma = cursor.peek().text == ","
    token = cursor.peek(comma)
    if token.kind != "number" or len(token.text) != 4:
        return None
    cursor.at += 1 + comma
    return int(token.text)


def _is_day_number(token: Token) -> bool:
    return token.kind == "number" and len(token.text) < 4


def with_years(
    chain: Sequence[Sequence[Span]], year_of_last: Callable[[Day], int | None]
) -> list[list[Span]]:
    """Give the days of a chain of lists the years that they leave unsaid.

    A day takes the next year stated later, else the last one before; `year_of_last` is asked
    for the last day's year where the whole chain states none. Days of one list follow each
    other, so each is compared with its neighbour; different lists cover the same weeks, so
    their nearest days are compared with the day that states the year.
    """
    lists = [[day for span in spans for day in (span.first, span.last)] for spans in chain]
    if lists and not any(states_year(spans) for spans in chain):
        last = lists[-1][-1]
        lists[-1][-1] = replace(last, year=year_of_last(last))
    lists = _mirrored(_walk(_mirrored(lists), _year_before))
    lists = _walk(lists, _year_after)
    return [[Span(*pair) for pair in zip(days[::2], days[1::2], strict=True)] for days in lists]


def states_year(spans: Sequence[Span]) -> bool:
    return any(day.year is not None for span in spans for day in (span.first, span.last))


def _mirrored(lists: list[list[Day]]) -> list[list[Day]]:
    return [days[::-1] for days in lists[::-1]]


def _walk(lists: list[list[Day]], year: Callable[[Day, Day, int], int]) -> list[list[Day]]:
    """Carry each stated year on to the days without one that come next."""
    walked: list[list[Day]] = []
    stated: Day | None = None
    for days in lists:
        mark = stated
        walked.append([])
        for day in days:
            if day.year is not None:
                mark = stated = day
            elif mark and mark.year is not None:
                mark = replace(day, year=year(day, mark, mark.year))
            walked[-1].append(mark or day)
    return walked


def _year_before(day: Day, later: Day, year: int) -> int:
    return year - (day.month - later.month >= _HALF_A_YEAR)


def _year_after(day: Day, earlier: Day, year: int) -> int:
    return year + (earlier.month - day.month >= _HALF_A_YEAR)


def latest_year(day: Day, limit: date) -> int:
    """Return the year of the latest such day that is not after the limit."""
    for year in range(limit.year, limit.year - 9, -1):  # February 29 may stay away eight years
        with suppress(NoDate):
            if replace(day, year=year).date() <= limit:
                return year
    return limit.year
