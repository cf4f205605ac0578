"""Many articles changed at once: chosen, looked over, confirmed, taken back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from archive import bulk
from archive.admin.lists import ReadOnlyList
from archive.models import Article, BulkChange
from search import engine
from search.state import read

ARTICLES_A_PAGE = 100
SECONDS_IN_A_REQUEST = 0.7
DAYS_KEPT_UNCONFIRMED = 1
LONGEST_SELECTION = 600
UNDO_OTHERS = "archive.undo_bulkchange"


class BulkForm(forms.ModelForm):
    """What to do with the articles, and why."""

    class Meta:
        model = BulkChange
        fields = ["verb", "region", "actor", "reason"]
        widgets = {
            name: AutocompleteSelect(BulkChange._meta.get_field(name), admin.site)
            for name in ("region", "actor")
        } | {"reason": forms.TextInput(attrs={"class": "vTextField"})}


@admin.register(BulkChange)
class BulkChangeAdmin(ReadOnlyList):
    change_list_template = "admin/bulk/list.html"
    change_form_template = "admin/bulk/made.html"
    list_display = ["in_words", "selection", "made", "curator", "outcome"]
    list_filter = ["verb", ("undone", admin.EmptyFieldListFilter)]
    list_select_related = ["curator", "region", "actor"]
    date_hierarchy = "made"
    fields = ["selection", "in_words", "reason", "made", "curator", "outcome"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BulkChange]:
        return super().get_queryset(request).exclude(confirmed=None).defer("articles", "changed")

    @admin.display(description="what was done")
    def in_words(self, change: BulkChange) -> str:
        return change.in_words

    @admin.display(description="articles")
    def outcome(self, change: BulkChange) -> str:
        if change.undone:
            kept = f", {change.kept:,} were changed since and stay" if change.kept else ""
            return f"taken back{kept}"
        if change.is_running:
            return f"{change.done:,} of {change.count:,} looked at; the worker goes on"
        return f"{len(change.changed):,} of {change.count:,} changed"

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("search/", guarded(self.of_search), name="bulk_search"),
            path("<int:key>/prepare/", guarded(self.prepare), name="bulk_prepare"),
            path("<int:key>/preview/", guarded(self.preview), name="bulk_preview"),
            path("<int:key>/undo/", guarded(self.undo), name="bulk_undo"),
            *super().get_urls(),
        ]

    def of_search(self, request: HttpRequest) -> HttpResponseBase:
        """Show what a search finds (GET, with its own parameters), choose that (POST)."""
        _check_right(request)
        state = read(request.META["QUERY_STRING"]).state
        found, keys = engine.find_all(state)
        if request.method == "POST" and keys:
            change = choose(keys, f"{found.interpretation} {state.path}")
            return redirect("admin:bulk_prepare", change.pk)
        context = {"found": found, "count": len(keys), "state": state}
        return self._page(request, "search", "Change the articles of a search", context)

    def prepare(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Ask what to do with the chosen articles."""
        change = _unconfirmed(request, key)
        form = BulkForm(request.POST or None, instance=change)
        if request.method == "POST" and form.is_valid():
            form.save()
            return redirect("admin:bulk_preview", key)
        context = {"change": change, "form": form, "media": self.media + form.media}
        return self._page(request, "prepare", f"Change {change.count:,} articles", context)

    def preview(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """List every article that would change (GET), change them (POST)."""
        change = _unconfirmed(request, key)
        if not change.verb:
            return redirect("admin:bulk_prepare", key)
        if request.method == "POST":
            bulk.start(change, _curator(request), SECONDS_IN_A_REQUEST)
            return self._made(request, change)
        keys = bulk.all_affected(change)
        page = Paginator(keys, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
        articles = Article.objects.select_related("publication").in_bulk(page.object_list)
        context = {
            "change": change,
            "page": page,
            "affected": len(keys),
            "unaffected": change.count - len(keys),
            "articles": [articles[each] for each in page.object_list],
        }
        return self._page(request, "preview", f"{change.in_words}?", context)

    def undo(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Ask (GET), then take the change back (POST)."""
        change = get_object_or_404(BulkChange, pk=key, undo_confirmed=None, confirmed__isnull=False)
        if not may_undo(request, change):
            raise PermissionDenied
        if request.method == "POST":
            bulk.undo(change, _curator(request), SECONDS_IN_A_REQUEST)
            return self._made(request, change)
        return self._page(request, "undo", f"Take back {change}?", {"change": change})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        change = context["original"]
        context["may_undo"] = not change.undo_confirmed and may_undo(request, change)
        return super().render_change_form(request, context, *args, **kwargs)

    def _made(self, request: HttpRequest, change: BulkChange) -> HttpResponse:
        change = BulkChange.objects.get(pk=change.pk)
        self.log_change(request, change, f"{change.told} {self.outcome(change)}")
        messages.success(request, f"{change}: {self.outcome(change)}.")
        return redirect("admin:archive_bulkchange_change", change.pk)

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/bulk/{name}.html", common | context)


def choose(keys: list[int], selection: str) -> BulkChange:
    """Keep a selection until it is decided what to do with it; forgotten ones are swept out."""
    old = timezone.now() - timedelta(days=DAYS_KEPT_UNCONFIRMED)
    BulkChange.objects.filter(confirmed=None, made__lt=old).delete()
    return BulkChange.objects.create(articles=keys, selection=selection[:LONGEST_SELECTION])


def may_undo(request: HttpRequest, change: BulkChange) -> bool:
    """Tell whether it is one's own change, or one may take back those of others."""
    is_own = change.curator_id == request.user.pk and may_change(request)
    return is_own or request.user.has_perm(UNDO_OTHERS)


def may_change(request: HttpRequest) -> bool:
    return request.user.has_perm("archive.change_article")


def _check_right(request: HttpRequest) -> None:
    if not may_change(request):
        raise PermissionDenied


def _unconfirmed(request: HttpRequest, key: int) -> BulkChange:
    _check_right(request)
    return get_object_or_404(BulkChange, pk=key, confirmed=None)


def _curator(request: HttpRequest) -> Any:
    return request.user
