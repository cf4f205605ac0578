"""The registers of what is never given twice: public ids and slugs."""

from django.contrib import admin
from django.urls import reverse

from archive.admin.lists import ReadOnlyList, link
from archive.models import PublicId, TakenSlug


@admin.register(PublicId)
class PublicIdAdmin(ReadOnlyList):
    list_display = ["value", "deleted", "publication", "issue", "reason"]
    list_filter = [("deleted", admin.EmptyFieldListFilter)]
    search_fields = ["=value", "publication", "reason"]
    search_help_text = "Public id, or publication or reason of a deleted article"
    ordering = ["value"]


@admin.register(TakenSlug)
class TakenSlugAdmin(ReadOnlyList):
    list_display = ["slug", "kind", "belongs_to"]
    list_filter = ["kind"]
    search_fields = ["slug"]
    ordering = ["slug", "kind"]

    @admin.display(description="record")
    def belongs_to(self, taken: TakenSlug) -> str:
        url = reverse(f"admin:archive_{taken.kind}_change", args=[taken.record])
        return link(url, f"{taken.kind} {taken.record}")
