"""The page on which one record is merged into another, and the merge taken back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from archive import duplicates, merging
from archive.admin.lists import Historied

MOST_CANDIDATES = 20
PAIRS_A_PAGE = 50
LONGEST_REASON = 100


class MergeForm(forms.Form):
    """The survivor, and why the two are the same."""

    into: Any = forms.ModelChoiceField(None, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        label="Why they are the same",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, survivors: QuerySet[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = survivors  # type: ignore[attr-defined]


class IsMerged(admin.SimpleListFilter):
    title, parameter_name = "merged", "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(merged_into__isnull=self.value() == "no")


class Mergeable(Historied):
    """Records of which one can be merged into another, by those who have the right `merge`."""

    change_form_template = "admin/archive/authority_change_form.html"
    change_list_template = "admin/archive/authority_list.html"
    actions = ["merge_two"]

    def get_urls(self) -> list[URLPattern]:
        name = f"archive_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("duplicates/", view(self.duplicates_view), name=f"{name}_duplicates"),
            path("<int:key>/merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<int:key>/unmerge/", view(self.unmerge_view), name=f"{name}_unmerge"),
        ]
        return [*own, *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"archive.merge_{self.opts.model_name}")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        extra = {**(extra_context or {}), "may_merge": self.has_merge_permission(request)}
        return super().changelist_view(request, extra)

    def merge_url(self, page: str, record: Any) -> str:
        return reverse(f"admin:archive_{self.opts.model_name}_{page}", args=[record.pk])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = context.get("original")
        if record:
            context["may_merge"] = self.has_merge_permission(request)
            context["merge_url"] = self.merge_url("merge", record)
            context["merged_records"] = self.model._default_manager.filter(merged_into=record)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description="Merge two records", permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Preview the merge of the one that fewer articles bear into the other."""
        pair = sorted(queryset[:3], key=lambda record: record.times_used)
        if len(pair) != 2:
            self.message_user(request, "Tick the two records that are the same.", messages.ERROR)
            return None
        return redirect(f"{self.merge_url('merge', pair[0])}?into={pair[1].pk}")

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """List the pairs of records that may be the same."""
        self._check_right(request)
        pairs = duplicates.proposed(self.get_queryset(request))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Possible duplicates of {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "pairs": Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/archive/duplicates.html", context)

    def merge_view(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Choose a survivor (`q`), preview the merge (`into`), merge (POST)."""
        record = self._record(request, key)
        survivors = self.model._default_manager.exclude(pk=key).filter(merged_into=None)
        form = MergeForm(survivors, request.POST or request.GET or None)
        if request.method == "POST" and form.is_valid():
            return self._merge(request, record, **form.cleaned_data)
        context = self._context(request, record)
        if form.is_valid():
            context |= self._preview(record, form.cleaned_data["into"])
            form = MergeForm(survivors, initial=form.cleaned_data)
        candidates = self._candidates(request, survivors)
        context |= {"form": form, "candidates": candidates, "q": request.GET.get("q", "")}
        return TemplateResponse(request, "admin/archive/merge.html", context)

    @method_decorator(require_POST)
    def unmerge_view(self, request: HttpRequest, key: int) -> HttpResponse:
        record = self._record(request, key)
        try:
            merging.unmerge(record)
        except merging.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(self.merge_url("merge", record))
        self.log_change(request, record, "Took the merge back.")
        self.message_user(request, f"{record} counts for itself again.", messages.SUCCESS)
        return redirect(self.merge_url("change", record))

    def _check_right(self, request: HttpRequest) -> None:
        if not self.has_merge_permission(request):
            raise PermissionDenied

    def _record(self, request: HttpRequest, key: int) -> Any:
        self._check_right(request)
        return get_object_or_404(self.model, pk=key)

    def _merge(self, request: HttpRequest, record: Any, into: Any, reason: str) -> HttpResponse:
        try:
            merging.merge(record, into, reason)
        except merging.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(self.merge_url("merge", record))
        self.log_change(request, record, f"Merged into {into}. {reason}".strip())
        self.log_change(request, into, f"Counts for {record}, too. {reason}".strip())
        self.message_user(request, f"{into} counts for {record}, too.", messages.SUCCESS)
        return redirect(self.merge_url("change", into))

    def _context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": f"Merge {record}",
            "opts": self.opts,
            "record": record,
            "unmerge_url": self.merge_url("unmerge", record),
        }

    def _preview(self, record: Any, survivor: Any) -> dict[str, Any]:
        try:
            merging.check(record, survivor)
        except merging.Refused as refusal:
            return {"refusal": str(refusal)}
        other_way = f"{self.merge_url('merge', survivor)}?into={record.pk}"
        preview = merging.preview(record, survivor)
        return {"survivor": survivor, "preview": preview, "other_way": other_way}

    def _candidates(self, request: HttpRequest, survivors: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records that bear the typed form of a name, those most used first."""
        typed = request.GET.get("q", "").strip()
        if not typed:
            return survivors.none()
        known = self.get_queryset(request).filter(pk__in=survivors)
        found, _ = self.get_search_results(request, known, typed)
        return found.distinct().order_by("-times_used", "name")[:MOST_CANDIDATES]
