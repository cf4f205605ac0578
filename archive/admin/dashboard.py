"""What waits for a curator: the numbers of the admin's front page, each with its list."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from archive import contradictions
from archive.admin.dating import TO_CONFIRM
from archive.models import (
    Article,
    ArticleActor,
    ArticleRegion,
    ImportBatch,
    Reference,
    SimilarTexts,
    Suggestion,
    UnknownName,
)
from search import engine
from search.models import OutboxRow
from search.whoosh.folder import IndexUnusable

LAST_IMPORTS = 5
# Counting a hundred thousand articles takes a third of a second.
KEPT_SECONDS = 60
KEPT_AS = "archive.admin.dashboard"


class Line(NamedTuple):
    """One kind of work; `least` tells that there may be more."""

    label: str
    number: int
    url: str
    least: bool = False


class Index(NamedTuple):
    """The state of the search index; `trouble` where it cannot be searched."""

    generation: str = ""
    commit: int = 0
    articles: int = 0
    megabytes: float = 0
    is_rebuilding: bool = False
    trouble: str = ""


def queues(may: Callable[[str], bool]) -> list[Line]:
    """Return what is proposed and waits for a decision; `may` tells the rights of who looks."""
    suggested = Suggestion.objects.filter(state=Suggestion.State.OPEN)
    names = UnknownName.objects.filter(state=UnknownName.State.OPEN)
    dangling = Reference.objects.exclude(reason="").filter(is_set_aside=False)
    similar = SimilarTexts.objects.filter(state=SimilarTexts.State.OPEN)
    lines = [
        ("change_article", "Suggested tags", suggested, reverse("admin:suggestions_queue")),
        (
            "change_article",
            "Texts that may be twice",
            similar,
            _list(SimilarTexts, state__exact="open"),
        ),
        ("add_actor", "Names without a record", names, reverse("admin:unknown_names_queue")),
        (
            "change_reference",
            "References that lead nowhere",
            dangling,
            reverse("admin:dangling_queue"),
        ),
    ]
    return [
        Line(label, waiting.count(), url)
        for right, label, waiting, url in lines
        if may(f"archive.{right}")
    ]


def articles() -> tuple[list[Line], datetime]:
    """Return what articles lack, and when it was counted: at most a minute ago."""
    kept = cache.get(KEPT_AS)
    if not kept:
        kept = list(_counted()), timezone.now()
        cache.set(KEPT_AS, kept, KEPT_SECONDS)
    return kept


def _counted() -> Iterator[Line]:
    every = Article.objects.order_by()
    total = every.count()
    contradictory = contradictions.keys()
    most = contradictions.MOST_FOUND
    for label, count, narrowed in (
        ("Articles", total, {}),
        ("Drafts", every.filter(state=Article.State.DRAFT).count(), {"state__exact": "draft"}),
        ("Without a region", total - _tagged(ArticleRegion), {"has_regions": "no"}),
        ("Without an actor", total - _tagged(ArticleActor), {"has_actors": "no"}),
        ("Undated", every.filter(latest=None).count(), {"doubt": "undated"}),
        ("Date inferred, to confirm", every.filter(TO_CONFIRM).count(), {"doubt": "inferred"}),
        ("Dated before a source", len(contradictory), {"doubt": "contradictory"}),
    ):
        yield Line(label, count, _list(Article, **narrowed), count == most == len(contradictory))


def _tagged(tags: Any) -> int:
    """Return how many articles have a tag, by an index alone."""
    count: int = tags.objects.order_by().values("article").distinct().count()
    return count


def last_imports() -> list[ImportBatch]:
    return list(ImportBatch.objects.defer("remarks")[:LAST_IMPORTS])


def index() -> Index:
    """Measure the index in use; of its files the sizes are read."""
    folder = engine.index().folder
    try:
        snapshot = engine.index().snapshot()
        files = [path.stat().st_size for path in snapshot.generation.iterdir() if path.is_file()]
    except (IndexUnusable, OSError) as error:
        return Index(trouble=str(error), is_rebuilding=bool(folder.building()))
    name, number = snapshot.generation.name, snapshot.number
    return Index(name, number, snapshot.size, sum(files) / 1e6, bool(folder.building()))


def waiting() -> int:
    """Return how many changes the index has still to take up."""
    return OutboxRow.objects.filter(replay=False).count()


def _list(model: type[Model], **filters: str) -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_changelist", query=filters or None)
