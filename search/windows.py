"""Dates and windows as people type them: `October 1999`, `5 Oct 1999`, `1999-10..2000-03`."""

import re
from calendar import monthrange

from archive.dates import MONTHS

_BETWEEN = re.compile(
    r"\s*(?:\.\.+|…|[–—/])\s*|\s+(?:-|to|until)\s+|(?<=^\d{4})-(?=\d{4}$)", re.IGNORECASE
)
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = [
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?",
        rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}",
        rf"(?P<month>\d\d?)/{_YEAR}",
    )
]
# Which of the two is the month differs between countries.
_AMBIGUOUS = re.compile(r"(\d\d?)/(\d\d?)/\d{4}", re.ASCII)
_ADVICE = "write for example 1999, October 1999 or 5 Oct 1999"


class NoDate(ValueError):
    """The text is no date; the message tells a reader why, as a sentence."""


def read(text: str) -> list[str]:
    """Return one date, or the two ends of a window, as `1999`, `1999-10` or `1999-10-05`.

    An open end is empty. Raises NoDate for what is neither.
    """
    typed = text.strip()
    if any(form.fullmatch(typed) for form in _FORMS):
        return [_date(typed)]
    if _AMBIGUOUS.fullmatch(typed):
        raise NoDate(f"Either number of “{typed}” may be the month; {_ADVICE}.")
    ends = _BETWEEN.split(typed)
    if len(ends) > 2 or not any(ends):
        raise _no_date(typed)
    return [_date(end) if end else "" for end in ends]


def _no_date(text: str) -> NoDate:
    return NoDate(f"“{text[:40]}” is no year, month or day; {_ADVICE}.")


def _date(text: str) -> str:
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if not found:
        raise _no_date(text)
    parts = found.groupdict()
    numbers = [int(parts[part]) for part in ("month", "day") if parts.get(part)]
    if parts.get("name"):
        numbers.insert(0, _of_name(parts["name"], text))
    _check(text, int(parts["year"]), *numbers)
    return "-".join([parts["year"], *(f"{number:02}" for number in numbers)])


def _check(text: str, year: int, month: int = 1, day: int = 1) -> None:
    if not year or not 1 <= month <= 12:
        raise _no_date(text)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NoDate(f"“{text}” cannot be: {MONTHS[month - 1]} {year} has {last} days.")


def _of_name(name: str, text: str) -> int:
    """Return the number of a month by the beginning of its name, or `sept`."""
    beginning = "sep" if name.lower() == "sept" else name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if month.lower().startswith(beginning):
            return number
    raise _no_date(text)
