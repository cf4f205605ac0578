"""Sets for harvesters: publications, and regions with all that lies in them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from archive.models import Article, ArticleRegion
from search import vocabulary
from search.vocabulary import Record

PUBLICATION, REGION = "publication", "region"
LABELS = {PUBLICATION: "Publications", REGION: "Regions"}


def exists(name: str) -> bool:
    facet, _, slug = name.partition(":")
    return name in LABELS or _record(facet, slug) is not None


def within(articles: QuerySet[Article], name: str) -> QuerySet[Article]:
    """Return those of the articles that are in a set."""
    facet, _, slug = name.partition(":")
    if name == PUBLICATION:
        return articles
    if name == REGION:
        return articles.filter(pk__in=ArticleRegion.objects.values("article"))
    record = _record(facet, slug)
    if not record:
        return articles.none()
    if facet == PUBLICATION:
        return articles.filter(publication=record.key)
    keys = vocabulary.current().facets[REGION].stored_keys[record.key]
    return articles.filter(pk__in=ArticleRegion.objects.filter(region__in=keys).values("article"))


def _record(facet: str, slug: str) -> Record | None:
    return vocabulary.current().facets[facet].by_slug.get(slug) if facet in LABELS else None


def having(articles: QuerySet[Article]) -> list[tuple[str, str]]:
    """Return name and label of each set that some of the articles are in."""
    publications = articles.order_by().values_list("publication", flat=True).distinct()
    tags = ArticleRegion.objects.filter(article__in=articles)
    regions = _around(tags.values_list("region", flat=True).distinct())
    found = _named(PUBLICATION, publications) + _named(REGION, regions)
    return sorted([*LABELS.items(), *found])


def of_each(articles: list[Article]) -> dict[int, list[str]]:
    """Return the names of the sets of each article, by its key."""
    regions: dict[int, list[int]] = {article.pk: [] for article in articles}
    tags = ArticleRegion.objects.filter(article__in=regions).values_list("article", "region")
    for article, region in tags:
        regions[article].append(region)
    return {
        article.pk: [
            name
            for name, _ in _named(PUBLICATION, [article.publication_id])
            + _named(REGION, _around(regions[article.pk]))
        ]
        for article in articles
    }


def _around(regions: Iterable[int]) -> set[int]:
    """Return the regions and all that they lie in."""
    counts_for = vocabulary.current().facets[REGION].counts_for
    return {key for region in regions for key in counts_for.get(region, ())}


def _named(facet: str, keys: Iterable[int]) -> list[tuple[str, str]]:
    records = vocabulary.current().facets[facet].records
    found = {records[key] for key in keys if key in records}
    return sorted((f"{facet}:{record.slug}", record.label) for record in found)
