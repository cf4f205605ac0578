"""The page that compares a frozen search with what the search finds now."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive import dates
from archive.models import Article
from search import engine, views, vocabulary
from search.frozen import said
from search.frozen.difference import Change, Difference, compare
from search.frozen.pages import Listed, about, listed
from search.frozen.said import Said
from search.models import FrozenSearch

SHOWN = 200  # of each kind


class Row(NamedTuple):
    """An article of the comparison, what of it changed if anything, and whether it is new."""

    listed: Listed
    change: Change | None = None
    is_new: bool = False

    @property
    def former_date(self) -> str:
        return dates.in_words(self.change.then.date) if self.change else ""

    @property
    def present_date(self) -> str:
        return dates.in_words(self.change.now.date) if self.change else ""


@require_safe
def difference(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was added, what is gone and what changed."""
    frozen = get_object_or_404(FrozenSearch, pk=public_id)
    try:
        found = compare(frozen)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    gone = {each.public_id for each in found.gone}
    changed = [each for public_id, each in found.changes.items() if public_id not in gone]
    context = {
        **about(frozen),
        "difference": found,
        "shown": SHOWN,
        "added": _added(found.added[:SHOWN], frozen.made),
        "gone": _rows(found.gone[:SHOWN], found),
        "changed": _rows([each.then for each in changed[:SHOWN]], found),
        "number_changed": len(changed),
    }
    return render(request, "search/difference.html", context)


def _added(keys: Sequence[int], made: datetime) -> list[Row]:
    rows = listed(list(said.read(keys, vocabulary.current())))
    public_ids = [row.said.public_id for row in rows]
    young = Article.objects.filter(public_id__in=public_ids, created__gte=made)
    new = set(young.values_list("public_id", flat=True))
    return [Row(row, is_new=row.said.public_id in new) for row in rows]


def _rows(articles: list[Said], found: Difference) -> list[Row]:
    return [Row(row, found.changes.get(row.said.public_id)) for row in listed(articles)]
