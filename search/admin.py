"""What the search has still to do, what it was asked to keep, for a curator to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.admin.lists import ReadOnlyList
from search.models import FrozenSearch, OutboxRow, VocabularyVersion


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
