"""The process beside the worker that runs jobs."""

import sys

import pytest

from archive.models import Job
from search import jobs
from search.jobs import Jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def patience(monkeypatch):
    """Let a process be started that waits for its end."""
    monkeypatch.setattr(jobs, "COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(jobs, "NICENESS", 0)


def test_nothing_is_started_where_no_job_waits(patience):
    with Jobs() as beside:
        beside.look()
        assert beside._process is None


def test_one_process_at_a_time_and_none_after_the_block(patience):
    Job.ask(Job.Kind.SUGGEST)
    with Jobs() as beside:
        beside.look()
        process = beside._process
        beside.look()
        assert beside._process is process
    assert process.poll() is not None


def test_a_process_that_ended_at_once_is_not_started_at_once_again(patience):
    Job.ask(Job.Kind.SUGGEST)
    with Jobs() as beside:
        beside.look()
        beside._process.kill()
        beside._process.wait()
        beside.look()
        assert beside._process is None
