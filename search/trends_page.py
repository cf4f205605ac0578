"""The page of trends, and its numbers as CSV."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from search import engine, views, vocabulary
from search.spreadsheets import as_csv
from search.state import Reading
from search.trend_chart import chart
from search.trends import Trends, compare
from search.trends_state import MOST_SEARCHES, TrendsState, read_trends


@vocabulary.held()
def page(request: HttpRequest) -> HttpResponse:
    """Compare the searches; a comparison in another spelling redirects to the canonical one."""
    state, reading = read_trends(request.META["QUERY_STRING"])
    try:
        trends = compare(state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    if not reading.notices and reading.pairs != trends.state.pairs():
        return redirect(trends.state.path)
    return render(request, "search/trends.html", _context(trends, reading))


def _context(trends: Trends, reading: Reading) -> dict[str, object]:
    state = trends.state
    return {
        "trends": trends,
        "state": state,
        "chart": chart(trends),
        "notices": [*reading.notices, *trends.notices],
        "chips": [chip.leading_to(state.within(chip.state).path) for chip in trends.chips],
        "without_constraints": TrendsState(state.words, per=state.per, is_share=state.is_share),
        "fields": enumerate((*state.words, *[""] * _empty_fields(len(state.words))), 1),
        "has_words": bool(state.words),
    }


def _empty_fields(filled: int) -> int:
    """Return how many empty fields the form has: one more search, and two to begin with."""
    return min(MOST_SEARCHES, max(2, filled + 1)) - filled


def export(request: HttpRequest) -> HttpResponse:
    """Give the numbers of the same comparison as CSV."""
    state, _ = read_trends(request.META["QUERY_STRING"])
    try:
        trends = compare(state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    response = HttpResponse(as_csv(_rows(trends)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="trends.csv"'
    return response


def _rows(trends: Trends) -> Iterator[list[str | float]]:
    """Yield a row a period: articles of each search, their shares, and all they are shares of."""
    labels = [series.label for series in trends.series]
    shares = [f"{label} (share)" for label in labels]
    yield [trends.per, *labels, *shares, "all articles under the constraints"]
    for period, values, whole in trends.rows:
        counts = [value.count for value in values]
        yield [period.text, *counts, *[round(value.share, 6) for value in values], whole]
    yield ["undated", *[series.undated for series in trends.series]]
