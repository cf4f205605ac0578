"""The lists over all articles of what they cite: news outlets and earlier issues."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.admin.article_parts import leads_to
from archive.admin.dangling import DECIDED_AT_ONCE, DanglingQueue
from archive.admin.date_entry import ReadsBack
from archive.admin.lists import Historied, link_to_record
from archive.admin.years import DayMonths, DayYears, LatestMonths, LatestYears
from archive.models import Reference, SourceNote
from archive.references import release, resolve


class Cited(Historied):
    """Rows of articles: added on the article's page, mended and deleted here as well."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="article")
    def of_article(self, row: SourceNote | Reference) -> str:
        return link_to_record(row.article)


@admin.register(SourceNote)
class SourceNoteAdmin(Cited):
    list_display = ["outlet", "date", "date_in_words", "of_article"]
    list_select_related = ["outlet", "article"]
    search_fields = ["outlet__name", "outlet__variants__form", "article__title", "date"]
    search_help_text = "Outlet in any of its names, title of the article, date"
    form = ReadsBack
    list_filter = [LatestYears, LatestMonths]
    ordering = ["-latest", "-pk"]
    autocomplete_fields = ["outlet"]
    fields = ["of_article", "outlet", "date", "order"]
    readonly_fields = ["of_article"]

    @admin.display(description="in words")
    def date_in_words(self, note: SourceNote) -> str:
        return note.date_in_words


class IsResolved(admin.SimpleListFilter):
    title = "resolved"
    parameter_name = "resolved"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reference]) -> QuerySet[Reference]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(issue__isnull=self.value() == "no")


@admin.register(Reference)
class ReferenceAdmin(Cited, DanglingQueue):
    list_display = ["publication", "day", "leads_to", "of_article"]
    list_filter = [
        IsResolved,
        "reason",
        ("chosen", admin.EmptyFieldListFilter),
        "is_set_aside",
        DayYears,
        DayMonths,
    ]
    actions = ["look_up_again"]
    autocomplete_fields = ["chosen"]
    list_select_related = ["article", "issue__publication"]
    search_fields = ["publication", "article__title"]
    search_help_text = "Publication as printed, title of the article"
    ordering = ["-day", "-pk"]
    fields = ["of_article", "publication", "day", "order", "leads_to", "chosen", "is_set_aside"]
    readonly_fields = ["of_article", "leads_to"]

    def save_model(
        self, request: HttpRequest, obj: Reference, form: forms.ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        resolve(Reference.objects.filter(pk=obj.pk))

    @admin.action(description="Let the archive look them up again", permissions=["change"])
    def look_up_again(self, request: HttpRequest, queryset: QuerySet[Reference]) -> None:
        count = release(queryset[:DECIDED_AT_ONCE], request.user)
        self.message_user(request, f"Looked up again: {count:,}.", messages.SUCCESS)

    @admin.display(description="leads to")
    def leads_to(self, reference: Reference) -> str:
        return leads_to(reference)
