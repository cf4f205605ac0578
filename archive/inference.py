"""How the archive came by what no bulletin states: the reasons, for readers."""

from collections.abc import Sequence
from datetime import date

from archive import dates
from archive.apparatus import Source
from archive.importing.bulletins import next_working_day
from archive.models import Article
from archive.models.dated import DateBasis


def of_date(article: Article, sources: Sequence[Source]) -> str:
    """Return why an article has this date, or none; nothing where the bulletin states it."""
    if article.date_basis == DateBasis.UNKNOWN:
        return "" if article.date else "nothing in the bulletin tells its day"
    if article.date_basis == DateBasis.STATED:
        return ""
    newest = max((source.newest for source in sources if source.newest), default=None)
    return from_newest(newest, article.earliest)


def from_newest(newest: date | None, day: date | None) -> str:
    """Return why a date was inferred, given the newest day of the source notes."""
    if not newest or next_working_day(newest) != day:
        return "inferred, not stated in the bulletin"
    in_words = dates.in_words(newest.isoformat())
    return f"inferred from the newest source note: the working day after {in_words}"
