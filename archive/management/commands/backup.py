"""Copies the database while the site goes on: `backup DIR`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.operation import backups


class Command(BaseCommand):
    help = "Put a checked copy of the database into a new folder below DIR; the site goes on."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--keep", metavar="N", type=int, help="remove all but the newest N")

    def handle(self, *args: Any, folder: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep needs a number from 1.")
        try:
            made = backups.make(folder)
            manifest = backups.check(made)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made}: {manifest.articles:,} articles, {manifest.size / 1e6:.1f} MB")
        for removed in backups.remove_all_but(keep, folder) if keep else ():
            self.stdout.write(f"Removed {removed}")
