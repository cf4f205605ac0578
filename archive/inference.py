"""How the archive came by what no bulletin states: the reasons, for readers."""

from collections.abc import Sequence

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
    if not newest or next_working_day(newest) != article.earliest:
        return "inferred, not stated in the bulletin"
    day = dates.in_words(newest.isoformat())
    return f"inferred from the newest source note: the working day after {day}"
