import json
import os
import resource
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from archive.models import Article
from archive.operation import backups

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def backup(database, tmp_path):
    return backups.make(tmp_path / "backups")


def test_a_backup_is_one_file_and_what_it_says_of_itself(backup):
    assert {path.name for path in backup.iterdir()} == {"archive.sqlite3", "manifest.json"}
    assert backups.check(backup).articles == Article.objects.count()


def test_a_backup_holds_one_state_while_others_write(database, tmp_path):
    stop = threading.Event()

    def write():
        with sqlite3.connect(database, timeout=20, isolation_level=None) as other:
            while not stop.is_set():
                other.execute("UPDATE archive_article SET title = title || '.'")

    writer = threading.Thread(target=write)
    writer.start()
    made = [backups.make(tmp_path / str(number)) for number in range(5)]
    stop.set()
    writer.join()
    for each in made:
        with sqlite3.connect(each / "archive.sqlite3") as copy:
            rows = copy.execute("SELECT title FROM archive_article").fetchall()
        ends = {len(title) - len(title.rstrip(".")) for (title,) in rows}
        assert len(ends) == 1


def test_a_backup_that_does_not_fit_leaves_nothing(database, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(CommandError, match="No backup was made"):
            call_command("backup", str(tmp_path / "backups"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((tmp_path / "backups").iterdir())


def test_a_damaged_database_is_not_backed_up_in_silence(database, tmp_path):
    connections["default"].close()
    with database.open("r+b") as file:
        file.seek(200_000)
        file.write(b"\xff" * 100_000)
    with pytest.raises(backups.BackupError):
        backups.make(tmp_path / "backups")


def test_only_the_newest_backups_are_kept(backup):
    for day in ("20260101", "20260102", "20260103"):
        (backup.parent / f"monitor-archive-{day}-000000").mkdir()
        (backup.parent / f"monitor-archive-{day}-000000" / "manifest.json").touch()
    (backup.parent / "mine").mkdir()
    backups.remove_all_but(2, backup.parent)
    left = sorted(path.name for path in backup.parent.iterdir())
    assert left == ["mine", "monitor-archive-20260103-000000", backup.name]


def test_a_change_comes_back_as_it_was(database, archive, backup):
    Article.objects.update(title="Lost")
    backups.put_back(backup, replace=True)
    archive.radar.refresh_from_db()
    assert archive.radar.title == "Gabala radar talks stall"


def test_what_was_replaced_is_kept_beside(database, backup):
    Article.objects.update(title="Kept beside")
    backups.put_back(backup, replace=True)
    (aside,) = database.parent.glob("archive.sqlite3.before-*")
    with sqlite3.connect(aside) as former:
        assert former.execute("SELECT DISTINCT title FROM archive_article").fetchall() == [
            ("Kept beside",)
        ]


def test_a_database_with_articles_is_not_replaced_unasked(database, backup):
    Article.objects.update(title="Still here")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(backup))
    assert set(Article.objects.values_list("title", flat=True)) == {"Still here"}


def test_a_database_in_use_is_not_replaced(database, backup, monkeypatch):
    monkeypatch.setattr(backups, "A_MOMENT", 0)
    with sqlite3.connect(database) as reader:
        reader.execute("SELECT title FROM archive_article").fetchone()
        with pytest.raises(backups.BackupError, match="locked"):
            backups.put_back(backup, replace=True)
    assert Article.objects.count() == 8


def test_a_damaged_database_is_replaced(database, backup):
    connections["default"].close()
    database.write_bytes(b"noise" * 50_000)
    backups.put_back(backup, replace=True)
    assert Article.objects.count() == 8


def test_a_backup_with_one_other_byte_is_refused(backup):
    with (backup / "archive.sqlite3").open("r+b") as file:
        file.seek(5_000)
        file.write(b"!")
    with pytest.raises(backups.BackupError, match="size or hash differ"):
        backups.check(backup)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}'])
def test_a_manifest_that_is_none_is_told(backup, text):
    (backup / "manifest.json").write_text(text)
    with pytest.raises(backups.BackupError, match="manifest"):
        backups.check(backup)


def test_a_backup_of_a_newer_release_is_refused(backup):
    path = backup / "manifest.json"
    said = json.loads(path.read_text())
    path.write_text(json.dumps({**said, "migrations": ["archive.0999_later"]}))
    with pytest.raises(backups.BackupError, match=r"newer release.*archive\.0999_later"):
        backups.check(backup)


def test_an_empty_machine_has_site_and_index_after_a_restore(backup, tmp_path):
    environment = {**os.environ, "VAR_DIR": str(tmp_path / "empty")}

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True
        ).stdout

    assert "The index is new; it holds 6 articles." in manage("restore", str(backup))
    assert "0 differences in 6 articles" in manage("index", "verify")
