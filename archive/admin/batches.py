"""The list of imports: what each brought and what it remarked, and the way back."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from archive.admin import jobs
from archive.admin.lists import ReadOnlyList, count_of, link_to_list
from archive.models import Article, ImportBatch, Job


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyList):
    change_list_template = "admin/uploads/batches.html"
    change_form_template = "admin/uploads/batch.html"
    list_display = ["source", "started", "finished", "curator", "outcome", "held", "undone"]
    list_filter = ["started", ("finished", admin.EmptyFieldListFilter)]
    list_select_related = ["curator"]
    search_fields = ["source", "=sha256"]
    search_help_text = "Name of the file, or its SHA-256"
    date_hierarchy = "started"
    fields = [
        *["source", "sha256", "started", "finished", "undone", "curator"],
        *["outcome", "held", "remarked"],
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        held = count_of(Article.objects.all(), "batch")
        return super().get_queryset(request).defer("remarks").annotate(article_count=held)

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(require_POST(self.undo))
        return [path("<int:pk>/undo/", undo, name="batches_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        job = Job.objects.filter(batch__pk=object_id, kind=Job.Kind.UNDO).first()
        told = {"job": job, "may_undo": jobs.may(request, Job.Kind.UNDO)}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | told)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the batch to be taken back; `leave` lets stay what was changed since."""
        jobs.check_right(request, Job.Kind.UNDO)
        batch = get_object_or_404(ImportBatch, pk=pk)
        options = {"leave": True} if request.POST.get("leave") else {}
        job = Job.ask(Job.Kind.UNDO, batch=batch, curator=request.user, options=options)
        return redirect("admin:archive_job_change", job.pk)

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
