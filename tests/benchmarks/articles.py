"""The articles of a benchmark as a file of JSON Lines, read by every engine."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# id (from 1), title (may be empty), body, regions, actors (slugs) and date (a day, or empty).
Line = dict[str, Any]


def write(articles: Iterable[Line], path: Path) -> int:
    """Write the file, an article a line; returns how many."""
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    with path.open("w", encoding="utf-8") as file:
        return sum(1 for line in lines if file.write(line))


def read(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
