"""Writes the records of one kind to a file: JSON Lines, or SKOS as Turtle or JSON-LD."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import vocabulary_files


class Command(BaseCommand):
    help = "Write regions, actors or outlets to PATH, in the format of its ending."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=vocabulary_files.KINDS)
        parser.add_argument("path", type=Path, help=", ".join(vocabulary_files.MEDIA_TYPES))
        parser.add_argument(
            "--base", default="http://localhost", help="address of the site, for names in SKOS"
        )

    def handle(self, *, kind: str, path: Path, base: str, **options: Any) -> None:
        if path.suffix not in vocabulary_files.MEDIA_TYPES:
            raise CommandError(f"{path} ends in none of {', '.join(vocabulary_files.MEDIA_TYPES)}")
        text = vocabulary_files.written(vocabulary_files.KINDS[kind], path.suffix, base)
        path.write_text(text, encoding="utf-8")
