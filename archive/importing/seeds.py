"""Loads `seeds/`: the starter vocabulary, and sample bulletins with their tags."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from archive.importing import authorities
from archive.importing.articles import Options
from archive.importing.files import ArticleFile, Item
from archive.importing.loading import Report, load
from archive.importing.records import Record, RecordError
from archive.models import Publication
from archive.vocabulary_files import KINDS

FIELDS_OF_PUBLICATIONS = (
    "slug name abbreviation publisher rights policy item_type cadence first_year last_year"
).split()


@transaction.atomic
def load_vocabulary(folder: Path) -> dict[str, int]:
    """Make the records of the vocabulary that are missing; returns how many, by file.

    Records that exist keep what curators made of them.
    """
    made = {"publications": _load_publications(_lines(folder / "publications.jsonl"))}
    for name, model in KINDS.items():
        made[name] = authorities.load(model, _lines(folder / f"{name}.jsonl")).made
    return made


def _load_publications(lines: list[dict[str, Any]]) -> int:
    known = set(Publication.objects.values_list("slug", flat=True))
    new = [line for line in lines if line["slug"] not in known]
    for line in new:
        Publication.objects.create(**{name: line[name] for name in FIELDS_OF_PUBLICATIONS})
    return len(new)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load_bulletins(folder: Path) -> Report:
    """Import the bulletins of `bulletins/*.txt` with the tags of `tags/*.jsonl`."""
    total = Report()
    for path in sorted((folder / "bulletins").glob("*.txt")):
        file = ArticleFile(path)
        tags = _lines(folder / "tags" / f"{path.stem}.jsonl")
        report = load(file, _tagged(file, tags), Options(create_tags=False))
        total.counts.update(report.counts)
        total.remarks += report.remarks
    return total


def _tagged(file: ArticleFile, lines: list[dict[str, Any]]) -> Iterator[Item]:
    """Yield the file's records with the tags of their volume, issue and place in it."""
    tags = {(line["volume"], line["issue"], line["position"]): line for line in lines}
    places: Counter[tuple[int | None, int | None]] = Counter()
    for item in file.items():
        if isinstance(item.content, RecordError):
            yield item
            continue
        issue = (item.content.volume, item.content.issue)
        places[issue] += 1
        yield Item(item.line, _with_tags(item.content, tags.get((*issue, places[issue]), {})))


def _with_tags(record: Record, line: dict[str, Any]) -> Record:
    actors = [{"name": name, "kind": ""} for name in line.get("actors", [])]
    return replace(record, regions=line.get("regions", []), actors=actors)
