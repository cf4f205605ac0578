"""Stage sets: rows and an index that are made once in a process, and put up for every test."""

import copy
import shutil
import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from search import rebuild

# What triggers write is put up last, for the rows of the others make triggers write too.
LAST = "search"


class StageSet:
    """What a function makes in an empty database: its rows, its index and what it returns."""

    def __init__(self, make):
        self._make = make
        self._rows = self._index = None

    def put_up(self):
        """Make it, or put up its rows; return a copy of what the function returned."""
        if self._rows is None:
            self._made = self._make()
            self._rows = rows()
        else:
            put(self._rows)
        return copy.deepcopy(self._made)

    def put_up_index(self):
        """Make an index of the test's own: a copy of the one made before, where no row changed."""
        if any(self._rows[table] != found for table, found in rows(LAST).items()):
            rebuild.rebuild()
        elif self._index:
            shutil.copytree(self._index, settings.INDEX_DIR)
            put(self._rows_of_index)
        else:
            self._make_index()

    def _make_index(self):
        rebuild.rebuild()
        self._index = Path(tempfile.mkdtemp(dir=settings.VAR_DIR)) / "index"
        shutil.copytree(settings.INDEX_DIR, self._index)
        self._rows_of_index = rows(LAST)


def rows(*labels):
    """Return the columns and rows of each table of the archive, or of the apps named."""
    models = [
        model
        for label in labels or ("archive", LAST)
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return {model._meta.db_table: rows_of(model) for model in models}


def rows_of(model):
    columns = [field.column for field in model._meta.local_concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
        return names, cursor.fetchall()


def put(rows):
    """Put rows into their tables in place of those that are there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (names, values) in rows.items():
            cursor.execute(f'DELETE FROM "{table}"')
            if values:
                marks = ", ".join(["%s"] * len(values[0]))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
