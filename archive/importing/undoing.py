"""Takes back an import: deletes the articles that it brought, except those changed since."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from archive.importing.loading import RECORDS_A_TRANSACTION
from archive.importing.snapshots import Vocabulary, changes, vocabulary
from archive.models import Article, ImportBatch
from archive.models.history import act


@dataclass
class Undone:
    """How many articles were deleted, and of each that was kept a line that says why."""

    deleted: int = 0
    kept: list[str] = field(default_factory=list)


def undo(batch: ImportBatch) -> Undone:
    """Delete the batch's articles that are as it left them; names and issues it made stay.

    In short transactions, never inside another; an interrupted undoing may be repeated.
    """
    report = Undone()
    names = vocabulary()
    for keys in _portions(batch):
        with act(f"Import batch {batch.pk} was undone"):
            for article in Article.objects.select_for_update().filter(pk__in=keys):
                _delete_or_keep(article, batch, names, report)
    _note(batch, report)
    return report


def _portions(batch: ImportBatch) -> Iterator[list[int]]:
    keys = list(batch.articles.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), RECORDS_A_TRANSACTION):
        yield keys[start : start + RECORDS_A_TRANSACTION]


def _delete_or_keep(
    article: Article, batch: ImportBatch, names: Vocabulary, report: Undone
) -> None:
    reasons = changes(article, names)
    if article.imported.get("batch") != batch.pk:
        reasons.append("a later import")
    if reasons:
        report.kept.append(
            f"“{article}” ({article.public_id}) was changed since and stays: {', '.join(reasons)}"
        )
        return
    article.withdrawal_reason = "The import that brought the article was undone."
    article.delete()
    report.deleted += 1


def _note(batch: ImportBatch, report: Undone) -> None:
    """Write on the batch what became of it; finished, it is not taken up again."""
    batch.counts["deleted"] = batch.counts.get("deleted", 0) + report.deleted
    batch.counts["kept"] = len(report.kept)
    batch.finished = batch.finished or timezone.now()
    batch.save(update_fields=["counts", "finished"])
