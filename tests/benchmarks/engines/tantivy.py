"""tantivy (Rust) with its English stemming, text and ids in its own store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import asking
import tantivy
from articles import Line
from questions import Question
from tantivy import Occur, Query

FACETS = ("region", "actor", "year")
BOOSTS = {"title": asking.TITLE_BOOST, "body": 1.0}
COUNTS = {name: {"terms": {"field": name, "size": asking.VALUES_SHOWN}} for name in FACETS}

# What the tokenizer "en_stem" does, for the words of a question.
stemmed = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, fast=True)
    for name in BOOSTS:
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    for name in ("region", "actor"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("day", "year"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def document(article: Line) -> tantivy.Document:
    made = tantivy.Document()
    made.add_unsigned("id", article["id"])
    made.add_text("title", article["title"])
    made.add_text("body", article["body"])
    for name in ("region", "actor"):
        for slug in article[f"{name}s"]:
            made.add_text(name, slug)
    if article["date"]:
        made.add_unsigned("day", _day(article["date"]))
        made.add_unsigned("year", int(article["date"][:4]))
    return made


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


class Engine(asking.Engine):
    @classmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None:
        index = tantivy.Index(schema(), path=str(folder))
        writer = index.writer(asking.MEMORY_FOR_WRITING, 1)
        for article in articles:
            writer.add_document(document(article))
        writer.commit()
        writer.wait_merging_threads()

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.schema = self.index.schema
        self.searcher = self.index.searcher()

    def search(self, question: Question) -> asking.Found:
        words = self.words(question)
        query = self.filtered(words, question)
        result = self.searcher.search(query, limit=asking.PAGE_SIZE, count=True)
        counts = self.searcher.aggregate(query, COUNTS)
        addresses = [address for _, address in result.hits]
        ids = self.searcher.fast_field_values("id", addresses) if addresses else []
        facets = {name: _values(counts[name]["buckets"]) for name in FACETS}
        return asking.Found(result.count, ids, facets, (words, addresses))

    def snippets(self, question: Question, found: asking.Found) -> list[str]:
        words, addresses = found.rest
        generator = tantivy.SnippetGenerator.create(self.searcher, words, self.schema, "body")
        generator.set_max_num_chars(asking.SNIPPET_LENGTH)
        documents = map(self.searcher.doc, addresses)
        return [generator.snippet_from_doc(each).to_html() for each in documents]

    def words(self, question: Question) -> Query:
        if question.kind in ("and", "or"):
            occur = Occur.Must if question.kind == "and" else Occur.Should
            parts = [(occur, self._in_either_field("term", [word])) for word in question.words]
            return Query.boolean_query(parts)
        return self._in_either_field(question.kind, list(question.words))

    def _in_either_field(self, kind: str, words: list[str]) -> Query:
        parts = [
            (Occur.Should, Query.boost_query(self._in_field(kind, name, words), boost))
            for name, boost in BOOSTS.items()
        ]
        return Query.boolean_query(parts)

    def _in_field(self, kind: str, name: str, words: list[str]) -> Query:
        if kind == "prefix":
            return Query.regex_query(self.schema, name, words[0] + ".*")
        if kind == "fuzzy":
            return Query.fuzzy_term_query(self.schema, name, words[0], 1, False)
        stems = stemmed.analyze(" ".join(words))
        if kind == "phrase":
            return Query.phrase_query(self.schema, name, stems)
        return Query.term_query(self.schema, name, stems[0])

    def filtered(self, words: Query, question: Question) -> Query:
        filters = []
        if question.region:
            filters.append(Query.term_query(self.schema, "region", question.region))
        if question.first:
            days = _day(question.first), _day(question.last)
            kind = tantivy.FieldType.Unsigned
            filters.append(Query.range_query(self.schema, "day", kind, *days))
        parts = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
        return Query.boolean_query([(Occur.Must, words), *parts]) if parts else words


def _values(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(_name(each["key"]), each["doc_count"]) for each in buckets]


def _name(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
