"""Imports files of articles: bulletins (.txt), JSON (.jsonl, .json) and CSV, packed or not."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.importing.articles import Options
from archive.importing.files import ArticleFile, FileError, Item
from archive.importing.loading import Report, load
from archive.importing.records import RecordError
from archive.models import Publication
from search import outbox
from search.whoosh.folder import IndexUnusable


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")
        parser.add_argument("--json", action="store_true", help="with --dry-run: print the records")
        parser.add_argument("--publication", metavar="SLUG", help="for records that name none")
        parser.add_argument("--draft", action="store_true", help="import as drafts")
        parser.add_argument("--keep-ids", action="store_true", help="honour public_id where free")
        parser.add_argument(
            "--create-tags",
            action=argparse.BooleanOptionalAction,
            default=True,
            help="make records for names of regions and actors that no variant matches",
        )

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        if options["json"] and not options["dry_run"]:
            raise CommandError("--json goes with --dry-run")
        chosen = Options(
            create_tags=options["create_tags"],
            draft=options["draft"],
            keep_ids=options["keep_ids"],
            publication=self._publication(options["publication"]),
        )
        files = [self._file(path) for path in paths]
        if options["dry_run"]:
            failed = sum(self._dry_run(file, options["json"]) for file in files)
        else:
            failed = self._import(files, chosen)
        if failed:
            raise CommandError(f"Records not imported: {failed:,}; the reasons stand above.")

    def _file(self, path: Path) -> ArticleFile:
        try:
            return ArticleFile(path)
        except FileError as error:
            raise CommandError(str(error)) from error

    def _dry_run(self, file: ArticleFile, as_json: bool) -> int:
        """Print what is in the file; returns how many records could not be imported."""
        failed = 0
        item = None
        for item in file.items():
            if isinstance(item.content, RecordError):
                failed += 1
                self.stderr.write(f"{file.place(item)}: {item.content}")
            elif as_json:
                self.stdout.write(json.dumps(item.content.preview(), ensure_ascii=False))
            else:
                self._show(file, item)
        if not item:
            self.stderr.write(f"{file.name}: the file holds no articles.")
        return failed

    def _show(self, file: ArticleFile, item: Item) -> None:
        record = item.content.preview()  # type: ignore[union-attr]
        title = record["title"] or record["body"][:60]
        self.stdout.write(f"{file.place(item)}: {record['date'] or 'undated'}  {title}")
        for warning in record["warnings"]:
            self.stdout.write(f"    warning: {warning}")

    def _import(self, files: list[ArticleFile], options: Options) -> int:
        start = time.perf_counter()
        reports = [self._import_file(file, options) for file in files]
        self._index()
        records = sum(report.records for report in reports)
        seconds = time.perf_counter() - start
        self.stdout.write(
            f"{records:,} articles in {seconds:.1f} s, {records / seconds:,.0f} articles a second."
        )
        return sum(report.counts["failed"] for report in reports)

    def _publication(self, slug: str | None) -> Publication | None:
        try:
            return Publication.objects.get(slug=slug) if slug else None
        except Publication.DoesNotExist as error:
            known = ", ".join(Publication.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no publication “{slug}”; there are: {known}") from error

    def _import_file(self, file: ArticleFile, options: Options) -> Report:
        with self._bar(file.name, file.size, unit="B", unit_scale=True) as bar:
            report = load(file, file.items(bar.update), options)
        for remark in report.remarks:
            self.stderr.write(remark)
        if not report.records:
            self.stderr.write(f"{file.name}: the file holds no articles.")
        counts = ", ".join(f"{report.counts[kind]:,} {kind}" for kind in report.counts)
        self.stdout.write(f"{file.name}: {counts or 'nothing'}")
        return report

    def _index(self) -> None:
        """Make the imported articles searchable; without an index the worker builds one."""
        with self._bar("indexing", None, unit=" changes") as bar:
            try:
                outbox.drain(wait=True, progress=bar.update)
            except IndexUnusable as error:
                self.stderr.write(f"The articles are stored, not yet searchable: {error}")

    def _bar(self, name: str, total: int | None, **options: Any) -> Any:
        disable = not sys.stderr.isatty()
        return tqdm(desc=name, total=total, disable=disable, leave=False, **options)
