"""Asks the archive and its peers the same questions over the same articles: `make bench`."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import articles
import chart
import corpus
import engines
import picking
import report
from comparing import Comparison
from measuring import Measured, ask_hostile, measure, time_pages
from questions import Question

PROJECT = Path(__file__).resolve().parents[2]
SIZES = (100_000, 1_000_000)
# Whoosh takes hours to index more.
MOST_FOR_WHOOSH = 200_000
# The promise is of so many: no search takes more than a second.
MOST_FOR_HOSTILE = 100_000
# Articles by which the questions are chosen, and differences explained.
SAMPLE, MANY = 5_000, 50_000


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, help="articles (default: 100,000, then 1,000,000)")
    parser.add_argument("--out", type=Path, help="where to write the figures as JSON")
    parser.add_argument("--engines", default="", help=f"some of {','.join(engines.NAMES)}")
    parser.add_argument("--data", type=Path, help="real articles instead of generated ones")
    parser.add_argument("--chart", type=Path, help="where to draw the medians as SVG")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--scratch", type=Path, default=PROJECT / "var" / "bench")
    parser.add_argument("--passes", type=int, default=5, help="timed passes, at most")
    parser.add_argument("--hostile", type=int, default=10_000, help="random and hostile searches")
    parser.add_argument("--keep", action="store_true", help="leave articles and indexes there")
    given = parser.parse_args()
    unknown = set(filter(None, given.engines.split(","))) - set(engines.NAMES)
    if unknown:
        parser.error(f"unknown engines: {', '.join(sorted(unknown))}")
    return given


def main() -> None:
    given = arguments()
    # Real articles are taken as they are: all of them, or the first so many.
    sizes = [given.size] if given.size or given.data else SIZES
    results = []
    for size in sizes:
        folder = given.scratch.resolve() / str(size or "all")
        try:
            results.append(bench(folder, size, given))
        finally:
            if not given.keep:
                shutil.rmtree(folder, ignore_errors=True)
    report.print_all(results)
    if given.out:
        given.out.write_text(json.dumps(results if len(results) > 1 else results[0], indent=1))
    if given.chart:
        given.chart.write_text(chart.draw(results))


def bench(folder: Path, size: int | None, given: argparse.Namespace) -> dict[str, Any]:
    """Run one size; returns what is written as JSON."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    number, asked = make_articles(folder, size, given)
    wanted = [
        name
        for name in engines.NAMES
        if name in (given.engines or ",".join(engines.NAMES)).split(",")
        and (name != "whoosh" or number <= MOST_FOR_WHOOSH or "whoosh" in given.engines)
    ]
    measured, missing = measure(wanted, folder, number, given.passes)
    result = {
        "size": number,
        "questions": [str(question) for question in asked],
        "engines": {each.name: each.figures(asked) for each in measured},
        "unavailable": missing,
    }
    if any(each.name == "archive" for each in measured) and number <= MOST_FOR_HOSTILE:
        result["pages"] = time_pages(folder)
        result["hostile"] = ask_hostile(folder, given.hostile)
    read = islice(articles.read(folder / "articles.jsonl"), MANY)
    texts = (text for article in read for text in (article["title"], article["body"]))
    return result | disagreements(measured, asked, texts)


def make_articles(
    folder: Path, size: int | None, given: argparse.Namespace
) -> tuple[int, list[Question]]:
    """Write articles and questions; returns the number of articles."""
    path = folder / "articles.jsonl"
    report.say("Making the articles …")
    if given.data:
        number = articles.write(corpus.real(given.data, size), path)
    else:
        number = articles.write(corpus.generated(corpus.records(given.shared), size), path)
    is_reuters = not given.data and corpus.reuters(given.shared).exists()
    asked = picking.questions(list(islice(articles.read(path), SAMPLE)), is_reuters)
    (folder / "questions.json").write_text(json.dumps([each.as_json() for each in asked]))
    return number, asked


def disagreements(
    measured: list[Measured], asked: list[Question], texts: Iterable[str]
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Compare with the archive; without it there is nothing to compare."""
    archive = next((each for each in measured if each.name == "archive"), None)
    peers = [each for each in measured if archive and each is not archive]
    comparison = Comparison(asked, archive.answers if archive else [], texts)
    return {
        "total_disagreements": {
            peer.name: [asdict(each) for each in comparison.totals(peer.name, peer.answers)]
            for peer in peers
        },
        "facet_disagreements": {
            peer.name: [asdict(each) for each in comparison.facets(peer.name, peer.answers)]
            for peer in peers
        },
    }


if __name__ == "__main__":
    sys.exit(main())
