"""Two releases over one index folder: the newer one writes another format of the index."""

import pytest
from django.db.migrations.loader import MigrationLoader

from search import engine, rebuild
from search.management.commands import work
from search.whoosh import commits, folder

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = folder.FORMAT, folder.FORMAT + 1


@pytest.fixture
def start(monkeypatch):
    """Be a release that reads and writes this format, as a process just started."""

    def start(number):
        monkeypatch.setattr(folder, "FORMAT", number)
        monkeypatch.setattr(commits, "FORMAT", number)
        engine.index.cache_clear()

    return start


def test_the_old_release_serves_while_the_new_one_rebuilds(indexed, client, start, steps):
    answers = []

    def ask_the_old_release():
        start(OLD)
        answers.append(client.get("/search/?q=gabala").status_code)
        start(NEW)

    start(NEW)
    steps.before("search.rebuild.finish", ask_the_old_release)
    rebuild.rebuild()
    answers.append(client.get("/search/?q=gabala").status_code)
    assert answers == [200, 200]


def test_a_new_release_started_without_it_answers_503_until_it_has_rebuilt(indexed, client, start):
    start(NEW)
    refused = client.get("/search/?q=gabala")
    assert (refused.status_code, refused["Retry-After"]) == (503, "10")
    assert client.get(indexed.radar.get_absolute_url()).status_code == 200
    assert work.look(check=True)
    assert client.get("/search/?q=gabala").status_code == 200
    assert engine.index().folder.current().name.startswith(f"v{NEW}-")


def test_the_old_release_leaves_the_index_of_the_new_one_alone(indexed, client, start):
    start(NEW)
    rebuild.rebuild()
    start(OLD)
    work.look(check=True)
    assert client.get("/search/?q=gabala").status_code == 503
    assert engine.index().folder.current().name.startswith(f"v{NEW}-")


def test_every_migration_can_be_taken_back():
    migrations = MigrationLoader(None).disk_migrations
    for (app, name), migration in migrations.items():
        if app in ("archive", "search"):
            assert all(operation.reversible for operation in migration.operations), (app, name)
