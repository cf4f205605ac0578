"""The publications side by side: what is held of each, and the page that lists them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Issue, Publication
from search import engine

# Number of issues, and the years of these, by the key of a publication.
Issues = Mapping[int, tuple[int, str]]


class Held(NamedTuple):
    """A publication with what is held of it; `articles` is None where they were not counted."""

    publication: Publication
    issues: int
    years: str
    articles: int | None


def page(request: HttpRequest) -> HttpResponse:
    """List the publications by name; without an index their articles are not counted."""
    try:
        counts = engine.tag_counts(["publication"])["publication"]
        shelves = publications(counts)
    except engine.SearchUnavailable:
        shelves = publications()
    return render(request, "archive/publications.html", {"publications": shelves})


def publications(counts: Mapping[int, int] | None = None) -> list[Held]:
    """Return the publications that readers can see something of, by name.

    With `counts`, articles by the key of a publication, there is an index; else SearchUnavailable
    is raised nowhere, and issues are counted anew.
    """
    issues = _issues() if counts is None else _issues_as_of(engine.commit())
    visible = Publication.objects.exclude(policy=Publication.Policy.STAFF)
    return [
        Held(
            each, *issues.get(each.pk, (0, "")), None if counts is None else counts.get(each.pk, 0)
        )
        for each in visible.filter(pk__in={*issues, *(counts or ())})
    ]


@lru_cache(maxsize=1)
def _issues_as_of(commit: tuple[str, int]) -> Issues:
    """Return the same until an article changes: twelve thousand issues take 70 ms to count."""
    return _issues()


def _issues() -> Issues:
    by_publication = Issue.objects.public().values_list("publication").order_by("publication")
    rows = by_publication.annotate(Count("pk"), Min("earliest"), Max("latest"))
    return {key: (issues, _years(first, last)) for key, issues, first, last in rows}


def _years(first: date | None, last: date | None) -> str:
    return "–".join(dict.fromkeys(str(day.year) for day in (first, last) if day))
