"""Headers of the articles that harvesters are told of, and of those that are gone."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Min, QuerySet

from archive.models import Article, Publication, PublicId
from archive.oai import sets
from archive.oai.protocol import Place, Selection


class Header(NamedTuple):
    """A record without its metadata; `key` is None where the article was deleted."""

    public_id: str
    changed: datetime
    key: int | None
    is_gone: bool
    sets: list[str]


class Part(NamedTuple):
    """A part of a list; nothing follows where `following` is None."""

    headers: list[Header]
    following: Place | None


def known() -> QuerySet[Article]:
    """Return the articles that readers may have a link to: public ones, and withdrawn ones."""
    shown = Article.objects.exclude(state=Article.State.DRAFT)
    return shown.exclude(publication__policy=Publication.Policy.STAFF)


def _deleted() -> QuerySet[PublicId]:
    return PublicId.objects.exclude(deleted=None).exclude(publication="")


def earliest() -> datetime | None:
    """Return the first moment at which any record was changed."""
    moments = [
        known().aggregate(first=Min("modified"))["first"],
        _deleted().aggregate(first=Min("deleted"))["first"],
    ]
    return min(filter(None, moments), default=None)


def of(public_id: str) -> Header | None:
    found = _of_articles(list(known().filter(public_id=public_id)))
    found += map(_of_deleted, _deleted().filter(pk=public_id))
    return found[0] if found else None


def part(selection: Selection, place: Place, size: int) -> Part:
    """Return so many headers behind a place: articles by key, then deleted ones by id.

    Keys and ids never change. An article that is changed meanwhile keeps its place, and comes again
    where the next harvest begins at the moment of this one.
    """
    found = [] if place.is_deleted else _living(selection, int(place.last or 0), size + 1)
    if len(found) <= size:
        last = str(place.last) if place.is_deleted else ""
        found += _dead(selection, last, size + 1 - len(found))
    shown = found[:size]
    return Part(shown, _behind(shown[-1], place, size) if len(found) > size else None)


def _behind(last: Header, before: Place, size: int) -> Place:
    is_deleted = last.key is None
    return Place(is_deleted, last.public_id if is_deleted else last.key, before.delivered + size)


def _living(selection: Selection, last: int, most: int) -> list[Header]:
    articles = _changed(known(), "modified", selection)
    if selection.set:
        articles = sets.within(articles, selection.set)
    return _of_articles(list(articles.filter(pk__gt=last).order_by("pk")[:most]))


def _dead(selection: Selection, last: str, most: int) -> list[Header]:
    """Return deleted ones of any set: what is left of them does not say in which they were."""
    if selection.set and not sets.exists(selection.set):
        return []
    left = _changed(_deleted(), "deleted", selection).filter(pk__gt=last).order_by("pk")
    return [_of_deleted(each) for each in left[:most]]


def _changed(found: QuerySet[Any], field: str, selection: Selection) -> QuerySet[Any]:
    limits = {f"{field}__gte": selection.from_, f"{field}__lt": selection.before}
    return found.filter(**{name: moment for name, moment in limits.items() if moment})


def _of_articles(articles: list[Article]) -> list[Header]:
    names = sets.of_each(articles)
    return [
        Header(
            article.public_id,
            article.modified,
            article.pk,
            article.state != Article.State.PUBLISHED,
            names[article.pk],
        )
        for article in articles
    ]


def _of_deleted(left: Any) -> Header:
    return Header(left.pk, left.deleted, None, True, [])
