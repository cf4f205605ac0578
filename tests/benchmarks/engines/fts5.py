"""SQLite's full-text search FTS5 with the Porter stemmer, facets counted by SQL."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import asking
from articles import Line
from questions import Question

from engines.neighbours import neighbours

SCHEMA = """
CREATE TABLE article (id INTEGER PRIMARY KEY, day TEXT, year TEXT);
CREATE VIRTUAL TABLE texts USING fts5 (title, body, tokenize = 'porter unicode61');
CREATE TABLE region (id INTEGER PRIMARY KEY, slug TEXT UNIQUE);
CREATE TABLE actor (id INTEGER PRIMARY KEY, slug TEXT UNIQUE);
CREATE TABLE article_region (article INTEGER, region INTEGER, PRIMARY KEY (article, region))
WITHOUT ROWID;
CREATE TABLE article_actor (article INTEGER, actor INTEGER, PRIMARY KEY (article, actor))
WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX articles_of_region ON article_region (region, article);
CREATE INDEX articles_of_day ON article (day);
INSERT INTO texts (texts) VALUES ('optimize');
ANALYZE;
"""
TEMPORARY = """
CREATE TEMPORARY TABLE matches (id INTEGER PRIMARY KEY, rank REAL);
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, 'texts', 'row');
PRAGMA mmap_size = 8000000000;
PRAGMA cache_size = -500000;
"""

MATCH = f"""
INSERT INTO matches
SELECT texts.rowid, bm25(texts, {asking.TITLE_BOOST}, 1.0) FROM texts"""
IN_TIME = " CROSS JOIN article ON article.id = texts.rowid AND day BETWEEN :first AND :last"
WORDS = " WHERE texts MATCH :words"
IN_REGION = """ AND +texts.rowid IN (
SELECT article FROM article_region WHERE region = (SELECT id FROM region WHERE slug = :region))"""

# The names only for the largest values, and not for every match.
TAGS = """
SELECT slug, number FROM (
SELECT {tag}, count(*) number FROM matches JOIN article_{tag} ON article = matches.id
GROUP BY {tag} ORDER BY number DESC LIMIT 20) JOIN {tag} ON {tag}.id = {tag}
ORDER BY number DESC"""
YEARS = """
SELECT year, count(*) number FROM matches JOIN article USING (id) WHERE year IS NOT NULL
GROUP BY year ORDER BY number DESC LIMIT 20"""


class Engine(asking.Engine):
    passes = 3

    @classmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None:
        connection = sqlite3.connect(folder / "fts5.sqlite3")
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        connection.executescript(SCHEMA)
        tags = {name: Tags(connection, name) for name in ("region", "actor")}
        for article in articles:
            _insert(connection, article, tags)
        connection.commit()
        connection.executescript(INDEXES)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
        self.connection.executescript(TEMPORARY)

    def search(self, question: Question) -> asking.Found:
        words = self.words(question)
        execute = self.connection.execute
        execute("DELETE FROM matches")
        statement = MATCH + (IN_TIME if question.first else "") + WORDS
        statement += IN_REGION if question.region else ""
        values = {"words": words, "region": question.region}
        execute(statement, {**values, "first": question.first, "last": question.last})
        (total,) = execute("SELECT count(*) FROM matches").fetchone()
        hits = execute("SELECT id FROM matches ORDER BY rank LIMIT ?", [asking.PAGE_SIZE])
        facets = {name: execute(TAGS.format(tag=name)).fetchall() for name in ("region", "actor")}
        facets["year"] = execute(YEARS).fetchall()
        return asking.Found(total, [key for (key,) in hits], facets, words)

    def words(self, question: Question) -> str:
        match question.kind:
            case "and" | "or":
                return f" {question.kind.upper()} ".join(map(_quoted, question.words))
            case "prefix":
                return _quoted(question.words[0]) + "*"
            case "fuzzy":
                return " OR ".join(map(_quoted, self._similar(question.words[0])))
        return _quoted(" ".join(question.words))

    def _similar(self, word: str) -> list[str]:
        """Return the terms in the index that may stand for a misspelt word."""
        candidates = neighbours(word)
        signs = ", ".join("?" * len(candidates))
        found = self.connection.execute(
            f"SELECT term FROM temp.vocabulary WHERE term IN ({signs})", candidates
        )
        return [term for (term,) in found] or [word]

    def snippets(self, question: Question, found: asking.Found) -> list[str]:
        keys = ", ".join(map(str, found.hits))
        rows = self.connection.execute(
            f"SELECT snippet(texts, 1, '<b>', '</b>', '…', {asking.SNIPPET_WORDS}) "
            f"FROM texts WHERE texts MATCH ? AND rowid IN ({keys})",
            [found.rest],
        )
        return [text for (text,) in rows]


class Tags:
    """The numbers of the regions or actors, given as they come."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.connection, self.name = connection, name
        self.keys: dict[str, int] = {}

    def key(self, slug: str) -> int:
        if slug not in self.keys:
            self.keys[slug] = len(self.keys) + 1
            row = (self.keys[slug], slug)
            self.connection.execute(f"INSERT INTO {self.name} VALUES (?, ?)", row)
        return self.keys[slug]


def _insert(connection: sqlite3.Connection, article: Line, tags: dict[str, Tags]) -> None:
    key, day = article["id"], article["date"] or None
    connection.execute("INSERT INTO article VALUES (?, ?, ?)", (key, day, day and day[:4]))
    connection.execute(
        "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)",
        (key, article["title"], article["body"]),
    )
    for name, numbers in tags.items():
        connection.executemany(
            f"INSERT INTO article_{name} VALUES (?, ?)",
            [(key, numbers.key(slug)) for slug in article[f"{name}s"]],
        )


def _quoted(text: str) -> str:
    return f'"{text}"'
