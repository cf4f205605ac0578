"""Proposes tags for the articles: reads all texts, or those changed of late, for known names."""

import argparse
from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from archive.models import Article
from archive.tagging.proposing import in_words
from archive.tagging.suggesting import Readers, suggest


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--publication", metavar="SLUG", help="only articles of this one")
        parser.add_argument("--days", type=int, help="only articles changed in so many days")

    def handle(self, *args: Any, publication: str, days: int, **options: Any) -> None:
        articles = Article.objects.exclude(state=Article.State.WITHDRAWN)
        if publication:
            articles = articles.filter(publication__slug=publication)
        if days is not None:
            articles = articles.filter(modified__gte=timezone.now() - timedelta(days))
        done: Counter[str] = Counter()
        with tqdm(total=articles.count(), unit=" articles", disable=None) as bar:
            for step in suggest(articles, Readers.of_database()):
                done += step
                bar.update(step["articles"])
        self.stdout.write(in_words(done))
