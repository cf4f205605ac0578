"""A test collection: documents, queries as a person would type them, and relevance judgements."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles import Line

from search.analysis import terms
from search.limits import MAX_CHARACTERS, MAX_TERMS

FILES = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
# Quotes, brackets, hyphens and the like mean something in the query language.
NO_WORD = re.compile(r"[^\w'’]|_")


@dataclass
class Collection:
    """`articles` have numbers for ids, by which `names` finds the collection's own."""

    articles: list[Line]
    names: dict[int, str]
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]


def read(folder: Path) -> Collection:
    """Read corpus.jsonl (id, title, text), queries.jsonl (id, text) and qrels.tsv.

    The last has a heading and, with tabs between them, the ids of query and document and the
    grade. Raises FileNotFoundError.
    """
    corpus = list(_lines(folder / "corpus.jsonl"))
    return Collection(
        articles=[_article(number, each) for number, each in enumerate(corpus, start=1)],
        names={number: str(each["id"]) for number, each in enumerate(corpus, start=1)},
        queries={str(each["id"]): typed(each["text"]) for each in _lines(folder / "queries.jsonl")},
        judgements=_judgements(folder / "qrels.tsv"),
    )


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _article(number: int, document: dict[str, str]) -> Line:
    return Line(
        id=number,
        title=document.get("title") or "",
        body=document.get("text") or "",
        date="",
        regions=[],
        actors=[],
    )


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)
        for query, document, grade in rows:
            found.setdefault(query, {})[document] = int(grade)
    return found


def typed(text: str) -> str:
    """Return a query in lower case, for OR and NOT are operators, and without punctuation.

    Of one that is longer than the archive allows, the first words remain, each once.
    """
    words = NO_WORD.sub(" ", text.lower()).split()
    if _is_too_long(words):
        words = list(dict.fromkeys(words))
    while _is_too_long(words):
        words.pop()
    return " ".join(words)


def _is_too_long(words: list[str]) -> bool:
    text = " ".join(words)
    return len(text) > MAX_CHARACTERS or len(terms(text)) > MAX_TERMS
