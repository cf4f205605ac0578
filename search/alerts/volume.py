"""How much mail a search would have brought, for a reader about to save it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from archive.models import Article

DAYS = 28


class Volume(NamedTuple):
    """Articles new or changed within four weeks, and on how many days and in how many weeks.

    Of an article that changed several times only the last change counts.
    """

    articles: int
    days: int
    weeks: int


def volume(keys: Collection[int], now: datetime) -> Volume:
    """Count the changes among the articles with these keys, up to now."""
    own = set(keys)
    rows = Article.objects.public().filter(modified__gt=now - timedelta(days=DAYS)).order_by()
    ages = [
        (now - modified).days
        for key, modified in rows.values_list("pk", "modified").iterator()
        if key in own
    ]
    return Volume(len(ages), len(set(ages)), len({age // 7 for age in ages}))
