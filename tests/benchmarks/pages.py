"""Times whole pages, from request to bytes: results for the questions, and every other page.

    make bench SIZE=100000 ENGINES=archive KEEP=1
    PYTHONPATH=. VAR_DIR=var/bench/100000/archive var/venv/bin/python tests/benchmarks/pages.py

The archive is that of the environment; `make bench` runs this on its own. Each page is asked once
before it is timed.
"""

import gzip
import json
import os
from collections.abc import Iterable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any
from urllib.parse import quote_plus

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from questions import Question, from_json

from archive.models import Article
from search import engine
from search.state import Filter, SearchState

TIMES = 5


def main() -> None:
    # The pages are timed as they are served, but for files that no test of theirs has collected.
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    ).enable()  # whatever asked for a storage before
    settings.SEARCHES_A_MINUTE = 0
    asked = Path(settings.VAR_DIR).parent / "questions.json"
    questions = [from_json(each) for each in json.loads(asked.read_text())]
    print(json.dumps({name: figures(paths) for name, paths in pages(questions).items()}))


def pages(questions: Iterable[Question]) -> dict[str, list[str]]:
    """Return the addresses to be timed, by the kind of page."""
    found = engine.search(SearchState())
    article = Article.objects.public().select_related("publication", "issue").order_by("pk")[0]
    actor, region = (found.facets[facet][0] for facet in ("actor", "region"))
    year = str(found.histogram[-1].first.year)
    narrowed = SearchState().add(Filter("region", region.value)).between(year, year).path
    kinds = {
        "results": [path_of(each) for each in questions],
        "results, narrowed": [narrowed, f"{narrowed}&sort=oldest"],
        "all values of a facet": ["/search/facets/actor/", "/search/facets/region/?q=oil"],
        "front": ["/"],
        "article": [article.get_absolute_url(), f"{article.get_absolute_url()}?q=said"],
        "issue": [article.issue.get_absolute_url()] if article.issue else [],
        "publication": [article.publication.get_absolute_url()],
        "region": [f"/regions/{region.value}/"],
        "actor": [f"/actors/{actor.value}/"],
        "lists of records": ["/regions/", "/actors/"],
        "trends": ["/trends/?q=oil&q=bank"],
        "network": ["/network/?q=oil"],
        "feed": ["/search/feed.atom?q=oil"],
    }
    return {name: paths for name, paths in kinds.items() if paths}


def path_of(question: Question) -> str:
    filters = {"region": question.region, "from": question.first, "to": question.last}
    given = "".join(f"&{name}={value}" for name, value in filters.items() if value)
    return f"/search/?q={quote_plus(question.text)}{given}"


def figures(paths: list[str]) -> dict[str, Any]:
    """Return milliseconds, and the largest number of queries, kilobytes and kilobytes packed."""
    client = Client(headers={"host": "localhost"})
    times, queries, bodies = [], [], []
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        queries.append(len(captured))
        for _ in range(TIMES):
            start = perf_counter()
            response = client.get(path)
            times.append((perf_counter() - start) * 1000)
        assert response.status_code == 200, f"{path} answers {response.status_code}"
        bodies.append(response.content)
    percentiles = quantiles(times, n=100)
    return {
        "pages": len(paths),
        "median_ms": percentiles[49],
        "p95_ms": percentiles[94],
        "queries": max(queries),
        "kb": max(map(len, bodies)) / 1000,
        "packed_kb": max(len(gzip.compress(body, 6)) for body in bodies) / 1000,
    }


if __name__ == "__main__":
    main()
