"""Dates and windows as people type them: `October 1999`, `5 Oct 1999`, `1999-10..2000-03`."""

import re

from archive.dates import MONTHS
from search.days import days

_BETWEEN = re.compile(r"\s*(?:\.\.+|…|[–—/])\s*|\s+(?:-|to|until)\s+|(?<=^\d{4})-(?=\d{4}$)")
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = [
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?",
        rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}",
    )
]
# Which of 5/10/1999 is the month differs between countries, so it is refused.


def read(text: str) -> list[str]:
    """Return one date, or the two ends of a window, as `1999`, `1999-10` or `1999-10-05`.

    An open end is empty. Raises ValueError for what is neither.
    """
    ends = _BETWEEN.split(text.strip().lower())
    if len(ends) > 2 or not any(ends):
        raise ValueError(text)
    return [_date(end) if end else "" for end in ends]


def _date(text: str) -> str:
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if not found:
        raise ValueError(text)
    parts = found.groupdict()
    month = _number(parts["name"]) if parts.get("name") else int(parts.get("month") or 0)
    numbers = [month, int(parts.get("day") or 0)]
    date = "-".join([parts["year"], *(f"{number:02}" for number in numbers if number)])
    days(date)
    return date


def _number(name: str) -> int:
    """Return the number of a month by the beginning of its name, or `sept`."""
    for number, month in enumerate(MONTHS, start=1):
        if month.lower().startswith("sep" if name == "sept" else name):
            return number
    raise ValueError(name)
