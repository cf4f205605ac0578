"""The archive and its peers rank a collection: the best documents of each query, best first."""

import re
import sqlite3

import tantivy
from django.core.management import call_command
from django.test import override_settings
from engines import archive as site
from engines.tantivy import document, schema, stemmed
from judged import Collection
from tantivy import Occur, Query

from search import engine, rebuild
from search.state import SearchState

DEPTH = 100
WORD = re.compile(r"[^\W_]+")

Rankings = dict[str, list[str]]


def fill_archive(collection: Collection) -> None:
    """Put the documents into the site's database and index."""
    call_command("migrate", verbosity=0)
    site.load(iter(collection.articles))
    rebuild.rebuild()


def by_archive(collection: Collection, stages: list[str] | None) -> Rankings:
    """Ask the site's engine, match=any, with these stages or as it is; fill_archive goes before.

    Raises RuntimeError where a search is refused.
    """
    with override_settings(**({} if stages is None else {"SEARCH_STAGES": stages})):
        return {key: _by_archive(text, collection) for key, text in collection.queries.items()}


def _by_archive(text: str, collection: Collection) -> list[str]:
    results = engine.search(SearchState(q=text, match_any=True), size=DEPTH)
    if results.refusal:
        raise RuntimeError(f"{text}: {results.refusal}")
    return [collection.names[hit.article.pk] for hit in results.hits]


def by_tantivy(collection: Collection) -> Rankings:
    """Ask tantivy: tokenizer en_stem, any word in title or body, both fields alike.

    It ranks Cranfield worse the more a title counts.
    """
    index = tantivy.Index(schema())
    writer = index.writer(num_threads=1)
    for article in collection.articles:
        writer.add_document(document(article))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    found = {}
    for key, text in collection.queries.items():
        hits = searcher.search(_any_word(index.schema, text), limit=DEPTH, count=False).hits
        numbers = searcher.fast_field_values("id", [address for _, address in hits]) if hits else []
        found[key] = [collection.names[number] for number in numbers]
    return found


def _any_word(fields: tantivy.Schema, text: str) -> Query:
    return Query.boolean_query(
        [
            (Occur.Should, Query.term_query(fields, field, stem))
            for stem in stemmed.analyze(text)
            for field in ("title", "body")
        ]
    )


def by_fts5(collection: Collection) -> Rankings:
    """Ask SQLite's FTS5: porter unicode61, any word, a title counting five times.

    Of the weights 1, 2, 5 and 10 this is its best for Cranfield.
    """
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE texts USING fts5 (title, body, tokenize = 'porter unicode61')"
    )
    rows = [(each["id"], each["title"], each["body"]) for each in collection.articles]
    connection.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", rows)
    found = {}
    for key, text in collection.queries.items():
        words = " OR ".join(f'"{word}"' for word in WORD.findall(text))
        numbers = connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 5, 1), rowid LIMIT ?",
            (words or '""', DEPTH),
        )
        found[key] = [collection.names[number] for (number,) in numbers]
    connection.close()
    return found
