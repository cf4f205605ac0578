"""Reads articles with all that an export tells of them, a portion at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Value

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
# What the page of an article tells of a tag's record, beside its kind.
TOLD = ("pk", "name", "slug", "wikidata", "merged_into_id")

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
    """Reads portions in five queries each, and keeps what it has read of the vocabulary.

    prefetch_related() would make a queryset for each article and table: five times the time.
    """

    def __init__(self) -> None:
        self._regions = _Records(Region)
        self._actors = _Records(Actor)
        self._outlets = _Records(Outlet)

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
        for records, rows in (
            (self._regions, regions),
            (self._actors, actors),
            (self._outlets, notes),
        ):
            records.read({key for found in rows.values() for key, _ in found})
        for article in articles:
            key = article.pk
            yield Whole(
                article,
                _tags(regions[key], self._regions),
                _tags(actors[key], self._actors),
                [(self._outlets.survivor(outlet), day) for outlet, day in notes[key]],
                [(name, day.isoformat()) for name, day in references[key]],
            )


def whole(article: Article) -> Whole:
    """Return one article with everything."""
    (found,) = Reader().in_order(Article.objects.all(), [article.pk])
    return found


def with_tags(article: Article) -> Whole:
    """Return one article with its tags alone, as an article's page tells of them.

    In one query where no record was merged; of a record there are its kind and what TOLD names.
    """
    tagged: dict[Any, dict[Any, str]] = {Region: {}, Actor: {}}
    for is_actor, basis, kind, *values in _tag_rows(article):
        record = Actor(kind=kind) if is_actor else Region(kind=kind)
        for field, value in zip(TOLD, values, strict=True):
            setattr(record, field, value)
        tagged[type(record)][survivor(record)] = basis
    return Whole(article, _by_name(tagged[Region]), _by_name(tagged[Actor]), [], [])


def _tag_rows(article: Article) -> Any:
    """Return, of each tag, whether it is an actor, its basis, its kind and what TOLD names."""
    regions, actors = (
        model.objects.filter(article=article)
        .order_by()
        .values_list(
            Value(is_actor), "basis", f"{name}__kind", *(f"{name}__{field}" for field in TOLD)
        )
        for is_actor, name, model in ((0, "region", ArticleRegion), (1, "actor", ArticleActor))
    )
    return regions.union(actors, all=True)


def _rows(model: Any, keys: list[int], *columns: str, order: str = "pk") -> Rows:
    found: Rows = defaultdict(list)
    rows = model.objects.filter(article__in=keys).order_by(order)
    for article, *values in rows.values_list("article", *columns):
        found[article].append(tuple(values))
    return found


class _Records:
    """Authority records of one kind, by key, each read once."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._known: dict[int, Any] = {}

    def read(self, keys: set[int]) -> None:
        """Read what is not known yet, and what it was merged into."""
        while missing := keys - self._known.keys():
            found = self._model.objects.in_bulk(missing)
            self._known.update(found)
            keys = {record.merged_into_id for record in found.values()} - {None}

    def survivor(self, key: int) -> Any:
        """Return the record, of a merged one what readers see instead."""
        record = self._known[key]
        while record.merged_into_id:
            record = self._known[record.merged_into_id]
        return record


def survivor(record: Any) -> Any:
    """Return what readers see instead of a merged record."""
    while record.merged_into:
        record = record.merged_into
    return record


def _tags(rows: list[tuple[Any, ...]], records: _Records) -> list[tuple[Any, str]]:
    """Return each record once, as readers see the tags: merged ones as their survivors."""
    return _by_name({records.survivor(key): basis for key, basis in rows})


def _by_name(bases: dict[Any, str]) -> list[tuple[Any, str]]:
    return sorted(bases.items(), key=lambda tag: tag[0].name)
