"""Finds articles that cannot be of their date: what they cite is newer."""

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from archive.models import Article, SourceNote

MOST_FOUND = 1_000
# Looking through a hundred thousand articles takes a third of a second.
KEPT_SECONDS = 60
KEPT_AS = "archive.contradictions"


def is_before_its_sources() -> Exists:
    """Return the condition of articles dated before the newest day of their source notes.

    A range of days counts with its last one (rule R7); a month or a year contradicts only a date
    before it begins.
    """
    later = SourceNote.objects.filter(article=OuterRef("pk"), latest__gt=OuterRef("latest"))
    return Exists(later.filter(Q(earliest__gt=OuterRef("latest")) | Q(date__contains="/")))


def keys() -> list[int]:
    """Return the keys of such articles, at most `MOST_FOUND`, as they were within the minute."""
    kept: list[int] | None = cache.get(KEPT_AS)
    if kept is None:
        found = Article.objects.filter(is_before_its_sources()).order_by()
        kept = list(found.values_list("pk", flat=True)[:MOST_FOUND])
        cache.set(KEPT_AS, kept, KEPT_SECONDS)
    return kept
