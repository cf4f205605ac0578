"""Loads the sample archive of `seeds/`, so that a new site has something to show."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from archive.importing import seeds
from archive.models import Article


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="only where the archive holds no article"
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if if_empty and Article.objects.exists():
            return
        folder = settings.BASE_DIR / "seeds"
        made = seeds.load_vocabulary(folder / "vocabulary")
        report = seeds.load_bulletins(folder)
        if options["verbosity"] > 1:
            for remark in report.remarks:
                self.stderr.write(remark)
        names = ", ".join(f"{number:,} {name}" for name, number in made.items())
        self.stdout.write(f"Loaded {names} and {report.counts['new']:,} sample bulletins.")
