"""What the search has still to do, what it was asked to keep, for a curator to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.admin.lists import ReadOnlyList
from search.models import Digest, FrozenSearch, OutboxRow, SavedSearch, VocabularyVersion


@admin.register(OutboxRow)
class OutboxRowAdmin(ReadOnlyList):
    list_display = ["id", "article_key", "replay"]
    list_filter = ["replay"]
    search_fields = ["=article_key"]
    ordering = ["pk"]


@admin.register(VocabularyVersion)
class VocabularyVersionAdmin(ReadOnlyList):
    list_display = ["version"]
    ordering = ["pk"]


@admin.register(FrozenSearch)
class FrozenSearchAdmin(ReadOnlyList):
    list_display = ["public_id", "query", "total", "made"]
    fields = ["public_id", "query", "total", "made", "query_sha256", "result_sha256"]
    search_fields = ["=public_id", "query"]
    ordering = ["-made", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what the articles said, up to a megabyte a row."""
        return super().get_queryset(request).defer("told", "articles")


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnlyList):
    """Tells whether mails go out; what a reader searches for is nobody else's business."""

    list_display = ["reader", "cadence", "is_paused", "told_until"]
    fields = ["reader", "cadence", "is_paused", "told_until"]
    list_display_links = ["told_until"]
    list_filter = ["cadence", "is_paused"]
    list_select_related = ["reader"]
    ordering = ["-told_until", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("known", "note", "query")


@admin.register(Digest)
class DigestAdmin(ReadOnlyList):
    list_display = ["made", "reader", "articles", "state", "reason"]
    list_filter = ["state"]
    list_select_related = ["reader"]
    ordering = ["-made", "pk"]
