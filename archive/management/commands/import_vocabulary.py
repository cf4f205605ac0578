"""Makes the records of a vocabulary file that the archive has not."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import vocabulary_files
from archive.importing.skos import Unreadable


class Command(BaseCommand):
    help = (
        "Make the missing regions, actors or outlets of PATH; records that exist stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=vocabulary_files.KINDS)
        parser.add_argument("path", type=Path, help=", ".join(vocabulary_files.MEDIA_TYPES))

    def handle(self, *, kind: str, path: Path, **options: Any) -> None:
        if path.suffix not in vocabulary_files.MEDIA_TYPES:
            raise CommandError(f"{path} ends in none of {', '.join(vocabulary_files.MEDIA_TYPES)}")
        try:
            report = vocabulary_files.read(
                vocabulary_files.KINDS[kind], path.read_bytes(), path.suffix
            )
        except (OSError, Unreadable) as error:
            raise CommandError(f"{path}: {error}") from error
        for remark in report.errors:
            self.stderr.write(remark)
        self.stdout.write(f"{report.made:,} {kind} made, {report.known:,} known already.")
