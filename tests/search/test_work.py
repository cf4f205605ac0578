import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as site
from django.db import OperationalError

from archive.models import Article
from search import engine, outbox, pauses, rebuild, verification
from search.management.commands import work
from search.whoosh.folder import FORMAT, IndexUnusable

pytestmark = pytest.mark.django_db(transaction=True)


def is_whole():
    engine.index.cache_clear()
    return not verification.differences(engine.index().snapshot().digests())


# One look.


def test_a_look_applies_what_is_waiting(indexed, found):
    indexed.article("Late", "A latecomer.")
    assert work.look()
    assert found("latecomer") == {"Late"}


def test_the_first_look_makes_a_missing_index(archive):
    assert work.look(check=True)
    assert is_whole()


def test_a_missing_index_that_a_search_reported_is_made(archive, client):
    assert client.get("/search/?q=radar").status_code == 503
    work.look()
    assert client.get("/search/?q=radar").status_code == 200


def test_a_missing_index_that_drain_found_is_made_at_the_next_look(archive):
    succeeded = work.look()
    work.look(check=not succeeded)
    assert is_whole()


@pytest.mark.parametrize("pattern", ["FORMAT", "MANIFEST_*", "_MAIN_*.toc", "MAIN_*.seg"])
def test_a_damaged_index_says_so_and_is_rebuilt_by_the_next_look(pattern, indexed, client):
    (path,) = engine.index().folder.current().glob(pattern)
    path.write_bytes(b"noise")
    engine.index.cache_clear()
    assert client.get("/search/?q=radar").status_code == 503
    assert client.get("/api/v1/search?q=radar").status_code == 503
    assert work.look()
    assert client.get("/search/?q=radar").status_code == 200


@pytest.mark.parametrize("pointer", [b"", b"noise", b"v1-20010101-000000-00000000"])
def test_a_damaged_pointer_says_so_and_is_mended_by_the_next_look(pointer, indexed, client):
    (engine.index().folder.path / "CURRENT").write_bytes(pointer)
    assert client.get("/search/?q=radar").status_code == 503
    work.look()
    assert client.get("/search/?q=radar").status_code == 200


def test_a_search_is_refused_with_503_though_the_folder_cannot_be_written(
    archive, client, settings, tmp_path
):
    (tmp_path / "file").write_text("in the way")
    settings.INDEX_DIR = tmp_path / "file" / "index"
    engine.index.cache_clear()
    assert client.get("/search/?q=radar").status_code == 503


def test_a_report_of_damage_that_is_none_is_forgotten(indexed):
    before = engine.index().folder.current()
    engine.index().folder.report_damage("so it seemed")
    work.look()
    assert engine.index().folder.current() == before
    assert not engine.index().folder.reported_damage()


def test_the_index_of_a_newer_release_is_left_alone(indexed):
    (engine.index().folder.current() / "FORMAT").write_text(f"{FORMAT + 1} body title")
    before = engine.index().folder.generations()
    work.look(check=True)
    assert engine.index().folder.generations() == before


def test_while_another_process_rebuilds_the_worker_does_not(archive):
    with engine.index().folder.locked("REBUILD"):
        work.look(check=True)
    with pytest.raises(IndexUnusable):
        engine.index().snapshot()


@pytest.mark.parametrize("error", [OperationalError("database is locked"), ZeroDivisionError()])
def test_no_error_ends_the_worker(error, indexed, steps):
    def fail():
        raise error

    indexed.radar.save()
    steps.before("search.outbox.waiting_rows", fail)
    assert not work.look()
    assert work.look()
    assert not outbox.is_anything_waiting()


def test_a_folder_that_was_deleted_meanwhile_is_made_again(indexed, settings):
    shutil.rmtree(settings.INDEX_DIR)
    indexed.radar.save()
    succeeded = work.look()
    work.look(check=not succeeded)
    assert is_whole()


def test_it_looks_twice_a_second():
    assert pauses.SECONDS_BETWEEN_LOOKS <= 0.5


# The process.


@pytest.fixture
def worker(processes, tmp_path):
    """The worker as a process of its own, ready; it is gone after the test."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path)}
    command = [sys.executable, str(site.BASE_DIR / "manage.py"), "work"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "The worker is ready.\n"
        yield process
        process.kill()


def wait_until(condition, seconds):
    """Tell after how many seconds the condition came true; many, if it did not."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() > start + seconds:
            return float("inf")
        time.sleep(0.01)
    return time.monotonic() - start


def has_index():
    return not engine.index().damage()


def test_at_its_first_start_the_worker_makes_the_index(archive, worker):
    assert wait_until(has_index, 60) < 60
    assert is_whole()


def test_a_save_becomes_searchable_without_a_request(indexed, worker):
    def is_found():
        return engine.index().snapshot().articles_with("uranium") == {indexed.radar.pk}

    Article.objects.filter(pk=indexed.radar.pk).update(body="Uranium.")
    # Within a second where the machine is free; here tests run beside it.
    assert wait_until(is_found, 10) < 5


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_stops_when_told(number, indexed, worker):
    worker.send_signal(number)
    assert worker.wait(5) == 0


def test_the_worker_stops_in_the_middle_of_a_rebuild(archive, processes):
    def take_a_minute():
        os.write(tell, b"!")
        for _ in range(600):  # a signal just before a sleep is answered after it
            time.sleep(0.1)

    def work_until_stopped():
        os.close(told)
        processes.steps.before("search.rebuild.catch_up", take_a_minute)
        work.Command().handle()

    told, tell = os.pipe()
    child = processes.start(work_until_stopped)
    os.read(told, 1)
    os.kill(child, signal.SIGTERM)
    start = time.monotonic()
    assert not processes.end_of(child)
    assert time.monotonic() - start < 10
    assert engine.index().folder.building() is None


def test_the_worker_stops_while_it_waits_for_a_lock(indexed, processes):
    def wait_for_lock():
        processes.steps.before("search.rebuild._begin", lambda: os.write(tell, b"!"))
        engine.index().folder.report_damage("a file is missing")
        (engine.index().folder.path / "CURRENT").unlink()
        work.Command().handle()

    told, tell = os.pipe()
    with engine.index().folder.locked("LOCK"):
        child = processes.start(wait_for_lock)
        os.read(told, 1)
        os.kill(child, signal.SIGTERM)
        assert not processes.end_of(child)


def test_the_worker_merges_what_is_due(untidy, worker):
    assert wait_until(lambda: len(engine.index().snapshot().segments) == 1, 60) < 60
    assert is_whole()


def test_the_worker_stops_in_the_middle_of_a_merge(untidy, worker):
    with engine.index().folder.locked("LOCK"):
        merging = engine.index().folder.current() / "merging"
        assert wait_until(merging.is_dir, 60) < 60
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(5) == 0
        with engine.index().folder.locked("MERGE") as is_free:
            assert is_free


def test_a_killed_worker_loses_nothing(indexed, processes, nothing_is_lost):
    indexed.radar.save()
    assert processes.run_killed("before", "search.outbox.forget", work.look)
    assert nothing_is_lost()


def test_after_a_killed_rebuild_the_next_worker_begins_anew(archive, processes):
    assert processes.run_killed("before", "search.rebuild.finish", rebuild.rebuild)
    assert work.look(check=True)
    assert is_whole()
