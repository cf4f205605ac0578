"""What all lists of the admin have in common: their length, their links, who may change what."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ObjectDoesNotExist
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
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from archive.admin.texts import Paragraphs
from archive.models import Overwritten, SimilarTexts, Suggestion, TextPrint

# What nobody deletes by itself, but what goes with the article or record that it is about.
KEPT_OF_OTHERS = (Overwritten, SimilarTexts, Suggestion, TextPrint)
PARTS_SHOWN = 100  # former states of tags, notes and variants


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
        """Let what the site keeps of an article or record go with it, whoever may delete those."""
        shown, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        kept = {model._meta.verbose_name for model in KEPT_OF_OTHERS}
        return shown, counts, forbidden - kept, protected


class Historied(SimpleHistoryAdmin, List):  # type: ignore[misc]
    """Records whose former states are kept: who changed what, when and why, and the way back."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the record's own history, and that of what is edited on its page: tags, variants."""
        extra = {**(extra_context or {}), "parts": self._history_of_parts(unquote(object_id))}
        return super().history_view(request, object_id, extra)

    def _history_of_parts(self, key: str) -> list[Any]:
        parts = [inline.model for inline in self.inlines if hasattr(inline.model, "history")]
        found = [row for part in parts for row in _history_of_part(part, self.model, key)]
        newest_first = sorted(found, key=attrgetter("history_date"), reverse=True)
        return newest_first[:PARTS_SHOWN]


def _history_of_part(part: Any, whole: Any, key: str) -> Iterator[Any]:
    """Yield the newest history of the rows of one kind, each with what it was `about`."""
    links = {f.related_model: f.name for f in part._meta.fields if f.many_to_one}
    column = links.pop(whole)
    rows = part.history.select_related("history_user", *links.values())
    for row in rows.filter(**{column: key})[:PARTS_SHOWN]:
        row.about = f"{part._meta.verbose_name} “{_in_words(row, links.values())}”"
        yield row


def _in_words(row: Any, links: Iterable[str]) -> str:
    part = row.instance
    try:
        for name in links:
            setattr(part, name, getattr(row, name))  # read with the rows, not one by one
        return str(part)
    except ObjectDoesNotExist:
        return "of a record that is no more"


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
