"""Writes all articles as JSON Lines that `import_articles --keep-ids` reads without loss."""

import argparse
import gzip
import json
import lzma
import sys
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.exporting import records
from archive.exporting.reading import Reader
from archive.models import Article

ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.xz")


class Command(BaseCommand):
    help = f"{__doc__} Drafts and withdrawn ones too."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help=f"ends in {', '.join(ENDINGS)}")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Write beside the path and rename at the end, so that no half file bears its name."""
        if not path.name.endswith(ENDINGS):
            raise CommandError(f"{path}: the ending is none of {', '.join(ENDINGS)}; rename it")
        partial = path.with_name(f".{path.name}")
        try:
            with _opened(partial, path.suffix) as file:
                number = self._write(file)
            partial.replace(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        finally:
            partial.unlink(missing_ok=True)
        self.stdout.write(f"{number:,} articles written to {path.name}.")

    def _write(self, file: IO[bytes]) -> int:
        keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        articles = Reader().in_order(Article.objects.all(), keys)
        hide = not sys.stderr.isatty()
        for whole in tqdm(articles, total=len(keys), disable=hide, leave=False):
            line = json.dumps(records.record(whole), ensure_ascii=False)
            file.write(f"{line}\n".encode())
        return len(keys)


def _opened(path: Path, suffix: str) -> IO[bytes]:
    if suffix == ".xz":
        return lzma.open(path, "wb")
    return cast("IO[bytes]", gzip.open(path, "wb") if suffix == ".gz" else path.open("wb"))
