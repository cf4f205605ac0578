"""What the archive holds of each publication and what is missing, for curators: drafts count."""

from collections import Counter
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from archive import calendars, holdings
from archive.admin.lists import Historied
from archive.calendars import Gap, HeldIssue
from archive.models import Article, Issue, Publication
from archive.publications import WEEKDAYS

GAPS_A_PAGE = 50


def _address(issue: Issue) -> str:
    return f"{_issues()}{issue.pk}/change/"


@cache
def _issues() -> str:
    """Return the address of the list of issues: asking for that of each takes 100 µs."""
    return reverse("admin:archive_issue_changelist")


ALL = holdings.Scope(Issue.objects.all(), Article.objects.all(), _address)


class Coverage(NamedTuple):
    """A publication with its gaps; `missing` counts what numbers show, `cited` days known of."""

    publication: Publication
    issues: int
    first: HeldIssue | None
    last: HeldIssue | None
    gaps: list[Gap]
    missing: int
    cited: int


class CitedGap(NamedTuple):
    gap: Gap
    cited: int


class Covered(Historied):
    """The list of publications, as far as it is about what is held of them."""

    change_list_template = "admin/archive/publication_list.html"

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("coverage/", guarded(self.coverage), name="coverage"),
            path("<int:pk>/coverage/", guarded(self.coverage_of), name="coverage_of"),
            *super().get_urls(),
        ]

    def coverage(self, request: HttpRequest) -> HttpResponse:
        """List the publications with what is known to be missing of each."""
        self._check_right(request)
        found = [_coverage(each) for each in Publication.objects.order_by("name")]
        return self._page(request, "coverage", "Issues held and missing", {"found": found})

    def coverage_of(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the calendar of `?year=` and the gaps of all years."""
        self._check_right(request)
        publication = get_object_or_404(Publication, pk=pk)
        cited = holdings.cited_days(publication, scope=ALL)
        gaps = calendars.gaps(holdings.in_order(publication, ALL), publication.cadence)
        pages = Paginator([_cited(gap, cited) for gap in gaps], GAPS_A_PAGE)
        context = {
            "publication": publication,
            "page": pages.get_page(request.GET.get("page")),
            "missing": _missing(gaps),
            "weekdays": WEEKDAYS,
            **_calendar(publication, request.GET.get("year", "")),
        }
        return self._page(request, "coverage_of", f"{publication}: held and missing", context)

    def _check_right(self, request: HttpRequest) -> None:
        if not request.user.has_perm("archive.view_issue"):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/archive/{name}.html", common | context)


def _coverage(publication: Publication) -> Coverage:
    issues = holdings.in_order(publication, ALL)
    dated = sorted((each for each in issues if each.day), key=lambda each: each.day or date.min)
    gaps = calendars.gaps(issues, publication.cadence)
    return Coverage(
        publication,
        len(issues),
        dated[0] if dated else None,
        dated[-1] if dated else None,
        gaps,
        _missing(gaps),
        len(holdings.cited_days(publication, scope=ALL)),
    )


def _missing(gaps: list[Gap]) -> int:
    return sum(gap.missing or 0 for gap in gaps)


def _cited(gap: Gap, cited: Counter[date]) -> CitedGap:
    return CitedGap(gap, sum(cited[day] for day in gap.days))


def _calendar(publication: Publication, asked: str) -> dict[str, Any]:
    parts = holdings.parts(publication, ALL)
    undated = sum(part.issues for part in parts if not part.year)
    known = holdings.years(parts)
    if not known:
        return {"undated": undated}
    years = [year for year, _ in known]
    year = next((each for each in years if str(each) == asked), years[-1])
    issues = holdings.of_year(publication, year, years, ALL)
    cited = holdings.cited_days(publication, year, ALL)
    return {
        "undated": undated,
        "years": known,
        "year": calendars.of_year(year, issues, publication.cadence, cited),
    }
