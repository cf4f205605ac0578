"""The page of a publication: what it is, its calendar, its volumes."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from archive import calendars, holdings
from archive.authorities import unknown
from archive.models import Publication
from archive.models.vocabulary import record_path
from search import engine, feeds, vocabulary
from search.results import Results
from search.state import Filter, SearchState

NEWEST_SHOWN = 6
FACET = "publication"
WEEKDAYS = [("Mo", "Monday"), ("Tu", "Tuesday"), ("We", "Wednesday"), ("Th", "Thursday")]
WEEKDAYS += [("Fr", "Friday"), ("Sa", "Saturday"), ("Su", "Sunday")]

Value = TypeVar("Value")


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a publication with the calendar of `?year=`, or with the numbers of `?volume=`."""
    known = vocabulary.current().facets[FACET].by_slug.get(slug)
    if not known:
        return unknown(request, FACET, slug)
    visible = Publication.objects.exclude(policy=Publication.Policy.STAFF)
    publication = visible.filter(pk=known.key).first()
    if not publication:
        raise Http404
    if known.slug != slug:
        return redirect(record_path(FACET, known.slug))
    state = SearchState().add(Filter(FACET, slug))
    context: dict[str, object] = {
        "publication": publication,
        "search_url": state.path,
        "feed_url": feeds.address(state),
        "results": _results(state),
        "is_snippet": publication.policy == Publication.Policy.SNIPPET,
        **_volumes(publication, request.GET.get("volume", "")),
    }
    if not context["volume"]:
        context |= _calendar(publication, request.GET.get("year", ""))
    return render(request, "archive/publication.html", context)


def _results(state: SearchState) -> Results | None:
    """The calendar is worth showing without an index, too."""
    try:
        return engine.search(state, size=NEWEST_SHOWN)
    except engine.SearchUnavailable:
        return None


def _calendar(publication: Publication, asked: str) -> dict[str, object]:
    years = holdings.years(publication)
    if not years:
        return {}
    year = _chosen(asked, {year: year for year, _ in years}) or years[-1][0]
    issues = holdings.of_year(publication, year, [each for each, _ in years])
    cited = holdings.cited_days(publication, year)
    return {
        "years": years,
        "year": calendars.of_year(year, issues, publication.cadence, cited),
        "weekdays": WEEKDAYS,
        "is_asked_year": asked == str(year),
    }


def _volumes(publication: Publication, asked: str) -> dict[str, object]:
    volumes = holdings.volumes(publication)
    volume = _chosen(asked, {each.volume: each for each in volumes})
    return {
        "volumes": volumes,
        "issues": sum(each.held for each in volumes),
        "volume": volume,
        "runs": holdings.of_volume(publication, volume) if volume else [],
    }


def _chosen(asked: str, values: dict[int, Value]) -> Value | None:
    """Return the value of a number in the address; what makes no sense chooses nothing."""
    return (
        values.get(int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    )
