"""The list of articles and the page on which one is curated."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from archive.admin.article_form import ArticleForm
from archive.admin.article_parts import ActorTags, References, RegionTags, SourceNotes
from archive.admin.bulk import choose
from archive.admin.date_entry import in_words, newest_source
from archive.admin.dating import Dating, Doubts
from archive.admin.lists import count_of, link
from archive.admin.years import LatestMonths, LatestYears
from archive.models import Article, ArticleActor, ArticleRegion, Publication

# So much of the body is searched: the whole of it is what the public search is for.
CHARACTERS_SEARCHED = 300
# More than anybody pages through: the newest are shown.
MOST_FOUND = 1_000


class HasTags(admin.SimpleListFilter):
    """Articles with or without any tag of one kind."""

    tags: type[ArticleRegion] | type[ArticleActor]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        has_tags = Exists(self.tags.objects.filter(article=OuterRef("pk")))
        wanted = {"yes": has_tags, "no": ~has_tags}.get(self.value() or "")
        return queryset.filter(wanted) if wanted is not None else queryset


class HasRegions(HasTags):
    title, parameter_name, tags = "has regions", "has_regions", ArticleRegion


class HasActors(HasTags):
    title, parameter_name, tags = "has actors", "has_actors", ArticleActor


@admin.register(Article)
class ArticleAdmin(Dating):
    form = ArticleForm
    list_display = [
        "title",
        "publication",
        "number",
        "dated",
        "state",
        "region_count",
        "actor_count",
        "page",
    ]
    list_filter = [
        "state",
        "publication",
        "date_basis",
        Doubts,
        HasRegions,
        HasActors,
        "title_basis",
        LatestYears,
        LatestMonths,
    ]
    list_select_related = ["publication", "issue"]
    search_fields = ["title", "beginning", "=public_id", "=external_id"]
    search_help_text = "Title, beginning of the text, public id or id of the import"
    actions = ["change_many", "confirm_dates"]
    autocomplete_fields = ["publication", "issue"]
    inlines = [RegionTags, ActorTags, SourceNotes, References]
    readonly_fields = [
        "date_in_words",
        "public_id",
        "title_basis",
        "external_id",
        "batch",
        "raw",
        "created",
        "modified",
    ]
    fieldsets = [
        (None, {"fields": ["title", "publication", "issue", "position", "authors", "url"]}),
        ("State", {"fields": ["state", "withdrawal_reason"]}),
        ("Date", {"fields": ["date", "date_in_words", "date_basis"]}),
        ("Text", {"fields": ["body"]}),
        ("Boilerplate", {"fields": ["boilerplate"], "classes": ["collapse"]}),
        (
            "Where it comes from",
            {
                "fields": [
                    "public_id",
                    "title_basis",
                    "created",
                    "modified",
                    "batch",
                    "external_id",
                    "raw",
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                region_count=count_of(ArticleRegion.objects.all(), "article"),
                actor_count=count_of(ArticleActor.objects.all(), "article"),
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Read the texts once, whatever is counted and sorted afterwards."""
        if not search_term:
            return queryset, False
        beginning = Left("body", CHARACTERS_SEARCHED)
        found, _ = super().get_search_results(
            request, queryset.alias(beginning=beginning), search_term
        )
        # By an expression, lest the rows are read in the order of the index on `latest`.
        newest_first = found.order_by(Coalesce("latest", date.min).desc(), "-pk")
        keys = list(newest_first.values_list("pk", flat=True)[:MOST_FOUND])
        return queryset.filter(pk__in=keys), False

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if _is_public(article) else None

    @admin.display(description="issue", ordering="issue")
    def number(self, article: Article) -> str:
        return f"{article.issue.volume}/{article.issue.number}" if article.issue else ""

    @admin.display(description="date", ordering="latest")
    def dated(self, article: Article) -> str:
        return f"{article.date} ({article.date_basis})" if article.date else "undated"

    @admin.display(description="in words")
    def date_in_words(self, article: Article) -> str:
        """Read the saved date back; a script does so with what is typed."""
        newest = newest_source(article.pk)
        said = in_words(article.date, article.date_basis, newest)
        return format_html('<output id="read-back-id_date" for="id_date">{}</output>', said)

    @admin.display(description="regions")
    def region_count(self, article: Article) -> int:
        return article.region_count  # type: ignore[attr-defined]

    @admin.display(description="actors")
    def actor_count(self, article: Article) -> int:
        return article.actor_count  # type: ignore[attr-defined]

    @admin.display(description="page")
    def page(self, article: Article) -> str:
        return link(article.get_absolute_url(), "View") if _is_public(article) else ""

    @admin.action(description="Tag, publish or withdraw …", permissions=["change"])
    def change_many(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        """Keep the selection and ask what to do with it."""
        keys = list(queryset.values_list("pk", flat=True))
        filters = request.GET.urlencode()
        selection = f"List of articles: {filters}" if filters else "List of articles"
        return redirect("admin:bulk_prepare", choose(keys, selection).pk)


def _is_public(article: Article) -> bool:
    is_staff_only = article.publication.policy == Publication.Policy.STAFF
    return article.state == Article.State.PUBLISHED and not is_staff_only
