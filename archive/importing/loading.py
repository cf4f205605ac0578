"""Records into the database: repeatable, in short transactions, never over a curator's work."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone

from archive.importing.articles import Merge, Options, Outcome
from archive.importing.files import ArticleFile, Item
from archive.importing.identity import Finder
from archive.importing.records import Record, RecordError
from archive.importing.snapshots import vocabulary
from archive.models import ImportBatch
from archive.models.history import act

RECORDS_A_TRANSACTION = 200
SECONDS_A_TRANSACTION = 1.0
REMARKS_KEPT = 1_000


@dataclass
class Report:
    """What an import did: outcomes counted, and what there is to say, with file and line."""

    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def add(self, place: str, outcome: Outcome) -> None:
        self.counts[outcome.kind] += 1
        self.counts["warnings"] += len(outcome.warnings)
        self.counts["conflicts"] += len(outcome.conflicts)
        for text in outcome.warnings:
            self.remarks.append(f"{place}: warning: {text}")
        for text in outcome.conflicts:
            self.remarks.append(f"{place}: conflict: {text}")
        if outcome.error:
            self.remarks.append(f"{place}: not imported: {outcome.error}")

    @property
    def records(self) -> int:
        return sum(self.counts[kind] for kind in Outcome.KINDS)


class _Previewed(Exception):
    """Ends a transaction whose outcome is all that was wanted."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


Result = tuple[Item, Outcome]


class Loader:
    """Loads records one after the other; keeps the vocabulary in memory meanwhile."""

    def __init__(self, options: Options, batch: ImportBatch) -> None:
        self.options, self.batch = options, batch
        self.finder = Finder(options, batch)
        self.vocabulary = vocabulary()

    def load(self, record: Record) -> Outcome:
        """Import one record in a savepoint of its own, which goes with all it made if it fails."""
        try:
            with act():
                outcome = self._merge(record)
        except (RecordError, DatabaseError) as error:
            self._roll_back()
            return Outcome("failed", error=str(error))
        for names in self.vocabulary.values():
            names.commit()
        return outcome

    def preview(self, record: Record) -> Outcome:
        """Tell what `load` would do with the record, in a transaction that comes to nothing."""
        try:
            with act():
                raise _Previewed(self._merge(record))  # noqa: TRY301  (so that nothing is written)
        except _Previewed as previewed:
            return previewed.outcome
        except (RecordError, DatabaseError) as error:
            return Outcome("failed", error=str(error))
        finally:
            self._roll_back()

    def _merge(self, record: Record) -> Outcome:
        outcome = Outcome(warnings=list(record.warnings))
        article = self.finder.find_or_make(record, outcome)
        Merge(article, record, outcome, self.vocabulary, self.options).run(self.batch.pk)
        return outcome

    def _roll_back(self) -> None:
        self.finder.roll_back()
        for names in self.vocabulary.values():
            names.roll_back()


def load(
    file: ArticleFile,
    items: Iterable[Item],
    options: Options,
    curator: User | None = None,
    keep: Callable[[ImportBatch, list[Result]], object] | None = None,
) -> Report:
    """Import the items of one file; an interrupted run of the same file goes on where it was.

    `keep` is called with what became of some items, in the transaction that brings them in; what
    it raises undoes this transaction, and ends the import.
    """
    batch = _batch(file, curator)
    loader = Loader(options, batch)
    report = Report(Counter(batch.counts), list(batch.remarks))
    for portion in _portions(islice(iter(items), report.records, None)):
        with act(f"Import batch {batch.pk}", curator):
            results = [(item, _outcome(item, loader)) for item in portion]
            for item, outcome in results:
                report.add(file.place(item), outcome)
            _note(batch, report)
            if keep:
                keep(batch, results)
    batch.finished = timezone.now()
    _note(batch, report)
    return report


def _batch(file: ArticleFile, curator: User | None) -> ImportBatch:
    """Return the unfinished batch of this very file, else a new one."""
    sha256 = file.sha256()
    unfinished = ImportBatch.objects.filter(sha256=sha256, finished=None).first()
    return unfinished or ImportBatch.objects.create(
        source=file.name[:300], sha256=sha256, curator=curator
    )


def _note(batch: ImportBatch, report: Report) -> None:
    batch.counts = dict(report.counts)
    batch.remarks = report.remarks[:REMARKS_KEPT]
    batch.save(update_fields=["counts", "remarks", "finished"])


def _portions(items: Iterator[Item]) -> Iterator[Iterator[Item]]:
    """Part the items so that each portion fits a short transaction; readers are never shut out."""
    for first in items:
        yield _portion(first, items)


def _portion(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    end = time.monotonic() + SECONDS_A_TRANSACTION
    for number, item in enumerate(chain([first], rest), start=1):
        yield item
        if number == RECORDS_A_TRANSACTION or time.monotonic() > end:
            return


def _outcome(item: Item, loader: Loader) -> Outcome:
    if isinstance(item.content, RecordError):
        return Outcome("failed", error=str(item.content))
    return loader.load(item.content)
