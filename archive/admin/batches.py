"""The list of imports: what each brought and what it remarked."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from archive.admin.lists import ReadOnlyList, count_of, link_to_list
from archive.models import Article, ImportBatch


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyList):
    list_display = ["source", "started", "finished", "curator", "outcome", "held"]
    list_filter = ["started", ("finished", admin.EmptyFieldListFilter)]
    list_select_related = ["curator"]
    search_fields = ["source", "=sha256"]
    search_help_text = "Name of the file, or its SHA-256"
    date_hierarchy = "started"
    fields = ["source", "sha256", "started", "finished", "curator", "outcome", "held", "remarked"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        held = count_of(Article.objects.all(), "batch")
        return super().get_queryset(request).defer("remarks").annotate(article_count=held)

    @admin.display(description="counts")
    def outcome(self, batch: ImportBatch) -> str:
        counts = [f"{count:,} {kind}" for kind, count in batch.counts.items() if count]
        return ", ".join(counts) or "nothing"

    @admin.display(description="articles now held", ordering="article_count")
    def held(self, batch: Any) -> str:
        return link_to_list(Article, f"{batch.article_count:,}", batch__id__exact=batch.pk)

    @admin.display(description="warnings and errors")
    def remarked(self, batch: ImportBatch) -> str:
        items = format_html_join("", "<li>{}</li>", ([remark] for remark in batch.remarks))
        return format_html("<ol>{}</ol>", items) if items else "none"
