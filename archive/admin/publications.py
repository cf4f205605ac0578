"""The lists of publications and of their issues."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from archive.admin.coverage import Covered
from archive.admin.lists import Historied, count_of, link, link_to_list
from archive.admin.texts import Lines
from archive.admin.years import LatestMonths, LatestYears
from archive.apparatus import search_for
from archive.models import Article, Issue, Publication


class PublicationForm(forms.ModelForm):
    boilerplate = Lines(
        required=False, label="Boilerplate patterns", help_text="Regular expressions, one a line."
    )


@admin.register(Publication)
class PublicationAdmin(Covered):
    form = PublicationForm
    list_display = ["name", "abbreviation", "policy", "issue_count", "article_count", "search"]
    list_filter = ["policy"]
    search_fields = ["name", "abbreviation", "slug"]
    search_help_text = "Name, abbreviation or slug"
    fieldsets = [
        (None, {"fields": ["name", "slug", "abbreviation", "publisher"]}),
        ("Rights", {"fields": ["policy", "rights"]}),
        ("Years", {"fields": ["cadence", "first_year", "last_year"]}),
        ("Import and citation", {"fields": ["item_type", "boilerplate"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                issues_held=count_of(Issue.objects.all(), "publication"),
                articles_held=count_of(Article.objects.all(), "publication"),
            )
        )

    @admin.display(description="issues", ordering="issues_held")
    def issue_count(self, publication: Any) -> str:
        count = f"{publication.issues_held:,}"
        return link_to_list(Issue, count, publication__id__exact=publication.pk)

    @admin.display(description="articles", ordering="articles_held")
    def article_count(self, publication: Any) -> str:
        count = f"{publication.articles_held:,}"
        return link_to_list(Article, count, publication__id__exact=publication.pk)

    @admin.display(description="public page")
    def search(self, publication: Publication) -> str:
        return link(search_for("publication", publication.slug), "Search")


@admin.register(Issue)
class IssueAdmin(Historied):
    list_display = ["__str__", "dated", "article_count", "page"]
    list_filter = ["publication", "date_basis", LatestYears, LatestMonths]
    list_select_related = ["publication"]
    search_fields = ["publication__name", "publication__abbreviation", "=volume", "=number"]
    search_help_text = "Publication, volume, number: for example Monitor 7/4"
    ordering = ["publication__name", "-volume", "-number"]
    autocomplete_fields = ["publication"]
    fields = ["publication", "volume", "number", "dated"]
    readonly_fields = ["dated"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        public = Article.objects.public().filter(issue=OuterRef("pk"))
        held = count_of(Article.objects.all(), "issue")
        issues = super().get_queryset(request).select_related("publication")
        return issues.annotate(articles_held=held, is_public=Exists(public))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Understand `Monitor 7/4` as volume and number."""
        words, numbers = search_term, re.search(r"\b(\d{1,6})/(\d{1,6})\s*$", search_term)
        if numbers:
            queryset = queryset.filter(volume=numbers[1], number=numbers[2])
            words = search_term[: numbers.start()]
        return super().get_search_results(request, queryset, words)

    def view_on_site(self, issue: Any) -> str | None:
        return issue.get_absolute_url() if issue.is_public else None

    @admin.display(
        description="date",
        ordering="latest",
    )
    def dated(self, issue: Issue) -> str:
        """Computed from its articles whenever one is saved."""
        return f"{issue.date} ({issue.date_basis})" if issue.date else "undated"

    @admin.display(description="articles", ordering="articles_held")
    def article_count(self, issue: Any) -> str:
        return link_to_list(Article, f"{issue.articles_held:,}", issue__id__exact=issue.pk)

    @admin.display(description="page")
    def page(self, issue: Any) -> str:
        return link(issue.get_absolute_url(), "View") if issue.is_public else ""
