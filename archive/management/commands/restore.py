"""Puts a backup back and rebuilds the index: `restore BACKUP`."""

import argparse
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from archive.operation import backups


class Command(BaseCommand):
    help = "Make BACKUP the database of this site and rebuild the index; stop the site before."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("backup", metavar="BACKUP", type=Path, help="a folder made by backup")
        parser.add_argument(
            "--replace", action="store_true", help="in the place of a database that holds articles"
        )

    def handle(self, *args: Any, backup: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = backups.put_back(backup, replace)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{manifest.articles:,} articles of {manifest.made} are back.")
        call_command("migrate", verbosity=0, skip_checks=True)
        # Who was logged out since the backup stays so.
        Session.objects.all().delete()
        # Of the index nothing tells which state of the database it is of.
        call_command("index", "rebuild", stdout=self.stdout)
