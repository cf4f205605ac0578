"""The queue of references that lead nowhere: why, what may be meant, and the decision."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from archive import dangling
from archive.admin.lists import Historied
from archive.models import Issue, Reference
from archive.near_misses import NearMiss, Target, near_misses
from archive.references import choose

ROWS_A_PAGE = 20
# One decision is one transaction.
DECIDED_AT_ONCE = 2_000


class Dangling(NamedTuple):
    """All references to one day of a publication; `sample` is the first of them."""

    target: Target
    articles: int
    sample: Reference
    reason: str
    near: list[NearMiss]


class DanglingQueue(Historied):
    """The list of references, as far as it is about those that lead nowhere."""

    change_list_template = "admin/archive/reference_list.html"

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        decide = require_POST(self.decide)
        return [
            path("dangling/", guarded(self.queue), name="dangling_queue"),
            path("dangling/decide/", guarded(decide), name="dangling_decide"),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Show what is cited most first; `?reason=` keeps one reason."""
        self._check_right(request)
        reason = request.GET.get("reason", "")
        waiting = _waiting()
        if reason in Reference.Reason.values and reason:
            waiting = waiting.filter(reason=reason)
        groups = waiting.values("publication", "day").annotate(count=Count("pk"), first=Min("pk"))
        pages = Paginator(groups.order_by("-count", "publication", "day"), ROWS_A_PAGE)
        page: Any = pages.get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": "References that lead nowhere",
            "opts": self.opts,
            "page": page,
            "rows": _rows(list(page)),
            "reasons": [each for each in Reference.Reason.choices if each[0]],
            "reason": reason,
        }
        return TemplateResponse(request, "admin/archive/dangling.html", context)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Lead all references to a day where the curator says, or set them aside."""
        self._check_right(request)
        asked = request.POST
        target = _target(asked.get("publication", ""), asked.get("day", ""))
        issue = _issue(asked.get("issue", ""))
        if not target or not (issue or asked.get("verdict") == "aside"):
            return HttpResponseBadRequest("Which issue is meant?")
        waiting = _waiting().filter(publication=target.publication, day=target.day)
        count = choose(waiting[:DECIDED_AT_ONCE], issue, request.user)
        done = f"now lead to {issue}" if issue else "set aside"
        messages.success(
            request, f"{target.publication}, {target.day:%-d %B %Y}: {count:,} {done}."
        )
        query = {"reason": asked.get("reason")} if asked.get("reason") else None
        return redirect(reverse("admin:dangling_queue", query=query))

    def _check_right(self, request: HttpRequest) -> None:
        if not request.user.has_perm("archive.change_reference"):
            raise PermissionDenied


def _waiting() -> QuerySet[Reference]:
    return Reference.objects.exclude(reason="").filter(is_set_aside=False)


def _rows(groups: list[dict[str, Any]]) -> list[Dangling]:
    """Return what the page says of each group, in a handful of queries for all of them."""
    firsts = [group["first"] for group in groups]
    samples = Reference.objects.select_related("article").in_bulk(firsts)
    reasons = dangling.reasons(samples.values())
    targets = [Target(group["publication"], group["day"]) for group in groups]
    near = near_misses(targets)
    return [
        Dangling(target, group["count"], samples[first], reasons[first], near[target])
        for target, group, first in zip(targets, groups, firsts, strict=True)
    ]


def _target(publication: str, day: str) -> Target | None:
    try:
        return Target(publication, date.fromisoformat(day))
    except ValueError:
        return None


def _issue(key: str) -> Issue | None:
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    return Issue.objects.select_related("publication").filter(pk=key).first() if is_key else None
