"""The page on which a record is taken out of use, and brought back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from archive import retiring
from archive.admin.merging import LONGEST_REASON, Mergeable


class Retiring(Mergeable):
    """Records that can be retired, by those who have the right `merge`; no field offers them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.retire_view)
        own = path("<int:key>/retire/", view, name=f"archive_{self.opts.model_name}_retire")
        return [own, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        match = request.resolver_match
        if match and match.view_name == "admin:autocomplete":
            queryset = queryset.filter(retired=False)
        return super().get_search_results(request, queryset, search_term)

    def retire_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Say what it means (GET), retire the record or bring it back (POST)."""
        record = self._record(request, key)
        if request.method == "POST":
            return self._turn(request, record, request.POST.get("reason", "")[:LONGEST_REASON])
        title = f"Use {record} again" if record.retired else f"Retire {record}"
        context = self._context(request, record) | {"title": title, "longest": LONGEST_REASON}
        return TemplateResponse(request, "admin/archive/retire.html", context)

    def _turn(self, request: HttpRequest, record: Any, reason: str) -> HttpResponse:
        (retiring.revive if record.retired else retiring.retire)(record, reason.strip())
        done = "is retired" if record.retired else "is in use again"
        self.log_change(request, record, f"It {done}. {reason}".strip())
        self.message_user(request, f"{record} {done}.", messages.SUCCESS)
        return redirect(self.merge_url("change", record))


class IsRetired(admin.SimpleListFilter):
    title, parameter_name = "retired", "retired"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(retired=self.value() == "yes")
