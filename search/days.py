"""Days as people type them: `1999`, `1999-10`, `1999-10-05`, and a window from one to another."""

import calendar
import re
from datetime import date

from archive import dates

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def days(text: str) -> tuple[date, date]:
    """Return first and last day of `1999`, `1999-10` or `1999-10-05`; raises ValueError."""
    match = PARTIAL_DATE.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    if year and month and day:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    if not 1 <= last_month <= 12 or not year:
        raise ValueError(text)
    last = calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, 1), date(year, last_month, last)


def window_in_words(from_: str, to: str) -> str:
    """Return a window as a reader would write it; an empty end is open."""
    if from_ and to:
        return dates.in_words(from_ if from_ == to else f"{from_}/{to}")
    return f"from {dates.in_words(from_)}" if from_ else f"until {dates.in_words(to)}"
