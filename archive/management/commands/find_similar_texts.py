"""Finds articles of the same or nearly the same text; reads only those that changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from archive import similar_texts


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(unit=" articles", disable=not sys.stderr.isatty(), leave=False) as bar:
            for number in similar_texts.read():
                bar.update(number)
        found = similar_texts.find()
        self.stdout.write(
            f"Pairs: {found['pairs']:,}; new: {found['new']:,}; no longer alike: {found['gone']:,}."
        )
