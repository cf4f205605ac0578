"""Jobs: how they run, end, and are taken up again."""

import fcntl

import pytest

from archive import jobs
from archive.models import Job

pytestmark = pytest.mark.django_db


def ask(**fields):
    return Job.ask(Job.Kind.SUGGEST, **fields)


def run(job, work):
    jobs.run(job, work)
    job.refresh_from_db()
    return job.state


def fail(error):
    def work(job, progress):
        raise error

    return work


def test_a_job_tells_how_far_it_is():
    job = ask()
    assert run(job, lambda job, progress: progress.tell(5, 10, "Half of it.")) == "done"
    assert (job.done, job.total, job.message) == (5, 10, "Half of it.")
    assert job.started <= job.sign_of_life <= job.finished


def test_a_cancelled_job_stops_where_it_tells_how_far_it_is():
    job = ask()
    Job.objects.update(is_to_stop=True)
    assert run(job, lambda job, progress: progress.tell(1, 2, "")) == "cancelled"


def test_a_job_that_cannot_be_done_says_why():
    job = ask()
    assert run(job, fail(jobs.Failed("The file is gone."))) == "failed"
    assert job.message == "The file is gone."


def test_an_error_ends_the_job_and_not_the_others(caplog):
    first = ask()
    second = Job.objects.create(kind=Job.Kind.UNDO)
    done = lambda job, progress: None  # noqa: E731
    jobs.run_all({"suggest": fail(ZeroDivisionError("by nought")), "undo": done})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.message) == ("failed", "ZeroDivisionError: by nought")
    assert second.state == "done"


def test_a_job_whose_process_died_is_taken_up_again():
    job = ask()
    Job.objects.update(state="running", starts=1)
    done = []
    jobs.run_all({"suggest": lambda job, progress: done.append(job.pk)})
    assert done == [job.pk]


def test_a_job_that_its_process_does_not_survive_is_given_up():
    job = ask()
    Job.objects.update(state="running", starts=jobs.MOST_STARTS)
    jobs.run_all({"suggest": fail(AssertionError())})
    job.refresh_from_db()
    assert job.state == "failed"
    assert "died 3 times" in job.message


def test_no_job_runs_while_another_process_runs_some(settings):
    ask()
    with (settings.VAR_DIR / "jobs.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        jobs.run_all({})
    assert jobs.are_waiting()


def test_what_was_asked_for_twice_is_done_once():
    assert ask() == ask()


def test_what_is_done_may_be_asked_for_again():
    first = ask()
    run(first, lambda job, progress: None)
    assert ask() != first
