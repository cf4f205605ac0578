"""Whoosh as its documentation tells to use it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import asking
from articles import Line
from questions import Question
from whoosh import index, query, sorting
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import DATETIME, ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

FACETS = ("region", "actor", "year")
# What Whoosh makes of 0, the default of a 32-bit column, where it groups by it.
NO_YEAR = -(2**31)


def schema() -> Schema:
    return Schema(
        id=ID(unique=True, stored=True),
        title=TEXT(analyzer=StemmingAnalyzer(), field_boost=asking.TITLE_BOOST, stored=True),
        body=TEXT(analyzer=StemmingAnalyzer(), stored=True),
        region=KEYWORD(commas=True),
        actor=KEYWORD(commas=True),
        date=DATETIME(sortable=True),
        year=NUMERIC(int, sortable=True, default=0),
    )


def document(article: Line) -> dict[str, Any]:
    """An article without a date has neither date nor year."""
    made = {
        "id": str(article["id"]),
        "title": article["title"],
        "body": article["body"],
        "region": ",".join(article["regions"]),
        "actor": ",".join(article["actors"]),
    }
    if article["date"]:
        day = datetime.fromisoformat(article["date"])
        made |= {"date": day, "year": day.year}
    return made


class Engine(asking.Engine):
    # A single pass of 66 questions over 100,000 articles takes a minute and a half.
    passes = 1

    @classmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None:
        writer = index.create_in(folder, schema()).writer(limitmb=512)
        for article in articles:
            writer.add_document(**document(article))
        writer.commit()

    def __init__(self, folder: Path) -> None:
        self.searcher = index.open_dir(folder).searcher()
        self.parser = MultifieldParser(["title", "body"], self.searcher.schema)
        self.parser.add_plugin(FuzzyTermPlugin())

    def search(self, question: Question) -> asking.Found:
        facets = {
            "region": sorting.FieldFacet("region", allow_overlap=True),
            "actor": sorting.FieldFacet("actor", allow_overlap=True),
            "year": sorting.FieldFacet("year"),
        }
        results = self.searcher.search(
            self.parser.parse(question.text),
            filter=_filter(question),
            limit=asking.PAGE_SIZE,
            groupedby=facets,
            maptype=sorting.Count,
        )
        page = results[: asking.PAGE_SIZE]
        values = {name: _largest(results.groups(name)) for name in FACETS}
        return asking.Found(len(results), [int(hit["id"]) for hit in page], values, page)

    def snippets(self, question: Question, found: asking.Found) -> list[str]:
        return [hit.highlights("body") for hit in found.rest]


def _filter(question: Question) -> query.Query | None:
    filters = []
    if question.region:
        filters.append(query.Term("region", question.region))
    if question.first:
        days = map(datetime.fromisoformat, (question.first, question.last))
        filters.append(query.DateRange("date", *days))
    return query.And(filters) if filters else None


def _largest(groups: dict[Any, int]) -> list[tuple[str, int]]:
    """Return the largest values; Whoosh counts articles without any as well."""
    named = [(_name(key), count) for key, count in groups.items() if key not in (None, NO_YEAR)]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[: asking.VALUES_SHOWN]


def _name(key: Any) -> str:
    return key.decode() if isinstance(key, bytes) else str(key)
