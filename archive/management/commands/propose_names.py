"""Lists names of persons that no record knows, with the number of articles that print them."""

import argparse
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from archive.models import Article
from archive.tagging.candidates import candidates
from archive.tagging.gazetteer import actor_forms, region_forms
from archive.tagging.matching import Matcher
from archive.tagging.passages import Passage, passages
from archive.tagging.records import known_actors, known_regions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=2, help="at least so many (default 2)")

    def handle(self, *args: Any, articles: int, **options: Any) -> None:
        known = Matcher(actor_forms(known_actors()) + region_forms(known_regions()))
        for candidate in candidates(_texts(), known):
            if len(candidate.articles) >= articles:
                others = sorted(candidate.spellings.keys() - {candidate.name})
                also = f" (also {', '.join(others)})" if others else ""
                self.stdout.write(f"{len(candidate.articles):>6,}  {candidate.name}{also}")


def _texts() -> Iterator[tuple[int, list[Passage]]]:
    rows = Article.objects.exclude(state=Article.State.WITHDRAWN).values_list("pk", "body")
    for key, body in rows.iterator():
        yield key, list(passages("", body))
