"""Imports in the admin: a file is sent, previewed, brought in, reported and, if need be, undone."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from archive.admin import jobs
from archive.admin.lists import ReadOnlyList
from archive.exporting import tables
from archive.importing.files import READERS, can_be_read
from archive.importing.unpacking import PACKINGS
from archive.models import Job, Upload, UploadedItem

LARGEST = 20 << 20  # bytes
ITEMS_A_PAGE = 50
NAMES_SHOWN = 200
# What the page counts and lists, with the words for it.
KINDS = {
    "new": "new",
    "updated": "changed",
    "unchanged": "unchanged",
    "failed": "cannot be imported",
    "remarked": "with remarks",
}


class UploadForm(forms.ModelForm):
    class Meta:
        model = Upload
        fields = ["file", "publication", "create_tags", "draft"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            f"At most 20 MB: {', '.join(READERS)}, each alone or packed ({', '.join(PACKINGS)})."
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 20 MB; part it, or pack it.")
        if not can_be_read(file.name):
            raise forms.ValidationError(
                f"The ending is none of {', '.join(READERS)}, alone or packed."
            )
        return file


@admin.register(Upload)
class UploadAdmin(ReadOnlyList):
    change_list_template = "admin/uploads/list.html"
    list_display = ["name", "sent", "curator", "size", "batch"]
    list_filter = ["sent", ("batch", admin.EmptyFieldListFilter)]
    list_select_related = ["curator", "batch"]
    search_fields = ["name"]

    def get_urls(self) -> list[URLPattern]:
        views = {
            "import": require_POST(self.bring_in),
            "again": require_POST(self.preview_again),
            "discard": require_POST(self.discard),
            "report.csv": self.report,
        }
        guarded = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{name}", guarded(view), name=f"uploads_{name.partition('.')[0]}")
            for name, view in views.items()
        ]
        return [path("send/", guarded(self.send), name="uploads_send"), *own, *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return jobs.may(request, Job.Kind.IMPORT)

    def send(self, request: HttpRequest) -> HttpResponse:
        """Take a file, and have it previewed."""
        jobs.check_right(request, Job.Kind.PREVIEW)
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            upload = form.save(commit=False)
            upload.name, upload.size = upload.file.name[-200:], upload.file.size
            upload.curator = request.user
            upload.save()
            return self._ask(request, Job.Kind.PREVIEW, upload)
        context = {"form": form, "opts": self.opts, "title": "Import a file of articles"}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/uploads/send.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        """Show how far the reading is, then what the file holds, then what became of it."""
        upload = self._upload(request, object_id)
        job = upload.jobs.select_related("curator").first()
        context = self.admin_site.each_context(request) | jobs.about(request, job)
        context |= {"upload": upload, "title": upload.name, "opts": self.opts}
        if not (job and job.is_unfinished):
            context |= _listed(upload, request)
        return TemplateResponse(request, "admin/uploads/page.html", context)

    def bring_in(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self._upload(request, pk)
        if not upload.file or upload.batch_id:
            return redirect("admin:archive_upload_change", pk)
        return self._ask(request, Job.Kind.IMPORT, upload)

    def preview_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self._upload(request, pk)
        if not upload.file or upload.batch_id:
            return redirect("admin:archive_upload_change", pk)
        return self._ask(request, Job.Kind.PREVIEW, upload)

    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self._upload(request, pk)
        if upload.jobs.filter(state__in=Job.UNFINISHED).exists():
            return redirect("admin:archive_upload_change", pk)
        name = upload.name
        upload.delete()
        self.message_user(request, f"{name} was discarded; nothing of it was imported.")
        return redirect("admin:archive_upload_changelist")

    def report(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Answer all that is known of all items, as CSV."""
        upload = self._upload(request, pk)
        items = upload.items.select_related("article").iterator(chunk_size=500)
        headers = {"Content-Disposition": f'attachment; filename="import-{pk}.csv"'}
        lines = tables.rows(_told(item) for item in items)
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

    def _upload(self, request: HttpRequest, pk: Any) -> Upload:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(
            Upload.objects.select_related("batch", "publication", "curator"), pk=pk
        )

    def _ask(self, request: HttpRequest, kind: str, upload: Upload) -> HttpResponse:
        running = upload.jobs.filter(state__in=Job.UNFINISHED).exists()
        if not running:
            Job.ask(kind, upload=upload, curator=request.user)
        return redirect("admin:archive_upload_change", upload.pk)


def _listed(upload: Upload, request: HttpRequest) -> dict[str, Any]:
    """Return the page of the items that is asked for, and what is above them."""
    kind = request.GET.get("kind", "")
    items = upload.items.select_related("article")
    if kind == "remarked":
        items = items.filter(is_remarked=True)
    elif kind in KINDS:
        items = items.filter(kind=kind)
    page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "kind": kind if kind in KINDS else "",
        "tabs": list(_tabs(upload)),
        "items": page,
        "made": [_names(kind, names) for kind, names in upload.tags.items()],
        "to_import": upload.items.exclude(kind="failed").count(),
    }


def _tabs(upload: Upload) -> Iterator[tuple[str, str, int]]:
    """Yield kind, words and number of each sort of items that there is."""
    for kind, words in KINDS.items():
        chosen = {"is_remarked": True} if kind == "remarked" else {"kind": kind}
        if number := upload.items.filter(**chosen).count():
            yield kind, words, number


def _names(kind: str, names: list[str]) -> dict[str, Any]:
    """Return what a page shows of the names of which records would be made."""
    return {
        "kind": kind,
        "total": len(names),
        "names": sorted(names)[:NAMES_SHOWN],
        "more": max(0, len(names) - NAMES_SHOWN),
    }


def _told(item: UploadedItem) -> dict[str, str]:
    """Return what a row of the report says of an item."""
    return {
        "place": item.place,
        "outcome": KINDS[item.kind],
        "title": item.title,
        "date": item.date,
        "article": item.article.public_id if item.article else "",
        "changes": "\n".join(f"{name}: {old} → {new}" for name, old, new in item.changes),
        "records made": "\n".join(f"{kind}: {name}" for kind, name in item.made),
        "warnings": "\n".join(item.warnings),
        "conflicts": "\n".join(item.conflicts),
        "error": item.error,
    }
