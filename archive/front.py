"""The front page: search, what is in the archive, and ways in."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.authorities import largest
from archive.models import Article, Issue, Publication
from archive.models.vocabulary import record_path
from archive.region_tree import macroregions
from search import answers, engine, vocabulary
from search.charts import shapes
from search.forms import WordsForm
from search.results import Calendar
from search.state import SearchState

NEWEST_SHOWN = 8


class Way(NamedTuple):
    """A record to begin with: its page and its articles."""

    label: str
    url: str
    articles: int


class Held(NamedTuple):
    """A publication with how many of its issues are held, and the years of these."""

    publication: Publication
    issues: int
    years: str


@vocabulary.held()
def page(request: HttpRequest) -> HttpResponse:
    """Show what is in the archive; without an index newest articles and publications remain."""
    everything = SearchState()
    counted = _counted(everything)
    context = {
        **(counted or {"publications": _publications(_held(), {})}),
        "newest": Article.objects.public().select_related("publication", "issue")[:NEWEST_SHOWN],
        "words_form": WordsForm(everything),
    }
    return render(request, "archive/front.html", context)


def _counted(everything: SearchState) -> dict[str, Any]:
    """Return what the index knows; nothing without one."""
    try:
        results, found = engine.timeline(everything, "year")
        counts = engine.tag_counts(["region", "actor", "publication"])
        held = _held_as_of(engine.commit())
    except engine.SearchUnavailable:
        return {}
    results.histogram = answers.histogram(everything, found.bars)
    publications = _publications(held, counts["publication"])
    outside = macroregions()
    countries = {key: count for key, count in counts["region"].items() if key not in outside}
    return {
        "results": results,
        "calendar": Calendar(bars=results.histogram),
        "shapes": shapes(results.histogram),
        "regions": len(counts["region"]),
        "actors": len(counts["actor"]),
        "publications": publications,
        "issues": sum(each.issues for each in publications),
        "browse": [
            ("Regions", "region", len(counts["region"]), _ways("region", countries)),
            ("Actors", "actor", len(counts["actor"]), _ways("actor", counts["actor"])),
        ],
    }


def _ways(facet: str, counts: Mapping[int, int]) -> list[Way]:
    """Return the records with most articles, in the order of their names."""
    records = largest(counts, vocabulary.current().facets[facet])
    return [
        Way(record.label, record_path(facet, record.slug), counts[record.key])
        for record in sorted(records, key=lambda record: record.label)
    ]


def _publications(held: Mapping[int, tuple[int, str]], counts: Mapping[int, int]) -> list[Held]:
    """Return the publications that readers can see something of, by name."""
    visible = Publication.objects.exclude(policy=Publication.Policy.STAFF)
    publications = visible.filter(pk__in={*held, *counts})
    return [Held(each, *held.get(each.pk, (0, ""))) for each in publications]


@lru_cache(maxsize=1)
def _held_as_of(commit: tuple[str, int]) -> dict[int, tuple[int, str]]:
    """Return the same until an article changes: twelve thousand issues take 70 ms to count."""
    return _held()


def _held() -> dict[int, tuple[int, str]]:
    """Return, by the key of a publication, how many issues are held, and of which years."""
    by_publication = Issue.objects.public().values_list("publication").order_by("publication")
    rows = by_publication.annotate(Count("pk"), Min("earliest"), Max("latest"))
    return {key: (issues, _years(first, last)) for key, issues, first, last in rows}


def _years(first: date | None, last: date | None) -> str:
    return "–".join(dict.fromkeys(str(day.year) for day in (first, last) if day))
