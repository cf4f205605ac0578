"""Finds articles that cannot be of their date: what they cite is newer."""

from django.db.models import Exists, OuterRef, Q

from archive.models import Article, SourceNote

MOST_FOUND = 1_000


def keys() -> list[int]:
    """Return the keys of articles dated before the newest day of their source notes.

    A range of days counts with its last one (rule R7); a month or a year contradicts only a date
    before it begins. One pass over two indexes; at most `MOST_FOUND`.
    """
    later = SourceNote.objects.filter(article=OuterRef("pk"), latest__gt=OuterRef("latest"))
    is_before = Exists(later.filter(Q(earliest__gt=OuterRef("latest")) | Q(date__contains="/")))
    found = Article.objects.filter(is_before).order_by().values_list("pk", flat=True)
    return list(found[:MOST_FOUND])
