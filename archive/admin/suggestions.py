"""The queue of suggested tags: decided one by one or everywhere, by keyboard, with undo."""

from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from archive.admin.bulk import UNDO_OTHERS
from archive.admin.lists import ReadOnlyList
from archive.admin.sentences import sentences
from archive.models import Suggestion, SuggestionBatch
from archive.tagging import deciding

SHOWN = 20
# So many articles a person can look over, and one transaction can tag.
EVERYWHERE_AT_MOST = 500
_RECORDS = ("region", "actor")
_VERDICTS = {"accept": deciding.accept, "reject": deciding.reject}


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyList):
    change_list_template = "admin/suggestions/list.html"
    list_display = ["record", "kind", "article", "state", "points"]
    list_filter = ["state", ("region", admin.EmptyFieldListFilter), "article__publication"]
    list_select_related = ["article", *_RECORDS]
    search_fields = ["region__name", "actor__name", "article__title"]
    search_help_text = "Name of the record, or title of the article"
    fields = ["article", "record", "state", "points", "evidence", "batch"]
    ordering = ["-pk"]

    @admin.display(description="kind")
    def kind(self, suggestion: Suggestion) -> str:
        return "region" if suggestion.region_id else "actor"

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        decide, undo = require_POST(self.decide), require_POST(self.undo)
        return [
            path("queue/", guarded(self.queue), name="suggestions_queue"),
            path("decide/", guarded(decide), name="suggestions_decide"),
            path("everywhere/<int:pk>/", guarded(self.everywhere), name="suggestions_everywhere"),
            path("undo/<int:pk>/", guarded(undo), name="suggestions_undo"),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Show the first open suggestions, those of one article together."""
        self._check_right(request)
        waiting = Suggestion.objects.filter(state=Suggestion.State.OPEN)
        shown = list(
            waiting.select_related("article__publication", *_RECORDS).order_by(
                "article", "-points", "pk"
            )[:SHOWN]
        )
        last = SuggestionBatch.objects.filter(curator=request.user.pk, undone=None).first()
        context = {"items": _items(shown), "waiting": waiting.count(), "last": last}
        return self._page(request, "queue", "Suggested tags", context)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Accept or reject one suggestion, and go on with the next."""
        self._check_right(request)
        decision = _VERDICTS.get(request.POST.get("verdict", ""))
        if not decision:
            return HttpResponseBadRequest("Accept or reject?")
        decision(Suggestion.objects.filter(pk=_number(request, "suggestion")), _curator(request))
        following = _number(request, "next")
        return redirect(
            reverse("admin:suggestions_queue") + (f"#s{following}" if following else "")
        )

    def everywhere(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Preview the articles that would get a tag, then tag exactly those."""
        self._check_right(request)
        suggestion = get_object_or_404(Suggestion.objects.select_related(*_RECORDS), pk=pk)
        alike = deciding.everywhere(suggestion).order_by("pk")
        if request.method == "POST":
            batch = deciding.accept(
                alike.filter(pk__lte=_number(request, "last")), _curator(request)
            )
            messages.success(request, f"{suggestion.record}: {batch.count:,} articles tagged.")
            return redirect("admin:suggestions_queue")
        shown = list(alike.select_related("article__publication", *_RECORDS)[:EVERYWHERE_AT_MOST])
        rest = alike.count() - len(shown)
        last = shown[-1].pk if shown else 0
        context = {"items": _items(shown), "record": suggestion.record, "last": last, "rest": rest}
        return self._page(request, "everywhere", f"{suggestion.record} everywhere", context)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._check_right(request)
        batch = get_object_or_404(SuggestionBatch, pk=pk, undone=None)
        if batch.curator_id != request.user.pk and not request.user.has_perm(UNDO_OTHERS):
            raise PermissionDenied
        deciding.undo(batch, _curator(request))
        messages.success(request, f"Undone: {batch}.")
        return redirect("admin:suggestions_queue")

    def _check_right(self, request: HttpRequest) -> None:
        """Who may change articles may tag them."""
        if not request.user.has_perm("archive.change_article"):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/suggestions/{name}.html", common | context)


@admin.register(SuggestionBatch)
class SuggestionBatchAdmin(ReadOnlyList):
    list_display = ["decided", "curator", "verdict", "count", "undone"]
    list_filter = ["verdict", ("undone", admin.EmptyFieldListFilter)]
    list_select_related = ["curator"]
    date_hierarchy = "decided"
    fields = ["decided", "curator", "verdict", "count", "undone"]


def _items(suggestions: list[Suggestion]) -> list[dict[str, Any]]:
    """Return what a page shows of each suggestion, and the key of the next one."""
    following: dict[int, int] = {each.pk: after.pk for each, after in pairwise(suggestions)}
    return [
        {
            "suggestion": each,
            "next": following.get(each.pk, ""),
            "sentences": sentences(each.article.body, each.evidence),
        }
        for each in suggestions
    ]


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _curator(request: HttpRequest) -> Any:
    return request.user
