"""Doubtful dates of articles: found by a filter, confirmed many at a time after a look at each."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from archive import contradictions
from archive.admin import date_entry
from archive.admin.lists import Historied
from archive.models import Article
from archive.models.dated import DateBasis
from archive.models.history import act

# So many dates a person can look over, and one transaction can change.
CONFIRMED_AT_ONCE = 200
_MARKED = Q(date__endswith="?") | Q(date__endswith="~") | Q(date__endswith="%")
TO_CONFIRM = Q(date_basis=DateBasis.INFERRED) & _MARKED


class Doubts(admin.SimpleListFilter):
    title, parameter_name = "doubt about the date", "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return [
            ("undated", "Undated"),
            ("inferred", "Inferred, to confirm"),
            ("contradictory", "Before its newest source"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "undated":
                return queryset.filter(latest=None)
            case "inferred":
                return queryset.filter(TO_CONFIRM)
            case "contradictory":
                # The condition again: what was mended within the minute is not shown.
                known = queryset.filter(pk__in=contradictions.keys())
                return known.filter(contradictions.is_before_its_sources())
        return queryset


class Dating(Historied):
    """The list of articles, as far as it is about their dates."""

    def get_urls(self) -> list[URLPattern]:
        read = self.admin_site.admin_view(date_entry.page)
        return [path("read-date/", read, name="archive_read_date"), *super().get_urls()]

    @admin.action(description="Confirm inferred dates", permissions=["change"])
    def confirm_dates(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        """Show what would be confirmed and why it was inferred; then take the marks of doubt off.

        Dates before the newest source are shown, too, but left as they are.
        """
        waiting = queryset.filter(TO_CONFIRM).order_by("-latest", "-pk")
        chosen = list(waiting.annotate(newest=Max("source_notes__latest"))[:CONFIRMED_AT_ONCE])
        sound = [each for each in chosen if not _is_contradictory(each)]
        if not chosen:
            text = "None of them has an inferred date that waits for confirmation."
            self.message_user(request, text, messages.WARNING)
            return None
        if "confirmed" in request.POST:
            self._confirm(request, sound)
            return None
        context = self.admin_site.each_context(request) | {
            "title": "Confirm inferred dates",
            "opts": self.opts,
            "sound": [(each, _confirmed(each.date), _reason(each)) for each in sound],
            "doubtful": [(each, _reason(each)) for each in chosen if _is_contradictory(each)],
            "limit": CONFIRMED_AT_ONCE if len(chosen) == CONFIRMED_AT_ONCE else 0,
        }
        return TemplateResponse(request, "admin/archive/confirm_dates.html", context)

    def _confirm(self, request: HttpRequest, articles: list[Any]) -> None:
        with act("Date confirmed", request.user):
            for article in articles:
                article.date = _confirmed(article.date)
                article.save()
                self.log_change(request, article, f"Date confirmed: {article.date}")
        self.message_user(request, f"Dates confirmed: {len(articles):,}.", messages.SUCCESS)


def _is_contradictory(article: Any) -> bool:
    return bool(article.newest and article.latest and article.latest < article.newest)


def _confirmed(date: str) -> str:
    """Return the date without its marks of doubt; its basis goes on telling the inference."""
    return re.sub("[?~%]", "", date)


def _reason(article: Any) -> str:
    return date_entry.in_words(article.date, article.date_basis, article.newest)
