"""What the worker does with a file that a curator sent: preview it, then bring it in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import Truncator

from archive.importing import loading, undoing
from archive.importing.articles import Options, Outcome
from archive.importing.files import ArticleFile, FileError, Item
from archive.importing.identity import fingerprint
from archive.importing.loading import Result
from archive.importing.previewing import Previewer
from archive.importing.records import Record
from archive.jobs import Cancelled, Failed, Progress
from archive.models import ImportBatch, Job, Upload, UploadedItem

ITEMS_A_TRANSACTION = 200
# What is written anew when an item is brought in after its preview.
TOLD = "kind title date article changes made warnings conflicts error is_remarked".split()


def preview(job: Job, progress: Progress) -> None:
    """Note what an import would make of each item; what an earlier run noted is done anew."""
    upload = _upload(job)
    file = _file(upload)
    upload.items.all().delete()
    progress.tell_now(0, 0, "The items are being counted.")
    total = sum(1 for _ in file.items())
    try:
        _preview(file, upload, total, progress)
    except Cancelled:
        upload.items.all().delete()
        raise
    progress.tell_now(total, total, f"{total:,} items were read.")
    if not total:
        raise Failed("The file holds no articles.")


def _preview(file: ArticleFile, upload: Upload, total: int, progress: Progress) -> None:
    counts: Counter[str] = Counter()
    made: dict[str, dict[str, None]] = {}
    done = 0
    found = _results(file, upload)
    while results := list(islice(found, ITEMS_A_TRANSACTION)):
        _write(upload, file, done, results)
        done += len(results)
        for _, outcome in results:
            _count(outcome, counts)
            for kind, name in outcome.made:
                made.setdefault(kind, {})[name] = None
        progress.tell(done, total, f"{done:,} of {total:,} items read.")
    upload.counts = counts
    upload.tags = {kind: list(names) for kind, names in made.items()}
    upload.save(update_fields=["counts", "tags"])


def _results(file: ArticleFile, upload: Upload) -> Iterator[Result]:
    """Yield the items with what would become of them; each is held against the archive as it is."""
    previewer = Previewer(_options(upload))
    seen: dict[Any, str] = {}
    for item in file.items():
        if not isinstance(item.content, Record):
            yield item, Outcome("failed", error=str(item.content))
            continue
        outcome = previewer.preview(item.content)
        first = seen.setdefault(_identity(item.content), file.place(item))
        if first != file.place(item):
            outcome.warnings.append(f"it is the same item as {first} and is brought in over it")
        yield item, outcome


def _identity(record: Record) -> tuple[str | None, str]:
    return record.publication, record.id or fingerprint(record)


def bring_in(job: Job, progress: Progress) -> None:
    """Import the file; cancelled, all that it brought is taken back."""
    upload = _upload(job)
    file = _file(upload)
    total = upload.items.count()
    watch = _Watch(upload, file, total, progress)
    progress.stop_if_asked()
    try:
        loading.load(file, file.items(), _options(upload), job.curator, watch.keep)
    except Cancelled:
        _take_back(upload, progress)
        raise
    upload.refresh_from_db()
    progress.tell_now(total, total, f"{total:,} items were brought in.")
    upload.forget_file()


@dataclass
class _Watch:
    """Notes what became of the items of a running import, and how far it is."""

    upload: Upload
    file: ArticleFile
    total: int
    progress: Progress

    def keep(self, batch: ImportBatch, results: list[Result]) -> None:
        done = sum(batch.counts.get(kind, 0) for kind in Outcome.KINDS)
        _write(self.upload, self.file, done - len(results), results)
        self.upload.batch, self.upload.counts = batch, batch.counts
        self.upload.save(update_fields=["batch", "counts"])
        self.progress.tell(done, self.total, f"{done:,} of {self.total:,} items brought in.")


def _take_back(upload: Upload, progress: Progress) -> None:
    """Undo what was brought in so far; the preview stands again."""
    batch = upload.batch
    if batch:
        batch.refresh_from_db()  # what the last transaction had noted came to nothing
        undoing.undo(batch, tell=progress.tell_now)
        Upload.objects.filter(pk=upload.pk).update(batch=None)
        progress.tell_now(0, 0, "Cancelled; what had been brought in was taken back.")


def undo(job: Job, progress: Progress) -> None:
    """Take an import back: whole, or not at all unless the curator said to leave out the rest."""
    if job.batch is None:
        raise Failed("The batch is gone.")
    report = undoing.undo(
        job.batch,
        whole=not job.options.get("leave"),
        curator=job.curator,
        tell=partial(progress.tell_now),
    )
    job.remarks = report.kept
    if report.is_refused:
        raise Failed(f"Nothing was undone: {len(report.kept):,} articles were changed since.")
    progress.tell_now(report.deleted, report.deleted, report.in_words())


def _upload(job: Job) -> Upload:
    if job.upload is None:
        raise Failed("The uploaded file is gone.")
    return job.upload


def _file(upload: Upload) -> ArticleFile:
    if not upload.file:
        raise Failed("The uploaded file is gone; send it again.")
    try:
        return ArticleFile(Path(upload.file.path), upload.name)
    except FileError as error:
        raise Failed(str(error)) from error


def _options(upload: Upload) -> Options:
    return Options(
        create_tags=upload.create_tags, draft=upload.draft, publication=upload.publication
    )


def _count(outcome: Outcome, counts: Counter[str]) -> None:
    counts[outcome.kind] += 1
    counts["warnings"] += len(outcome.warnings)
    counts["conflicts"] += len(outcome.conflicts)


@transaction.atomic
def _write(upload: Upload, file: ArticleFile, done: int, results: Iterable[Result]) -> None:
    rows = [
        _row(upload, number, file.place(item), item, outcome)
        for number, (item, outcome) in enumerate(results, start=done + 1)
    ]
    UploadedItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["upload", "number"], update_fields=TOLD
    )


def _row(upload: Upload, number: int, place: str, item: Item, outcome: Outcome) -> UploadedItem:
    article = outcome.article
    # The article of a preview is gone with its transaction, unless it was there before.
    is_held = article and article.batch_id != 0
    record = item.content if isinstance(item.content, Record) else None
    return UploadedItem(
        upload=upload,
        number=number,
        place=place[:500],
        kind=outcome.kind,
        title=_title(record)[:200],
        date=(record.date if record else "") or "",
        article=article if is_held else None,
        changes=outcome.changes,
        made=outcome.made,
        warnings=outcome.warnings,
        conflicts=outcome.conflicts,
        error=outcome.error,
        is_remarked=bool(outcome.warnings or outcome.conflicts or outcome.error),
    )


def _title(record: Record | None) -> str:
    if record is None:
        return ""
    return record.title or Truncator(record.body).words(12, truncate=" …")
