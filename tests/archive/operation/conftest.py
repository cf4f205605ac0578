"""The small archive as a site has it."""

from copy import deepcopy

import pytest
from django.db import connections

from archive.models import Article


@pytest.fixture
def database(archive, tmp_path):
    """The small archive in a file, as a site has it: the tests' usual database is in memory."""
    in_memory = connections["default"]
    file = tmp_path / "archive.sqlite3"
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    settings_dict = deepcopy({**in_memory.settings_dict, "NAME": str(file)})
    connections["default"] = type(in_memory)(settings_dict, "default")
    assert Article.objects.exists()  # opens it, in WAL mode
    yield file
    connections["default"].close()
    connections["default"] = in_memory
