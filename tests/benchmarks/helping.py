"""Times what helps readers: suggestions while typing, articles alike, words for misspelt ones.

    make bench SIZE=100000 ENGINES=archive KEEP=1
    PYTHONPATH=. VAR_DIR=var/bench/100000/archive var/venv/bin/python tests/benchmarks/helping.py

The archive that `make bench` left is asked in this process, one thing of each kind before timing.
"""

import os
import random
from collections.abc import Callable, Iterable
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.test import Client

from archive.models import Article
from search import engine
from search.analysis import TOKEN
from search.state import SearchState

ASKED = 200


def main() -> None:
    keys = list(Article.objects.public().values_list("pk", flat=True))
    chosen = random.Random(1).sample(sorted(keys), min(ASKED, len(keys)))
    articles = list(Article.objects.filter(pk__in=chosen))
    words = [max(TOKEN.findall(article.title), key=len, default="radar") for article in articles]
    client = Client(headers={"host": "localhost"})
    report("/suggest", lambda q: client.get("/suggest", {"q": q}), map(beginning, words))
    report("more like this", lambda article: engine.similar(article, 5), articles)
    report("did you mean", lambda q: engine.search(SearchState(q=q)), map(misspelt, words))


def beginning(word: str) -> str:
    return word[: 2 + len(word) % 5]


def misspelt(word: str) -> str:
    """Return two wrong words, the letters in the middle of each swapped."""
    middle = len(word) // 2
    wrong = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return f"{wrong} gvoernment"


def report(name: str, ask: Callable[[Any], object], asked: Iterable[Any]) -> None:
    """Print median, 95th percentile and the slowest in milliseconds.

    Each is asked once: totals of what is offered are kept, so a second time would tell too little.
    """
    first, *others = asked
    ask(first)
    times = []
    for each in others:
        start = perf_counter()
        ask(each)
        times.append((perf_counter() - start) * 1000)
    percentiles = quantiles(times, n=100)
    print(f"{name:>16}  {percentiles[49]:6.1f}  {percentiles[94]:6.1f}  {max(times):6.1f}")


if __name__ == "__main__":
    main()
