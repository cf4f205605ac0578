"""Proposes names of persons that no record knows; curators decide on them in the admin."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from archive.tagging import unknown_names


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=2, help="at least so many (default 2)")

    def handle(self, *args: Any, articles: int, **options: Any) -> None:
        proposed = [each for each in unknown_names.found() if len(each.articles) >= articles]
        unknown_names.keep(proposed)
        for candidate in proposed:
            others = sorted(candidate.spellings.keys() - {candidate.name})
            also = f" (also {', '.join(others)})" if others else ""
            self.stdout.write(f"{len(candidate.articles):>6,}  {candidate.name}{also}")
