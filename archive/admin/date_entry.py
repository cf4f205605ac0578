"""Reads dates back in words while they are typed, so that EDTF is no riddle."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from archive import dates, inference
from archive.models import SourceNote
from archive.models.dated import DateBasis

LONGEST_DATE = 64


class ReadsBack(forms.ModelForm):
    """A form whose date is read back by a small script; the saved page does so without it."""

    class Media:
        js = ["archive/date-entry.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:  # who may only look has no fields
            url = reverse("admin:archive_read_date")
            self.fields["date"].widget.attrs |= {"data-reads-back": url, "spellcheck": "false"}


def page(request: HttpRequest) -> JsonResponse:
    """Answer `?date=…`, with `&basis=…&article=…` on the page of an article, by what it says."""
    if not request.user.has_perm("archive.view_article"):
        raise PermissionDenied
    asked = request.GET
    text = asked.get("date", "").strip()[:LONGEST_DATE]
    try:
        said = in_words(text, asked.get("basis", ""), newest_source(_key(asked.get("article", ""))))
        return JsonResponse({"text": said, "is_date": True})
    except dates.InvalidDate as error:
        return JsonResponse({"text": str(error), "is_date": False})


def in_words(text: str, basis: str, newest: date | None) -> str:
    """Read a date back with its basis and what speaks against it; raises dates.InvalidDate."""
    if not text:
        return "undated"
    earliest, latest = dates.bounds(text)
    said = dates.in_words(text)
    if basis == DateBasis.STATED:
        said += ", stated"
    elif basis == DateBasis.INFERRED:
        said += f", {inference.from_newest(newest, earliest)}"
    if newest and latest < newest:
        said += f" – but a source note is of {dates.in_words(newest.isoformat())}"
    return said


def newest_source(article: int | None) -> date | None:
    """Return the newest day that the source notes of the article with this key name."""
    notes = SourceNote.objects.filter(article=article)
    newest: date | None = notes.aggregate(newest=Max("latest"))["newest"]
    return newest


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
