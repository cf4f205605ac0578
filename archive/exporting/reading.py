"""Reads articles with all that an export tells of them, a portion at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from archive.models import (
    Actor,
    Article,
    ArticleActor,
    ArticleRegion,
    Outlet,
    Reference,
    Region,
    SourceNote,
)

ARTICLES_AT_ONCE = 500

# The rows of one table that belong to each of some articles, by the article's key.
Rows = defaultdict[int, list[tuple[Any, ...]]]


class Whole(NamedTuple):
    """An article with its tags by name, each with its basis, and what it cites, in order."""

    article: Article
    regions: list[tuple[Region, str]]
    actors: list[tuple[Actor, str]]
    notes: list[tuple[Outlet, str]]
    references: list[tuple[str, str]]


class Reader:
    """Reads portions in five queries each, and keeps the vocabulary meanwhile.

    prefetch_related() would make a queryset for each article and table: five times the time.
    """

    def __init__(self) -> None:
        self._regions = _survivors(Region)
        self._actors = _survivors(Actor)
        self._outlets = _survivors(Outlet)

    def in_order(self, articles: Any, keys: Sequence[int]) -> Iterator[Whole]:
        """Yield those of the queryset's articles that have these keys, in the keys' order."""
        articles = articles.select_related("publication", "issue")
        for start in range(0, len(keys), ARTICLES_AT_ONCE):
            portion = keys[start : start + ARTICLES_AT_ONCE]
            found = articles.in_bulk(portion)
            yield from self._whole([found[key] for key in portion if key in found])

    def _whole(self, articles: list[Article]) -> Iterator[Whole]:
        keys = [article.pk for article in articles]
        regions = _rows(ArticleRegion, keys, "region", "basis")
        actors = _rows(ArticleActor, keys, "actor", "basis")
        notes = _rows(SourceNote, keys, "outlet", "date", order="order")
        references = _rows(Reference, keys, "publication", "day", order="order")
        for article in articles:
            key = article.pk
            yield Whole(
                article,
                _tags(regions[key], self._regions),
                _tags(actors[key], self._actors),
                [(self._outlets[outlet], day) for outlet, day in notes[key]],
                [(name, day.isoformat()) for name, day in references[key]],
            )


def whole(article: Article) -> Whole:
    """Return one article with everything."""
    (found,) = Reader().in_order(Article.objects.all(), [article.pk])
    return found


def _rows(model: Any, keys: list[int], *columns: str, order: str = "pk") -> Rows:
    found: Rows = defaultdict(list)
    rows = model.objects.filter(article__in=keys).order_by(order)
    for article, *values in rows.values_list("article", *columns):
        found[article].append(tuple(values))
    return found


def _tags(rows: list[tuple[Any, ...]], records: dict[int, Any]) -> list[tuple[Any, str]]:
    """Return each record once, as readers see the tags: merged ones as their survivors."""
    bases = {records[key]: basis for key, basis in rows}
    return sorted(bases.items(), key=lambda tag: tag[0].name)


def _survivors(model: Any) -> dict[int, Any]:
    """Return the records by key, of merged ones those they were merged into."""
    records = {record.pk: record for record in model.objects.order_by("pk")}
    return {key: _survivor(record, records) for key, record in records.items()}


def _survivor(record: Any, records: dict[int, Any]) -> Any:
    while record.merged_into_id:
        record = records[record.merged_into_id]
    return record
