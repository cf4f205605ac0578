"""What the search still has to do, for a curator to look at."""

from django.contrib import admin

from archive.admin.lists import ReadOnlyList
from search.models import OutboxRow, VocabularyVersion


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
