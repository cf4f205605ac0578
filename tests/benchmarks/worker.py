"""Builds or asks one engine in a process of its own, and tells by lines of JSON what it measured.

    python worker.py build ENGINE FOLDER
    python worker.py ask ENGINE FOLDER

`FOLDER` has articles.jsonl and questions.json; the engine keeps its files in `FOLDER/ENGINE`.
`ask` answers everything once, and then makes a timed pass for each line on standard input.
"""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import articles
import asking
import questions

from search import footprint


def tell(what: Any) -> None:
    print(json.dumps(what), flush=True)


def build(engine: type[asking.Engine], path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    engine.prepare(articles.read(path), folder)
    start = perf_counter()
    engine.build(articles.read(path), folder)
    seconds = perf_counter() - start
    tell({"seconds": seconds, "index_mb": engine.index_bytes(folder) / 1e6})


def ask(kind: type[asking.Engine], asked: list[questions.Question], folder: Path) -> None:
    engine = kind(folder)
    answers = [engine.ask(question) for question in asked]
    tell(
        {
            "passes": kind.passes,
            "memory": footprint.of_this_process(folder)._asdict(),
            "answers": [_told(answer) for answer in answers],
        }
    )
    for line in sys.stdin:
        tell([asdict(times) for times in asking.timed_pass(engine, asked, int(line))])
    tell(engine.measure_changes())


def _told(answer: asking.Answer) -> dict[str, Any]:
    found = answer.found
    return {
        "total": found.total,
        "hits": found.hits,
        "facets": found.facets,
        "snippets": len(answer.snippets),
    }


def main(command: str, name: str, base: Path) -> None:
    folder = base / name
    try:
        engine = import_module(f"engines.{name}").Engine
        if command == "build":
            build(engine, base / "articles.jsonl", folder)
        else:
            asked = json.loads((base / "questions.json").read_text())
            ask(engine, [questions.from_json(each) for each in asked], folder)
    except asking.Unavailable as error:
        tell({"unavailable": str(error)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
