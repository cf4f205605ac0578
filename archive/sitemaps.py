"""Sitemaps: what search engines may know of the archive, and when it last changed."""

from collections.abc import Sequence
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse

from archive.models import Actor, Article, Issue, Publication, Region


class Pages(Sitemap):
    def items(self) -> Sequence[str]:
        return ["front", "regions", "actors", "help"]

    def location(self, item: Any) -> str:
        return reverse(item)


class Articles(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[Article]:
        return Article.objects.public().only("public_id", "slug", "modified").order_by("pk")

    def lastmod(self, item: Any) -> Any:
        return item.modified


class Issues(Sitemap):
    def items(self) -> QuerySet[Issue]:
        issues = Issue.objects.public().select_related("publication").order_by("pk")
        return issues.annotate(changed=Max("articles__modified"))

    def lastmod(self, item: Any) -> Any:
        return item.changed


class Publications(Sitemap):
    def items(self) -> QuerySet[Publication]:
        return _with_public_articles(Publication, "publication")


class Regions(Sitemap):
    def items(self) -> QuerySet[Region]:
        return _with_public_articles(Region, "regions").filter(merged_into=None)


class Actors(Sitemap):
    def items(self) -> QuerySet[Actor]:
        return _with_public_articles(Actor, "actors").filter(merged_into=None)


def _with_public_articles(model: Any, field: str) -> QuerySet[Any]:
    articles = Article.objects.public().filter(**{field: OuterRef("pk")})
    return model.objects.filter(Exists(articles)).order_by("pk")


SITEMAPS = {
    "pages": Pages,
    "articles": Articles,
    "issues": Issues,
    "publications": Publications,
    "regions": Regions,
    "actors": Actors,
}
