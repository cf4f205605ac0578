"""Gives some of the names and articles of a record that stands for two a record of their own.

Taking it back is a merge of the new record into the old one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from archive import merging
from archive.models import Article, history
from archive.models.history import act

ARTICLES_SHOWN = 500


class Refused(Exception):
    """The record cannot be split so; says why, to a curator."""


@dataclass(frozen=True)
class Preview:
    """Articles that bear the record: those that name the other one, more, and how many more."""

    named: list[Article]
    others: list[Article]
    rest: int


def check(record: Any, name: str) -> None:
    """Raise Refused where no record of this name can be split from it."""
    if record.merged_into:
        raise Refused(f"{record} is merged into {record.merged_into}; take that back first.")
    if name.casefold() == record.name.casefold():
        raise Refused("The new record needs another name.")


def preview(record: Any, forms: Collection[str]) -> Preview:
    """Return the articles that may move to a record of these names, newest first."""
    names_it = Q()
    for form in forms:
        names_it |= Q(body__icontains=form) | Q(title__icontains=form)
    tags = _tags(record).values("article")
    bearing = Article.objects.filter(pk__in=tags).select_related("publication").defer("raw")
    named = list(bearing.filter(names_it)[:ARTICLES_SHOWN])
    others = list(bearing.exclude(names_it)[: ARTICLES_SHOWN - len(named)])
    return Preview(named, others, bearing.count() - len(named) - len(others))


def split(
    record: Any,
    name: str,
    variants: Collection[int] = (),
    articles: Collection[int] = (),
    reason: str = "",
) -> Any:
    """Make a record of this name, with these variants and the tags of these articles (keys).

    It lies where the old one lies. Raises Refused.
    """
    check(record, name)
    with act(f"Split from {record}. {reason}".strip()):
        new = type(record)(name=name)
        if hasattr(record, "kind"):
            new.kind = record.kind
        new.save()
        if hasattr(record, "broader"):
            new.broader.set(record.broader.all())
        record.variants.filter(form__iexact=name).delete()  # the name of the new record now
        _move(record.variants.filter(pk__in=variants), "record", new)
        _move(_tags(record).filter(article__in=articles), record.kind_of_slug(), new)
        record._change_reason = f"{new} was split from it. {reason}".strip()
        record.save()
    return new


def _move(rows: Any, column: str, new: Any) -> None:
    moved = list(rows)
    for row in moved:
        setattr(row, column, new)
    history.update(moved, [column])


def _tags(record: Any) -> Any:
    kind = record.kind_of_slug()
    return merging.TAGS[kind].objects.filter(**{kind: record})
