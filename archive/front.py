"""The front page: search, what is in the archive, and ways in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.authorities import largest
from archive.models import Article
from archive.models.vocabulary import record_path
from archive.region_tree import macroregions
from archive.shelves import publications
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


@vocabulary.held()
def page(request: HttpRequest) -> HttpResponse:
    """Show what is in the archive; without an index newest articles and publications remain."""
    everything = SearchState()
    counted = _counted(everything)
    context = {
        **(counted or {"publications": publications()}),
        "newest": Article.objects.public().select_related("publication", "issue")[:NEWEST_SHOWN],
        "words_form": WordsForm(everything),
    }
    return render(request, "archive/front.html", context)


def _counted(everything: SearchState) -> dict[str, Any]:
    """Return what the index knows; nothing without one."""
    try:
        results, found = engine.timeline(everything, "year")
        counts = engine.tag_counts(["region", "actor", "publication"])
        shelves = publications(counts["publication"])
    except engine.SearchUnavailable:
        return {}
    results.histogram = answers.histogram(everything, found.bars)
    outside = macroregions()
    countries = {key: count for key, count in counts["region"].items() if key not in outside}
    return {
        "results": results,
        "calendar": Calendar(bars=results.histogram),
        "shapes": shapes(results.histogram),
        "regions": len(counts["region"]),
        "actors": len(counts["actor"]),
        "publications": shelves,
        "issues": sum(each.issues for each in shelves),
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
