"""Takes back an import: what it brought is deleted, what it changed is as before.

What was changed since, by a curator or a later import, stays, and is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from archive.importing import former, making
from archive.importing.loading import RECORDS_A_TRANSACTION
from archive.importing.snapshots import Vocabulary, changes, vocabulary
from archive.models import Article, ImportBatch, Overwritten
from archive.models.history import act

# Told how many articles were looked at, of how many, and what for.
Tell = Callable[[int, int, str], object]


@dataclass
class Undone:
    """How many articles were deleted and brought back, and why the others were kept, a line each.

    `is_refused`: it was to be whole or nothing, and so nothing was done.
    """

    deleted: int = 0
    restored: int = 0
    records: int = 0
    kept: list[str] = field(default_factory=list)
    is_refused: bool = False

    def in_words(self) -> str:
        return (
            f"{self.deleted:,} articles were deleted, {self.restored:,} are as before, "
            f"{self.records:,} records that the import had made were deleted, "
            f"{len(self.kept):,} articles were changed since and stay."
        )


def undo(
    batch: ImportBatch,
    whole: bool = False,
    curator: User | None = None,
    tell: Tell = lambda *_: None,
) -> Undone:
    """Take back what is as the batch left it; `whole`: nothing, where that is not all of it.

    In short transactions, never inside another; an interrupted undoing may be repeated.
    """
    names = vocabulary()
    report = Undone()
    if whole:
        report.kept = list(_reasons(batch, names, tell))
        if report.kept:
            report.is_refused = True
            return report
    for keys in _portions(batch, tell, "Taken back"):
        with act(f"Import batch {batch.pk} was undone", curator):
            for article in _articles(keys).select_for_update(of=["self"]):
                _take_back(article, batch, names, report)
    with act(f"Import batch {batch.pk} was undone", curator):
        report.records = making.unmake(batch)
        _note(batch, report)
    return report


def _reasons(batch: ImportBatch, names: Vocabulary, tell: Tell) -> Iterator[str]:
    for keys in _portions(batch, tell, "Looked at"):
        for article in _articles(keys):
            yield from _reason(article, batch, names)


def _portions(batch: ImportBatch, tell: Tell, verb: str) -> Iterator[list[int]]:
    """Yield the keys of the batch's articles by the hundred, and tell how far it is."""
    keys = [*batch.articles.order_by("pk").values_list("pk", flat=True)]
    keys += batch.overwritten.order_by("article").values_list("article", flat=True)
    for start in range(0, len(keys), RECORDS_A_TRANSACTION):
        portion = keys[start : start + RECORDS_A_TRANSACTION]
        yield portion
        done = start + len(portion)
        tell(done, len(keys), f"{verb}: {done:,} of {len(keys):,} articles.")


def _articles(keys: list[int]) -> QuerySet[Article]:
    return Article.objects.select_related("issue").filter(pk__in=keys)


def _take_back(article: Article, batch: ImportBatch, names: Vocabulary, report: Undone) -> None:
    kept = _reason(article, batch, names)
    report.kept += kept
    if kept:
        return
    if article.batch_id == batch.pk:
        article.withdrawal_reason = "The import that brought the article was undone."
        article.delete()
        report.deleted += 1
    else:
        overwritten = _overwritten(article, batch)
        former.bring_back(article, overwritten.before)
        overwritten.delete()
        report.restored += 1


def _reason(article: Article, batch: ImportBatch, names: Vocabulary) -> list[str]:
    """Return a line that says why the article is not as the batch left it, or nothing."""
    if article.batch_id == batch.pk:
        reasons = changes(article, names)
    else:
        is_as_left = former.digest(former.state(article)) == _overwritten(article, batch).after
        reasons = [] if is_as_left else ["what the import had changed"]
    if article.imported.get("batch") != batch.pk:
        reasons.append("a later import")
    if not reasons:
        return []
    return [f"“{article}” ({article.public_id}) was changed since and stays: {', '.join(reasons)}"]


def _overwritten(article: Article, batch: ImportBatch) -> Overwritten:
    return article.overwritten.get(batch=batch)


def _note(batch: ImportBatch, report: Undone) -> None:
    """Write on the batch what became of it; finished, it is not taken up again."""
    batch.counts["deleted"] = batch.counts.get("deleted", 0) + report.deleted
    batch.counts["restored"] = batch.counts.get("restored", 0) + report.restored
    batch.counts["kept"] = len(report.kept)
    batch.undone = timezone.now()
    batch.finished = batch.finished or batch.undone
    batch.save(update_fields=["counts", "finished", "undone"])
