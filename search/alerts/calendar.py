"""When mails are due: every day or every Monday at six o'clock, UTC."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from search.models import SavedSearch

HOUR = 6
MAILED = (SavedSearch.Cadence.DAILY, SavedSearch.Cadence.WEEKLY)


def latest(cadence: str, moment: datetime) -> datetime:
    """Return the last time at or before the moment at which mails of a cadence were due."""
    due = moment.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if due > moment:
        due -= timedelta(days=1)
    if cadence == SavedSearch.Cadence.WEEKLY:
        due -= timedelta(days=due.weekday())
    return due


def due(until: datetime) -> QuerySet[SavedSearch]:
    """Return the searches of which nothing was told since mails were due, by reader."""
    is_due = Q()
    for cadence in MAILED:
        is_due |= Q(cadence=cadence, told_until__lt=latest(cadence, until))
    wanted = SavedSearch.objects.filter(is_due, is_paused=False, reader__is_active=True)
    return wanted.exclude(reader__email="").order_by("reader", "name", "pk")
