"""Sitemaps: what search engines may know of the archive, and when it last changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse

from archive.models import Actor, Article, Issue, Publication, Region
from archive.models.articles import article_path


class Pages(Sitemap):
    def items(self) -> Sequence[str]:
        return ["front", "regions", "actors", "publications", "outlets", "help"]

    def location(self, item: Any) -> str:
        return reverse(item)


class Articles(Sitemap):
    # A page takes a tenth of a second; of the 50,000 that the protocol allows it would take three.
    limit = 2_000

    def items(self) -> QuerySet[Article, Any]:
        articles = Article.objects.public().order_by("pk")
        return articles.values_list("public_id", "slug", "modified")

    def location(self, item: Any) -> str:
        return article_path(*item[:2])

    def lastmod(self, item: Any) -> Any:
        return item[2]

    def get_latest_lastmod(self) -> Any:
        return _newest_change(Article.objects.public())


class Issues(Sitemap):
    limit = 2_000

    def items(self) -> QuerySet[Issue]:
        issues = Issue.objects.public().select_related("publication").order_by("pk")
        return issues.annotate(changed=Max("articles__modified"))

    def lastmod(self, item: Any) -> Any:
        return item.changed

    def get_latest_lastmod(self) -> Any:
        return _newest_change(Article.objects.public().exclude(issue=None))


class Publications(Sitemap):
    def items(self) -> QuerySet[Publication]:
        return _with_public_articles(Publication, "publication")


class Regions(Sitemap):
    def items(self) -> QuerySet[Region]:
        return _with_public_articles(Region, "regions").filter(merged_into=None)


class Actors(Sitemap):
    def items(self) -> QuerySet[Actor]:
        return _with_public_articles(Actor, "actors").filter(merged_into=None)


def _newest_change(articles: QuerySet[Article]) -> datetime | None:
    # The first by the index; Max() would read them all.
    return articles.order_by("-modified").values_list("modified", flat=True).first()


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
