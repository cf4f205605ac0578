"""Database triggers that note every change of an article or of a name, and when, whoever makes it.

A trigger sees what signals do not: `update()`, `bulk_create()`, cascades and plain SQL. It writes
in the transaction of the change, so that a change without its outbox row cannot exist. They are
installed anew after each `migrate`, because SQLite drops a table's triggers when Django remakes it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

INDEXED_COLUMNS = (
    "title, title_basis, body, date, date_basis, earliest, latest, state, publication_id, issue_id"
)
# Tables whose rows belong to an article through their column article_id.
TABLES_OF_ARTICLES = ("archive_articleregion", "archive_articleactor", "archive_sourcenote")
VOCABULARY = (
    *(f"archive_{name}" for name in ("region", "actor", "outlet", "publication")),
    *(f"archive_{name}variant" for name in ("region", "actor", "outlet")),
    "archive_region_broader",
    "archive_takenslug",
)

NOTE = "INSERT INTO search_outboxrow (article_key, replay) SELECT {key}, false"
NOTE_ALL = NOTE.format(key="id") + " FROM archive_article"
# A tag may move from one article to another; UNION notes one and the same article once.
NOTE_BOTH = NOTE.format(key="OLD.article_id") + " UNION SELECT NEW.article_id, false"
NOTE_ARTICLES_OF_PUBLICATION = (
    f"{NOTE_ALL} WHERE publication_id = NEW.id AND NEW.policy <> OLD.policy"
)
# A change of tags or notes, or by update(), is a change of the article; feeds ask when it was.
# What was saved in this second is left alone, so that an import writes no article twice.
STAMP = "UPDATE archive_article SET modified = {{now}} WHERE id {which} AND modified < {{recently}}"
STAMP_BOTH = STAMP.format(which="IN (OLD.article_id, NEW.article_id)")
MOMENTS = {
    "sqlite": {
        "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        "recently": "strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 second')",
    },
    "postgresql": {"now": "now()", "recently": "now() - interval '1 second'"},
}
NOTE_VOCABULARY = "UPDATE search_vocabularyversion SET version = version + 1"

LIST_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


class Trigger(NamedTuple):
    suffix: str
    event: str
    table: str
    statement: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.suffix}"


def triggers() -> Iterator[Trigger]:
    for event, key in (
        ("INSERT", "NEW.id"),
        (f"UPDATE OF {INDEXED_COLUMNS}", "NEW.id"),
        ("DELETE", "OLD.id"),
    ):
        suffix = event.partition(" ")[0].lower()
        yield Trigger(suffix, event, "archive_article", NOTE.format(key=key))
    yield Trigger(
        "stamp_update",
        f"UPDATE OF {INDEXED_COLUMNS}",
        "archive_article",
        STAMP.format(which="= NEW.id"),
    )
    for table in TABLES_OF_ARTICLES:
        yield Trigger("insert", "INSERT", table, NOTE.format(key="NEW.article_id"))
        yield Trigger("update", "UPDATE", table, NOTE_BOTH)
        yield Trigger("delete", "DELETE", table, NOTE.format(key="OLD.article_id"))
        yield Trigger("stamp_insert", "INSERT", table, STAMP.format(which="= NEW.article_id"))
        yield Trigger("stamp_update", "UPDATE", table, STAMP_BOTH)
        yield Trigger("stamp_delete", "DELETE", table, STAMP.format(which="= OLD.article_id"))
    yield Trigger("policy", "UPDATE OF policy", "archive_publication", NOTE_ARTICLES_OF_PUBLICATION)
    for table in VOCABULARY:
        for event in ("INSERT", "UPDATE", "DELETE"):
            yield Trigger(f"vocabulary_{event.lower()}", event, table, NOTE_VOCABULARY)


def install(using: str) -> None:
    """Create all triggers anew in the database `using`, and the row that holds the version.

    In one transaction: a site that runs meanwhile changes nothing unseen.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {"search_outboxrow", "search_vocabularyversion", "archive_article"} <= tables:
        return  # migrated backwards to before the outbox
    wanted = [trigger for trigger in triggers() if trigger.table in tables]
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(LIST_TRIGGERS[connection.vendor])
        existing = {name for (name,) in cursor.fetchall()}
        _create(cursor, connection.vendor, wanted)
        cursor.execute(
            "INSERT INTO search_vocabularyversion (id, version) SELECT 1, 0 "
            "WHERE NOT EXISTS (SELECT 1 FROM search_vocabularyversion)"
        )
        if not existing.issuperset(trigger.name for trigger in wanted):
            _note_everything(cursor)


def _create(cursor: CursorWrapper, vendor: str, wanted: list[Trigger]) -> None:
    create = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}[vendor]
    for trigger in wanted:
        for sql in create(trigger):
            cursor.execute(sql)


def _note_everything(cursor: CursorWrapper) -> None:
    """While a trigger was away, as during a migration, anything may have changed unseen."""
    cursor.execute(NOTE_ALL)
    cursor.execute(NOTE_VOCABULARY)


def _create_sqlite(trigger: Trigger) -> list[str]:
    _, event, table, _ = trigger
    statement = trigger.statement.format(**MOMENTS["sqlite"])
    return [
        f"DROP TRIGGER IF EXISTS {trigger.name}",
        f"CREATE TRIGGER {trigger.name} AFTER {event} ON {table} BEGIN {statement}; END",
    ]


def _create_postgresql(trigger: Trigger) -> list[str]:
    name, event, table = trigger.name, trigger.event, trigger.table
    statement = trigger.statement.format(**MOMENTS["postgresql"])
    body = f"$$ BEGIN {statement}; RETURN NULL; END $$"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
