"""The pages that show the archive itself: the front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Article
from search import engine
from search.forms import WordsForm
from search.results import FacetValue, Results
from search.state import SearchState

NEWEST_SHOWN = 8
VALUES_SHOWN = 12


def front(request: HttpRequest) -> HttpResponse:
    """Show what is in the archive; without an index the newest articles remain."""
    everything = SearchState()
    try:
        results = engine.search(everything)
    except engine.SearchUnavailable:
        results = None
    context = {
        "results": results,
        "browse": _browse(results) if results else [],
        "newest": Article.objects.public().select_related("publication", "issue")[:NEWEST_SHOWN],
        "words_form": WordsForm(everything),
    }
    return render(request, "archive/front.html", context)


def _browse(results: Results) -> list[tuple[str, list[FacetValue]]]:
    """Return the largest regions and actors, and the years."""
    years = [
        FacetValue(str(bar.first.year), str(bar.first.year), bar.count, False, False, bar.url)
        for bar in results.histogram
    ]
    return [
        ("Regions", results.facets["region"][:VALUES_SHOWN]),
        ("Actors", results.facets["actor"][:VALUES_SHOWN]),
        ("Years", years[-VALUES_SHOWN:]),
    ]


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
