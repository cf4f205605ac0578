"""The results page."""

from time import perf_counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from search import engine, exports, feeds
from search.charts import shapes
from search.forms import DatesForm, WordsForm
from search.navigation import Navigation
from search.panels import panels
from search.results import Results
from search.state import Reading, read


def results(request: HttpRequest) -> HttpResponse:
    """Answer a search; a state in another spelling redirects to the canonical one."""
    start = perf_counter()
    reading = read(request.META["QUERY_STRING"])
    try:
        found = engine.search(reading.state)
    except engine.SearchUnavailable:
        return unavailable(request)
    if not reading.notices and reading.pairs != found.state.pairs():
        return redirect(found.state.path)
    if reading.has_empty_fields:
        return redirect(f"{request.path}{reading.filled_in}")
    response = _page(request, reading, found)
    found.timings["total"] = (perf_counter() - start) * 1000
    response["Server-Timing"] = found.server_timing
    return response


def _page(request: HttpRequest, reading: Reading, found: Results) -> HttpResponse:
    exists = found.state.page <= found.pages
    context = {
        "results": found,
        "state": found.state,
        "panels": panels(found),
        "shapes": shapes(found.calendar.bars, found.calendar.unit),
        "navigation": Navigation(found),
        "origin": f"{request.scheme}://{request.get_host()}",
        "notices": [*reading.notices, *found.notices],
        "exports": exports.links(found.state),
        "feed": feeds.address(found.state),
        "words_form": WordsForm(found.state),
        "dates_form": DatesForm(found.state, reading.refused_dates),
    }
    return render(request, "search/results.html", context, status=200 if exists else 404)


def anew(request: HttpRequest) -> HttpResponse:
    """Search for the words without the constraints that the form carried along."""
    return redirect(read(request.META["QUERY_STRING"]).state.without_constraints().path)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the index is being rebuilt; readers and robots come back in ten seconds."""
    response = render(request, "search/unavailable.html", status=503)
    response["Retry-After"] = "10"
    return response
