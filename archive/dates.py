"""Dates as archivists know them: EDTF level 1 strings, their bounds in days, their names."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

MONTHS = (
    "January February March April May June July August September October November December"
).split()
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUALIFIERS = "?~%"

# The forms of level 1 (EDTF specification, 2019): one qualifier, at the end; X only at the right.
_FORM = re.compile(
    "(?:[0-9]{2}(?:XX|[0-9]X)|[0-9]{4}(?:-(?:XX(?:-XX)?|2[1-4]|(?:0[1-9]|1[0-2])"
    "(?:-(?:[0-9]{2}|XX))?))?)[?~%]?"
)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class InvalidDate(ValueError):
    """The text is no EDTF level 1 date that the archive can hold; the message says why."""


@lru_cache(maxsize=10_000)
def bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF level 1 string may mean.

    `?` and `~` never widen (strict bounds of the edtf package). Raises InvalidDate for text
    that is no EDTF of level 1 or has a time of day, for open or reversed intervals and for years
    outside 1-9999.
    """
    if is_one_certain_day(text):
        day = date.fromisoformat(text)  # a hundred times faster than the parser
        return day, day
    parsed = _parsed(text)
    try:
        earliest = date(*parsed.lower_strict()[:3])
        latest = date(*parsed.upper_strict()[:3])
    except (TypeError, ValueError) as error:
        raise InvalidDate(f"“{text}” lies outside the years 1 to 9999") from error
    if earliest > latest:
        raise InvalidDate(f"“{text}” ends before it begins")
    return earliest, latest


def _parsed(text: str) -> EDTFObject:
    ends = text.split("/")
    if len(ends) == 2 and not {"", "..", "open", "unknown"}.isdisjoint(ends):
        raise InvalidDate(f"“{text}” is an interval without end; give both ends")
    is_level_1 = len(ends) <= 2 and all(map(_FORM.fullmatch, ends))
    try:
        return parse_edtf(text if is_level_1 else "")
    except (EDTFParseException, TypeError, ValueError) as error:
        raise InvalidDate(
            f"“{text}” is no date; write for example 2001-01-05, 2001-01-05?, 2001-01, 2001 "
            "or 2000-12-26/2001-01-03"
        ) from error


def is_one_certain_day(text: str) -> bool:
    """Tell whether the string names a single day without a qualifier."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


@lru_cache(maxsize=10_000)
def in_words(text: str) -> str:
    """Return the date as a reader would write it: `about 5 January 2001`, `spring 2001`.

    What is no date comes back as it was typed: a form that refuses it names its record by it.
    """
    try:
        return _in_words(text)
    except (IndexError, ValueError):
        return text


def list_in_words(texts: Sequence[str]) -> str:
    """Return dates in order, month and year said once for those that share them."""
    words = [in_words(text) for text in texts]
    shared = [each.partition(" ")[2] if each[0].isdecimal() else "" for each in words]
    return ", ".join(
        each.removesuffix(f" {here}") if here and here == following else each
        for each, here, following in zip(words, shared, [*shared, ""][1:], strict=True)
    )


def _in_words(text: str) -> str:
    if not text:
        return "undated"
    if "/" in text:
        return _interval_in_words(*map(_in_words, text.split("/")))
    words = _unqualified_in_words(text.rstrip(QUALIFIERS))
    return f"about {words}" if text[-1] in QUALIFIERS else words


def _interval_in_words(first: str, last: str) -> str:
    """Say once what both ends share: `2–4 January 2001`, `30 April – 2 May 1999`."""
    words, last_words = first.split(), last.split()
    while len(words) > 1 and words[-1:] == last_words[-1:]:
        words.pop()
        last_words.pop()
    joint = "–" if len(words) == 1 and len(last_words) == 1 else " – "
    return f"{' '.join(words)}{joint}{last}"


def _unqualified_in_words(text: str) -> str:
    year, *rest = text.replace("-XX", "").split("-")
    if year.endswith("X"):
        return year.replace("X", "0") + "s"
    day = [str(int(number)) for number in rest[1:]]
    month = [_month(int(number)) for number in rest[:1]]
    return " ".join([*day, *month, str(int(year))])


def _month(number: int) -> str:
    return SEASONS.get(number) or MONTHS[number - 1]
