"""The list of jobs, and the page on which one is watched and cancelled."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from archive.admin.lists import ReadOnlyList
from archive.models import Job

REMARKS_SHOWN = 200
# What may be asked for and cancelled by those who have this right.
RIGHTS = {
    Job.Kind.PREVIEW: "archive.add_importbatch",
    Job.Kind.IMPORT: "archive.add_importbatch",
    Job.Kind.UNDO: "archive.delete_importbatch",
    Job.Kind.SUGGEST: "archive.change_article",
}


def check_right(request: HttpRequest, kind: str) -> None:
    if not request.user.has_perm(RIGHTS[Job.Kind(kind)]):
        raise PermissionDenied


def may(request: HttpRequest, kind: str) -> bool:
    return request.user.has_perm(RIGHTS[Job.Kind(kind)])


@admin.register(Job)
class JobAdmin(ReadOnlyList):
    list_display = ["kind", "state", "asked", "finished", "curator", "message"]
    list_filter = ["state", "kind"]
    list_select_related = ["curator"]

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        suggest, cancel = require_POST(self.suggest), require_POST(self.cancel)
        return [
            path("suggest/", guarded(suggest), name="jobs_suggest"),
            path("<int:pk>/cancel/", guarded(cancel), name="jobs_cancel"),
            *super().get_urls(),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        asked = may(request, obj.kind) if obj else any(may(request, kind) for kind in RIGHTS)
        return asked or super().has_view_permission(request, obj)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        job = get_object_or_404(Job, pk=object_id)
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | about(request, job)
        context |= {"title": str(job), "opts": self.opts}
        return TemplateResponse(request, "admin/jobs/page.html", context)

    def suggest(self, request: HttpRequest) -> HttpResponse:
        """Ask for tags to be proposed for all articles."""
        check_right(request, Job.Kind.SUGGEST)
        return redirect(
            "admin:archive_job_change", Job.ask(Job.Kind.SUGGEST, curator=request.user).pk
        )

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = get_object_or_404(Job, pk=pk)
        check_right(request, job.kind)
        if job.may_be_cancelled:
            Job.objects.filter(pk=pk).update(is_to_stop=True)
            messages.info(request, "It stops at the next whole step.")
        if job.upload_id:
            return redirect("admin:archive_upload_change", job.upload_id)
        return redirect("admin:archive_job_change", pk)


def about(request: HttpRequest, job: Job | None) -> dict[str, Any]:
    """Return what a page needs that shows a job, and what the admin asks of any page."""
    return {
        "job": job,
        "may_cancel": bool(job and job.may_be_cancelled and may(request, job.kind)),
        "remarks": job.remarks[:REMARKS_SHOWN] if job else [],
        "more_remarks": max(0, len(job.remarks) - REMARKS_SHOWN) if job else 0,
        "has_change_permission": False,
        "has_delete_permission": False,
    }
