"""The hits of a page, read from the database in two queries, however many they are."""

from collections.abc import Collection
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection

from archive.models import Article
from search.results import Hit, ListedArticle
from search.snippets import Marker
from search.vocabulary import Record, Vocabulary

# The fields of ListedArticle, in their order.
COLUMNS = (
    "pk public_id slug title body date publication__slug publication__name "
    "issue__volume issue__number title_basis authors publication__publisher"
).split()
TAGS = """
    SELECT article_id, 0, region_id FROM archive_articleregion WHERE article_id IN ({keys})
    UNION ALL
    SELECT article_id, 1, actor_id FROM archive_articleactor WHERE article_id IN ({keys})
"""
OF_TAGS = ("region", "actor")  # the facets that TAGS numbers
_label = attrgetter("label")

Tags = tuple[dict[int, list[Record]], ...]


def read(
    page: list[tuple[int, float]], titles: Marker, bodies: Marker, names: Vocabulary
) -> list[Hit]:
    """Return the hits of (article key, score) pairs; what is no longer public is dropped."""
    keys = [key for key, _ in page]
    articles = _public_articles(keys) if keys else {}
    regions, actors = _tags(articles.keys(), names) if articles else ({}, {})
    return [
        Hit(
            article=articles[key],
            title=titles.marked(articles[key].title),
            snippet=bodies.snippet(articles[key].body),
            score=score,
            regions=regions.get(key, []),
            actors=actors.get(key, []),
        )
        for key, score in page
        if key in articles
    ]


def _public_articles(keys: list[int]) -> dict[int, ListedArticle]:
    sql, parameters = _articles_sql(len(keys))
    return {row[0]: ListedArticle(*row) for row in _rows(sql, [*parameters, *keys])}


@cache
def _articles_sql(number: int) -> tuple[str, tuple[Any, ...]]:
    """Return what reads so many public articles, and its parameters but for the keys at its end.

    Django takes 0.5 ms to make this SQL and SQLite 0.1 ms to run it, so it is made once for each
    length of a page. The columns are texts and whole numbers, which need no converting.
    """
    articles = Article.objects.public().filter(pk__in=range(number)).order_by()
    sql, parameters = articles.values_list(*COLUMNS).query.sql_with_params()
    return sql, parameters[:-number]


def _tags(keys: Collection[int], names: Vocabulary) -> Tags:
    """Return, for each facet, the records by article, in the order of their names."""
    sql = TAGS.format(keys=", ".join(["%s"] * len(keys)))
    records = [names.facets[facet].records for facet in OF_TAGS]
    found: Tags = tuple({} for _ in OF_TAGS)
    for article, facet, key in _rows(sql, [*keys, *keys]):
        # A record may be younger than the names.
        if record := records[facet].get(key):
            found[facet].setdefault(article, []).append(record)
    for of_facet in found:
        for tags in of_facet.values():
            if len(tags) > 1:
                tags[:] = sorted(set(tags), key=_label)  # merged ones are the same
    return found


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
