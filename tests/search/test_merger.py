import sys
from types import SimpleNamespace

import pytest

from search import engine, merger
from search.merger import Merger

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_ALLOWED = 120


@pytest.fixture(autouse=True)
def no_niceness(monkeypatch):
    """Other tests run beside these."""
    monkeypatch.setattr(merger, "NICENESS", 0)


@pytest.fixture
def clock(monkeypatch):
    """Return the time as the merger sees it, in `clock.now`."""
    clock = SimpleNamespace(now=0.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr(merger, "time", clock)
    return clock


@pytest.fixture
def starts(monkeypatch, tmp_path):
    """Return a function that tells how often a process was started; each ends with an error."""
    notes = tmp_path / "starts"
    code = f"open({str(notes)!r}, 'a').write('.'); raise SystemExit(3)"
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", code])
    return lambda: notes.stat().st_size if notes.exists() else 0


def look_until_ended(merging):
    """Look, wait for what was started, and look again."""
    merging.look()
    if merging._process:
        merging._process.wait(SECONDS_ALLOWED)
    merging.look()


def test_nothing_is_started_where_no_merge_is_due(indexed, starts):
    with Merger() as merging:
        look_until_ended(merging)
    assert starts() == 0


def test_a_merge_that_fails_is_tried_again_ever_later(untidy, starts, clock, caplog):
    tried = []
    with Merger() as merging:
        for second in range(20):
            clock.now = float(second)
            before = starts()
            look_until_ended(merging)
            tried += [second] * (starts() - before)
    assert tried == [0, 1, 3, 7, 15]
    assert "ended with 3 and is tried again" in caplog.text


def test_each_commit_is_considered_once(untidy, monkeypatch):
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", "pass"])
    with Merger() as merging:
        look_until_ended(merging)
        monkeypatch.setattr(merger, "COMMAND", ["a command that must not run"])
        look_until_ended(merging)
        assert merging._process is None


def test_one_process_at_a_time_and_none_after_the_block(untidy, monkeypatch):
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    with Merger() as merging:
        merging.look()
        process = merging._process
        merging.look()
        assert merging._process is process
    assert process.poll() is not None


def test_what_is_due_is_merged(untidy, monkeypatch, settings):
    monkeypatch.setenv("INDEX_DIR", str(settings.INDEX_DIR))
    with Merger() as merging:
        look_until_ended(merging)
    assert len(engine.index().snapshot().segments) == 1
