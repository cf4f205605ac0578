"""What all lists of the admin have in common: their length, their links, who may change what."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import (
    Count,
    Field,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    URLField,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from archive.admin.texts import Paragraphs
from archive.models import Suggestion


class Picking(BaseModelAdmin):
    """Picks related records; deleting one beside the field that names it is too easily done."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class List(Picking, admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {
        TextField: {"form_class": Paragraphs},
        URLField: {"assume_scheme": "https"},
    }

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search in the letters' other case too where the database folds ASCII only (SQLite)."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.isascii():
            for term in {search_term.title(), search_term.upper()} - {search_term}:
                found |= super().get_search_results(request, queryset, term)[0]
        return found, may_repeat

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Let what was only proposed go with its article or record, whoever may delete those."""
        shown, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return shown, counts, forbidden - {Suggestion._meta.verbose_name}, protected


class Historied(SimpleHistoryAdmin, List):  # type: ignore[misc]
    """Records whose former states are kept: who changed what, when and why, and the way back."""


class ReadOnlyList(List):
    """Rows that the site itself keeps; a curator may look at them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def count_of(rows: QuerySet[Any], key: str) -> Coalesce:
    """Return how many of the rows have the outer row's key in this column; no join, no group."""
    counts = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(n=Count("pk"))
    return Coalesce(Subquery(counts.values("n"), output_field=IntegerField()), 0)


def link(url: str, text: object) -> str:
    return format_html('<a href="{}">{}</a>', url, text)


def link_to_list(model: type[Model], text: object, **filters: Any) -> str:
    """Return a link to the list of a model, narrowed by these filters."""
    url = reverse(f"admin:archive_{model._meta.model_name}_changelist", query=filters)
    return link(url, text)


def link_to_record(record: Model) -> str:
    url = reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])
    return link(url, record)
