import sys
import time

import pytest

from search import engine, merger
from search.merger import Merger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def starts(monkeypatch, tmp_path):
    """Return a function that tells how often a process was started; each ends with an error."""
    notes = tmp_path / "starts"
    code = f"open({str(notes)!r}, 'a').write('.'); raise SystemExit(3)"
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", code])
    return lambda: notes.stat().st_size if notes.exists() else 0


def look_for(seconds, merging):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        merging.look()
        time.sleep(0.01)


def test_nothing_is_started_where_no_merge_is_due(indexed, starts):
    with Merger() as merging:
        look_for(0.3, merging)
    assert starts() == 0


def test_a_merge_that_fails_is_tried_again_ever_later(untidy, starts, monkeypatch, caplog):
    monkeypatch.setattr("search.pauses.SECONDS_BETWEEN_LOOKS", 0.1)
    with Merger() as merging:
        look_for(2, merging)
    assert 2 <= starts() <= 5  # after 0.2, 0.4, 0.8 seconds
    assert "ended with 3 and is tried again" in caplog.text


def test_a_merge_that_fails_is_not_tried_again_at_once(untidy, starts):
    with Merger() as merging:
        look_for(0.5, merging)
    assert starts() == 1


def test_each_commit_is_considered_once(untidy, monkeypatch):
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", "pass"])
    with Merger() as merging:
        look_for(0.5, merging)
        monkeypatch.setattr(merger, "COMMAND", ["a command that must not run"])
        look_for(0.1, merging)


def test_one_process_at_a_time_and_none_after_the_block(untidy, monkeypatch):
    monkeypatch.setattr(merger, "COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    with Merger() as merging:
        merging.look()
        process = merging._process
        look_for(0.1, merging)
        assert merging._process is process
    assert process.poll() is not None


def test_what_is_due_is_merged(untidy, monkeypatch, settings):
    monkeypatch.setenv("INDEX_DIR", str(settings.INDEX_DIR))
    with Merger() as merging:
        merging.look()
        assert merging._process.wait(20) == 0
    assert len(engine.index().snapshot().segments) == 1
