"""Keeps the search index: `index rebuild|drain|merge|verify|status`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search import engine, footprint, outbox, rebuild, verification
from search.models import OutboxRow
from search.state import SearchState
from search.whoosh.folder import IndexUnusable
from search.whoosh.inversion import DocumentTooLarge
from search.whoosh.merging import SegmentTooLarge
from search.whoosh.segments import Segment

# What a command ends with, in its own words.
UNDOABLE = (
    IndexUnusable,
    DocumentTooLarge,
    SegmentTooLarge,
    rebuild.RebuildRefused,
    rebuild.RebuildFailed,
)
HELP = {
    "rebuild": "build the index anew beside the one in use, then switch",
    "drain": "apply all waiting changes",
    "merge": "make fewer segments of those that are due; the worker does so by itself",
    "verify": "compare every article with the index; fails where they differ",
    "status": "say what the index holds and what is waiting",
}


class Command(BaseCommand):
    help = "Keep the search index: " + "; ".join(f"{name}: {text}" for name, text in HELP.items())

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("action", choices=HELP)
        parser.add_argument(
            "--if-unusable", action="store_true", help="rebuild only where search is impossible"
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, action)(**options)
        except UNDOABLE as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            folder = engine.index().folder.path
            raise CommandError(f"The index folder {folder} cannot be written: {error}") from error

    def rebuild(self, if_unusable: bool, **options: Any) -> None:
        if if_unusable and not engine.index().damage():
            return
        with self._bar() as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            size = rebuild.rebuild(progress)
        self.stdout.write(f"The index is new; it holds {size:,} articles.")

    def drain(self, **options: Any) -> None:
        with self._bar(total=OutboxRow.objects.filter(replay=False).count()) as bar:
            done = outbox.drain(wait=True, progress=bar.update)
        self.stdout.write(f"Changes applied: {done:,}.")

    def merge(self, **options: Any) -> None:
        done = 0
        while engine.index().merge():
            done += 1
        self.stdout.write(f"Merges done: {done}.")

    def verify(self, **options: Any) -> None:
        index = engine.index()
        with index.folder.locked("LOCK", wait=True):
            damage = index.damage()
            if damage:
                raise IndexUnusable(damage)
            found = verification.differences(index.snapshot().digests())
        if found:
            raise CommandError(f"Index and database differ: {found}. Run: manage.py index rebuild")
        self.stdout.write(f"0 differences in {index.snapshot().size:,} articles.")

    def status(self, **options: Any) -> None:
        index = engine.index()
        snapshot = index.snapshot()
        building = index.folder.building()
        waiting = OutboxRow.objects.filter(replay=False).count()
        files = [path for path in snapshot.generation.iterdir() if path.is_file()]
        segments = sorted(snapshot.segments, key=lambda segment: -segment.size)
        for name, value in (
            ("generation", f"{snapshot.generation.name}, commit {snapshot.number}"),
            ("articles", f"{snapshot.size:,}"),
            ("segments", f"{len(segments)}"),
            *(("", _size(snapshot.generation, segment)) for segment in segments),
            ("on disk", f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB"),
            *_memory(index.folder.path),
            ("changes waiting", f"{waiting:,}"),
            ("rebuild", f"filling {building.name}" if building else "none running"),
        ):
            self.stdout.write(f"{name:>16}  {value}")

    def _bar(self, **options: Any) -> Any:
        return tqdm(unit=" articles", disable=not sys.stderr.isatty(), leave=False, **options)


def _size(generation: Path, segment: Segment) -> str:
    path = generation / segment.content.file_name
    deleted = segment.size - segment.living
    return f"{segment.living:,} articles, {deleted:,} deleted, {path.stat().st_size / 1e6:.1f} MB"


def _memory(folder: Path) -> Iterator[tuple[str, str]]:
    """Measure what a web worker takes: a process that opened the index and answered a search."""
    engine.search(SearchState())
    with suppress(OSError):  # no /proc on this system
        unique, mapped = footprint.of_this_process(folder)
        yield "a web worker", f"{unique:.0f} MB of its own, {mapped:.0f} MB mapped (shared)"
