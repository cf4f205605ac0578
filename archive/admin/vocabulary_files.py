"""Buttons that take the records of a list out as a file, or bring those of a file in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from archive import vocabulary_files
from archive.admin.lists import List
from archive.importing.skos import Unreadable

LARGEST = 20 << 20  # bytes
ERRORS_SHOWN = 20
ENDINGS = [ending.removeprefix(".") for ending in vocabulary_files.MEDIA_TYPES]


class FileForm(forms.Form):
    file = forms.FileField(
        validators=[FileExtensionValidator(ENDINGS)],
        help_text="JSON Lines (.jsonl), or SKOS as Turtle (.ttl) or JSON-LD (.jsonld).",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 20 MB.")
        return file


def may_import(request: HttpRequest) -> bool:
    return request.user.has_perm("archive.add_importbatch")


class Travelling(List):
    """Records that who may see them exports; who may import articles brings them in as well."""

    def get_urls(self) -> list[URLPattern]:
        name = f"archive_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [path("import/", view(self.import_view), name=f"{name}_import")] + [
            path(f"export.{ending}", view(self.export_view), {"ending": f".{ending}"})
            for ending in ENDINGS
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        extra = {**(extra_context or {}), "may_import": may_import(request)}
        return super().changelist_view(request, extra)

    def export_view(self, request: HttpRequest, ending: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = vocabulary_files.written(self.model, ending, request.build_absolute_uri("/"))
        media_type = vocabulary_files.MEDIA_TYPES[ending]
        name = f"{self.opts.model_name}s{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers=headers)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not may_import(request):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        if form.is_valid() and self._bring_in(request, form):
            return redirect(f"admin:archive_{self.opts.model_name}_changelist")
        title = f"Import {self.opts.verbose_name_plural}"
        context = {"form": form, "opts": self.opts, "title": title}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/archive/import_vocabulary.html", context)

    def _bring_in(self, request: HttpRequest, form: FileForm) -> bool:
        """Import the file and tell what came of it; False where it cannot be read."""
        file = form.cleaned_data["file"]
        try:
            ending = PurePath(file.name).suffix.lower()
            report = vocabulary_files.read(self.model, file.read(), ending)
        except Unreadable as error:
            form.add_error("file", f"The file cannot be read: {error}")
            return False
        done = f"{report.made:,} made, {report.known:,} known already and left as they are."
        self.message_user(request, done, messages.SUCCESS)
        for remark in report.errors[:ERRORS_SHOWN]:
            self.message_user(request, remark, messages.WARNING)
        if len(report.errors) > ERRORS_SHOWN:
            rest = len(report.errors) - ERRORS_SHOWN
            self.message_user(request, f"… and {rest:,} more errors.", messages.WARNING)
        return True
