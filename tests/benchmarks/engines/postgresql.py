"""PostgreSQL's full-text search, where psycopg is installed and a server answers.

The server is found by libpq's own variables (PGHOST, PGUSER, …); everything is kept in a schema
`bench`, which is made anew.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import asking
from articles import Line
from questions import Question

from engines.neighbours import neighbours

SCHEMA = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
SET search_path TO bench;
CREATE TABLE article (
    id int PRIMARY KEY, title text, body text, day date, year int, regions text[],
    terms tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)
    ) STORED
);
CREATE TABLE article_region (article int, slug text);
CREATE TABLE article_actor (article int, slug text);
"""
INDEXES = """
CREATE INDEX ON article USING gin (terms);
CREATE INDEX ON article USING gin (regions);
CREATE INDEX ON article (day);
CREATE INDEX ON article_region (article, slug);
CREATE INDEX ON article_actor (article, slug);
CREATE TABLE vocabulary AS SELECT word FROM ts_stat('SELECT terms FROM article');
CREATE INDEX ON vocabulary (word);
"""
# Weights of the labels D, C, B and A: a title counts twice, as everywhere.
MATCH = """
INSERT INTO matches
SELECT id, ts_rank('{0.5, 0, 0, 1}', terms, %(words)s::tsquery) FROM article
WHERE terms @@ %(words)s::tsquery"""
IN_TIME = " AND day BETWEEN %(first)s AND %(last)s"
IN_REGION = " AND regions @> ARRAY[%(region)s]"
TAGS = """
SELECT slug, count(*) AS number FROM matches JOIN article_{tag} ON article = id
GROUP BY slug ORDER BY number DESC, slug LIMIT 20"""
YEARS = """
SELECT year::text, count(*) AS number FROM matches JOIN article USING (id) WHERE year IS NOT NULL
GROUP BY year ORDER BY number DESC LIMIT 20"""
SNIPPETS = """
SELECT ts_headline('english', body, %s::tsquery, 'MaxWords=48, MinWords=20')
FROM article WHERE id = ANY(%s)"""
OPERATORS = {"and": " & ", "or": " | ", "phrase": " <-> "}


def connect() -> Any:
    """Return a connection; raises Unavailable."""
    try:
        import psycopg
    except ImportError as error:
        raise asking.Unavailable("psycopg is not installed") from error
    try:
        return psycopg.connect("", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        raise asking.Unavailable(f"no PostgreSQL server answers ({error})") from error


class Engine(asking.Engine):
    passes = 3

    @classmethod
    def build(cls, articles: Iterator[Line], folder: Path) -> None:
        with closing(connect()) as connection:
            connection.execute(SCHEMA)
            tags: dict[str, list[tuple[int, str]]] = {"region": [], "actor": []}
            columns = "article (id, title, body, day, year, regions)"
            with connection.cursor().copy(f"COPY {columns} FROM STDIN") as copy:
                for article in articles:
                    copy.write_row(_row(article))
                    for tag, pairs in tags.items():
                        pairs += [(article["id"], slug) for slug in article[f"{tag}s"]]
            for tag, pairs in tags.items():
                with connection.cursor().copy(f"COPY article_{tag} FROM STDIN") as copy:
                    for pair in pairs:
                        copy.write_row(pair)
            connection.execute(INDEXES)
            connection.execute("VACUUM ANALYZE")

    @classmethod
    def index_bytes(cls, folder: Path) -> int:
        statement = (
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relnamespace = 'bench'::regnamespace AND relkind = 'r'"
        )
        with closing(connect()) as connection:
            return int(connection.execute(statement).fetchone()[0])

    def __init__(self, folder: Path) -> None:
        self.connection = connect()
        self.connection.execute("SET search_path TO bench")
        self.connection.execute("CREATE TEMPORARY TABLE matches (id int, rank real)")

    def search(self, question: Question) -> asking.Found:
        execute = self.connection.execute
        words = self.words(question)
        execute("TRUNCATE matches")
        statement = MATCH + (IN_TIME if question.first else "")
        statement += IN_REGION if question.region else ""
        values = {"words": words, "region": question.region}
        execute(statement, {**values, "first": question.first, "last": question.last})
        (total,) = execute("SELECT count(*) FROM matches").fetchone()
        hits = execute("SELECT id FROM matches ORDER BY rank DESC LIMIT 20").fetchall()
        facets = {tag: execute(TAGS.format(tag=tag)).fetchall() for tag in ("region", "actor")}
        facets["year"] = execute(YEARS).fetchall()
        return asking.Found(total, [key for (key,) in hits], facets, words)

    def words(self, question: Question) -> str:
        """Return a tsquery of stems; a word that English stops leaves nothing."""
        stems = [self._stem(word) for word in question.words]
        if question.kind == "prefix":
            return f"'{question.words[0]}':*"
        if question.kind == "fuzzy":
            stems = self._similar(question.words[0])
        return OPERATORS.get(question.kind, " | ").join(stem for stem in stems if stem)

    def _stem(self, word: str) -> str:
        return self.connection.execute("SELECT plainto_tsquery('english', %s)", [word]).fetchone()[
            0
        ]

    def _similar(self, word: str) -> list[str]:
        found = self.connection.execute(
            "SELECT quote_literal(word) FROM vocabulary WHERE word = ANY(%s)", [neighbours(word)]
        )
        return [term for (term,) in found]

    def snippets(self, question: Question, found: asking.Found) -> list[str]:
        rows = self.connection.execute(SNIPPETS, [found.rest, found.hits])
        return [text for (text,) in rows]


def _row(article: Line) -> tuple[Any, ...]:
    day = article["date"] or None
    key, year = article["id"], day and int(day[:4])
    return key, article["title"], article["body"], day, year, article["regions"]
