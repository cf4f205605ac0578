"""The page on which a record that stands for two is parted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from archive import splitting
from archive.admin.merging import LONGEST_REASON, Mergeable


class SplitForm(forms.Form):
    """Name and forms of the new record, and the articles that are about it."""

    name = forms.CharField(max_length=200, label="Name of the new record")
    variants: Any = forms.ModelMultipleChoiceField(
        None, required=False, widget=forms.CheckboxSelectMultiple, label="Names that go with it"
    )
    articles: Any = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(
        required=False, max_length=LONGEST_REASON, label="Why they are two", initial=""
    )

    def __init__(self, record: Any, articles: list[Any], *args: Any) -> None:
        super().__init__(*args)
        self.record = record
        self.fields["variants"].queryset = record.variants.all()  # type: ignore[attr-defined]
        keys = [(article.pk, "") for article in articles]
        self.fields["articles"].choices = keys  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        try:
            splitting.check(self.record, name)
        except splitting.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return name

    def forms_of_name(self) -> list[str]:
        variants = self.cleaned_data["variants"]
        return [self.cleaned_data["name"], *(variant.form for variant in variants)]


class Splitting(Mergeable):
    """Records of which one can be split, by those who have the right `merge`."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.split_view)
        own = path("<int:key>/split/", view, name=f"archive_{self.opts.model_name}_split")
        return [own, *super().get_urls()]

    def split_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Ask for the name (GET), preview the articles (GET with `name`), split (POST)."""
        record = self._record(request, key)
        asked = SplitForm(record, [], request.POST or request.GET or None)
        context = self._context(request, record) | {"title": f"Split {record}", "form": asked}
        if asked.is_bound and not _has_errors(asked):
            preview = splitting.preview(record, asked.forms_of_name())
            form = SplitForm(record, preview.named + preview.others, request.POST or request.GET)
            if request.method == "POST" and form.is_valid():
                return self._split(request, record, **form.cleaned_data)
            context |= {"form": form, "preview": preview}
        return TemplateResponse(request, "admin/archive/split.html", context)

    def _split(self, request: HttpRequest, record: Any, **given: Any) -> HttpResponse:
        new = splitting.split(record, **given | {"variants": [v.pk for v in given["variants"]]})
        self.log_change(request, record, f"{new} was split from it. {given['reason']}".strip())
        done = f"{new} was split from {record}. Merged into it, it is taken back."
        self.message_user(request, done, messages.SUCCESS)
        return redirect(self.merge_url("change", new))


def _has_errors(form: SplitForm) -> bool:
    """Tell whether name or variants cannot be read; the articles are not known to it yet."""
    return bool(form.errors.keys() - {"articles"})
