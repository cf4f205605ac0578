"""The report of a search, as a page and as files: of a frozen one, and of any as it is now."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from search import engine, exports, views
from search.frozen import freezing
from search.frozen.report import Report
from search.language import QueryTooLarge
from search.models import FrozenSearch
from search.state import SearchState, read


class Form(NamedTuple):
    """A form of report: what it is called, its media type, and what writes it."""

    label: str
    media_type: str
    write: Callable[[Report], str]


FORMS = {
    "txt": Form("Text", "text/plain; charset=utf-8", lambda report: report.as_text),
    "bib": Form("BibTeX", "application/x-bibtex; charset=utf-8", lambda report: report.as_bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", lambda report: report.as_ris),
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Report a search as it answers now, and lead to freezing it."""
    reading = read(request.META["QUERY_STRING"])
    try:
        report = _of_now(request, reading.state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    except QueryTooLarge as refusal:
        context = {"state": reading.state, "refusal": str(refusal)}
        return render(request, "search/report.html", context, status=422)
    query = report.state.to_query_string()
    context = {
        "state": report.state,
        "report": report,
        "files": files("/search/report", query),
        "notices": [*reading.notices, *report.found.told["notices"]],
    }
    return render(request, "search/report.html", context)


@require_safe
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the report of a search as it answers now."""
    try:
        report = _of_now(request, read(request.META["QUERY_STRING"]).state)
    except engine.SearchUnavailable:
        return exports.unavailable()
    except QueryTooLarge as refusal:
        return exports.plain(str(refusal), 422)
    return _file(report, ending, "search")


@require_safe
def of_frozen(request: HttpRequest, public_id: str, ending: str) -> HttpResponse:
    """Give the report of a frozen search."""
    found = get_object_or_404(FrozenSearch, pk=public_id)
    return _file(report_of(request, found), ending, f"search-{public_id}")


def report_of(request: HttpRequest, frozen: FrozenSearch) -> Report:
    site = request.build_absolute_uri("/")[:-1]
    return Report(frozen, f"{site}{frozen.get_absolute_url()}", site)


def files(start: str, query: str = "") -> list[tuple[Form, str]]:
    """Return each form of a report and its address, text first; all begin alike."""
    return [(form, f"{start}.{ending}{query}") for ending, form in FORMS.items()]


def _of_now(request: HttpRequest, state: SearchState) -> Report:
    """Report a search; raises SearchUnavailable and QueryTooLarge."""
    found = freezing.take(state)
    site = request.build_absolute_uri("/")[:-1]
    return Report(found, f"{site}/search/{found.query}", site)


def _file(report: Report, ending: str, name: str) -> HttpResponse:
    if ending not in FORMS:
        raise Http404(f"There is no report “{ending}”; there are {', '.join(FORMS)}.")
    form = FORMS[ending]
    response = HttpResponse(form.write(report), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response
