"""The page of a publication: what it is, its calendar, its volumes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from archive import calendars, holdings
from archive.authorities import unknown
from archive.holdings import Part, Volume
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


@vocabulary.held()
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
    shown = _chosen(request.GET, holdings.parts(publication))
    context: dict[str, object] = {
        "publication": publication,
        "search_url": state.path,
        "feed_url": feeds.address(state),
        "results": _results(state),
        "is_snippet": publication.policy == Publication.Policy.SNIPPET,
        "volumes": shown.volumes,
        "issues": sum(each.held for each in shown.volumes),
        "volume": shown.volume,
        "notices": shown.notices,
    }
    if shown.volume:
        context["runs"] = holdings.of_volume(publication, shown.volume)
    elif shown.year:
        context |= _calendar(publication, shown)
    return render(request, "archive/publication.html", context)


def _results(state: SearchState) -> Results | None:
    """The calendar is worth showing without an index, too."""
    try:
        return engine.search(state, size=NEWEST_SHOWN)
    except engine.SearchUnavailable:
        return None


class Chosen(NamedTuple):
    """What is held, and the year or volume to be shown; of neither there is the newest year."""

    volumes: list[Volume]
    years: list[tuple[int, int]]
    volume: Volume | None
    year: int
    is_asked_year: bool
    notices: list[str]


def _chosen(asked: Mapping[str, str], held: Sequence[Part]) -> Chosen:
    volumes, years = holdings.volumes(held), holdings.years(held)
    volume = _one_of({str(each.volume): each for each in volumes}, asked.get("volume", ""))
    year = _one_of({str(year): year for year, _ in years}, asked.get("year", ""))
    values = {"volume": volume, "year": year}
    notices = [
        f"No issue of {'the year' if name == 'year' else name} “{asked[name][:40]}” is held."
        for name, value in values.items()
        if asked.get(name) and value is None
    ]
    newest = years[-1][0] if years else 0
    return Chosen(volumes, years, volume, year or newest, year is not None, notices)


def _one_of(values: Mapping[str, Value], asked: str) -> Value | None:
    return values.get(asked.lstrip("0"))


def _calendar(publication: Publication, shown: Chosen) -> dict[str, object]:
    year = shown.year
    issues = holdings.of_year(publication, year, [each for each, _ in shown.years])
    cited = holdings.cited_days(publication, year)
    return {
        "years": shown.years,
        "year": calendars.of_year(year, issues, publication.cadence, cited),
        "undated": [each for each in shown.volumes if each.undated],
        "weekdays": WEEKDAYS,
        "is_asked_year": shown.is_asked_year,
    }
