"""The archive's own engine, asked as the site asks it."""

import base64
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

import asking
import django
from articles import Line
from questions import Question

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import Actor, Article, ArticleActor, ArticleRegion, Publication, Region
from search import engine, outbox, rebuild, triggers
from search.models import OutboxRow
from search.results import Results
from search.state import Filter, SearchState

ARTICLES_A_BATCH = 2_000
SAVES = 20


class Engine(asking.Engine):
    @classmethod
    def prepare(cls, articles: Iterator[Line], folder: Path) -> None:
        call_command("migrate", verbosity=0)
        load(articles)

    @classmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None:
        rebuild.rebuild()

    @classmethod
    def index_bytes(cls, folder: Path) -> int:
        return super().index_bytes(settings.INDEX_DIR)

    def __init__(self, folder: Path) -> None:
        """Open the index; caches of answers or filters, where it has any, are turned off here."""
        engine.index().snapshot()

    def ask(self, question: Question) -> asking.Answer:
        """The engine's own timings part the call; the sum of them is less than the whole of it."""
        state = state_of(question)
        start = perf_counter()
        results = engine.search(state)
        whole = (perf_counter() - start) * 1000
        parts = results.timings
        times = asking.Times(whole, parts["search"] + parts["facets"], parts["snippets"])
        snippets = [hit.snippet for hit in results.hits]
        return asking.Answer(_found(results), times, snippets)

    def search(self, question: Question) -> asking.Found:
        return self.ask(question).found

    def snippets(self, question: Question, found: asking.Found) -> list[str]:
        return self.ask(question).snippets

    def measure_changes(self) -> dict[str, float]:
        """Save articles one by one until a search finds a word that none had before."""
        keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        times = [_save_until_found(keys[n * len(keys) // SAVES], n) for n in range(SAVES)]
        return {"save_to_searchable_ms": median(times), "save_to_searchable_max_ms": max(times)}


def _save_until_found(key: int, number: int) -> float:
    article, word = Article.objects.get(pk=key), f"zqxword{number}"
    article.body += f"\n\n{word}"
    start = perf_counter()
    article.save()
    outbox.drain()
    total = engine.search(SearchState(q=word)).total
    milliseconds = (perf_counter() - start) * 1000
    if total != 1:
        raise RuntimeError(f"A search for {word} found {total} articles after the save")
    return milliseconds


def state_of(question: Question) -> SearchState:
    filters = {Filter("region", question.region)} if question.region else set()
    return SearchState(
        q=question.text, filters=frozenset(filters), from_=question.first, to=question.last
    )


def _found(results: Results) -> asking.Found:
    facets = {
        facet: [(value.value, value.count) for value in results.facets[facet]]
        for facet in ("region", "actor")
    }
    years = [(str(bar.first.year), bar.count) for bar in results.histogram if bar.count]
    facets["year"] = sorted(years, key=lambda pair: -pair[1])[: asking.VALUES_SHOWN]
    return asking.Found(results.total, [hit.article.pk for hit in results.hits], facets)


def load(articles: Iterator[Line]) -> None:
    """Fill the site's database, with no triggers meanwhile and nothing left in the outbox."""
    with connection.cursor() as cursor:
        for trigger in triggers.triggers():
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
    publication = Publication.objects.create(name="Benchmark")
    keys = {"regions": {}, "actors": {}}
    while batch := list(islice(articles, ARTICLES_A_BATCH)):
        with transaction.atomic():
            _load_batch(batch, publication, keys)
    triggers.install("default")
    OutboxRow.objects.all().delete()


def _load_batch(
    batch: list[Line], publication: Publication, keys: dict[str, dict[str, int]]
) -> None:
    Article.objects.bulk_create([_row(article, publication) for article in batch])
    for name, model, tag, column in (
        ("regions", Region, ArticleRegion, "region_id"),
        ("actors", Actor, ArticleActor, "actor_id"),
    ):
        known = keys[name]
        for slug in sorted({slug for each in batch for slug in each[name]} - known.keys()):
            known[slug] = model.objects.create(name=slug, slug=slug).pk
        pairs = ((each["id"], known[slug]) for each in batch for slug in each[name])
        tag.objects.bulk_create([tag(**{"article_id": a, column: key}) for a, key in pairs])


def _row(article: Line, publication: Publication) -> Article:
    day = date.fromisoformat(article["date"]) if article["date"] else None
    row = Article(
        pk=article["id"],
        public_id=base64.b32encode(article["id"].to_bytes(5)).decode().lower(),
        slug=f"article-{article['id']}",
        publication=publication,
        title=article["title"],
        body=article["body"],
        date=article["date"],
        date_basis="stated" if day else "unknown",
        earliest=day,
        latest=day,
    )
    row.derive_title()
    return row
