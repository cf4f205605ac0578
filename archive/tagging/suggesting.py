"""Writes suggestions for articles: new ones, new evidence; what was decided stays."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from archive.models import Article, ArticleActor, ArticleRegion, Suggestion
from archive.tagging.passages import passages
from archive.tagging.reading import Proposal, Reader
from archive.tagging.records import known_actors, known_regions

ARTICLES_A_TRANSACTION = 200

# Kind of record and its key.
Tag = tuple[str, int]


class Readers(NamedTuple):
    region: Reader
    actor: Reader

    @classmethod
    def of_database(cls) -> "Readers":
        """Return readers that know all records in use."""
        regions, actors = known_regions(retired=False), known_actors(retired=False)
        return cls(Reader.of_regions(regions), Reader.of_actors(actors))

    def read(self, article: Article) -> dict[Tag, Proposal]:
        """Return what the text names enough; a derived title repeats the text."""
        is_given = article.title_basis == Article.TitleBasis.GIVEN
        parts = list(passages(article.title if is_given else "", article.body))
        return {
            (kind, proposal.record): proposal
            for kind, reader in self._asdict().items()
            for proposal in reader.judge(parts)
        }


def suggest(articles: QuerySet[Article], readers: Readers) -> Iterator[Counter[str]]:
    """Yield, after each transaction, what was done: articles, new, changed and dropped suggestions.

    An interrupted run is repeated: what stands already stays as it is.
    """
    keys = list(articles.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), ARTICLES_A_TRANSACTION):
        portion = keys[start : start + ARTICLES_A_TRANSACTION]
        with transaction.atomic():
            done = _suggest_portion(portion, readers)
        yield done


def _suggest_portion(keys: list[int], readers: Readers) -> Counter[str]:
    tagged = set(_tags(keys))
    present = {
        (each.article_id, *_tag(each)): each for each in Suggestion.objects.filter(article__in=keys)
    }
    texts = Article.objects.only("title", "title_basis", "body").filter(pk__in=keys).order_by("pk")
    wanted = {
        (article.pk, *tag): proposal
        for article in texts
        for tag, proposal in readers.read(article).items()
        if (article.pk, *tag) not in tagged
    }
    return Counter(articles=len(keys)) + _write(wanted, present)


def _tags(keys: list[int]) -> Iterator[tuple[int, str, int]]:
    for kind, model in (("region", ArticleRegion), ("actor", ArticleActor)):
        rows: Any = model.objects.filter(article__in=keys).values_list("article", f"{kind}_id")
        yield from ((article, kind, record) for article, record in rows)


def _tag(suggestion: Suggestion) -> Tag:
    if suggestion.region_id:
        return "region", suggestion.region_id
    return "actor", suggestion.actor_id or 0


def _write(
    wanted: dict[tuple[int, str, int], Proposal],
    present: dict[tuple[int, str, int], Suggestion],
) -> Counter[str]:
    new = [
        Suggestion(
            article_id=article,
            evidence=_spans(proposal),
            points=proposal.points,
            **{f"{kind}_id": record},
        )
        for (article, kind, record), proposal in wanted.items()
        if (article, kind, record) not in present
    ]
    Suggestion.objects.bulk_create(new, ignore_conflicts=True)
    still_open = {key: each for key, each in present.items() if each.state == "open"}
    changed = list(_changed(wanted, still_open))
    Suggestion.objects.bulk_update(changed, ["evidence", "points"])
    gone = [each.pk for key, each in still_open.items() if key not in wanted]
    Suggestion.objects.filter(pk__in=gone).delete()
    return Counter(new=len(new), changed=len(changed), dropped=len(gone))


def _changed(
    wanted: dict[tuple[int, str, int], Proposal],
    still_open: dict[tuple[int, str, int], Suggestion],
) -> Iterable[Suggestion]:
    for key in wanted.keys() & still_open.keys():
        suggestion, proposal = still_open[key], wanted[key]
        if (suggestion.evidence, suggestion.points) != (_spans(proposal), proposal.points):
            suggestion.evidence, suggestion.points = _spans(proposal), proposal.points
            yield suggestion


def _spans(proposal: Proposal) -> list[list[int]]:
    return [[start, end] for start, end in proposal.spans]
