"""Runs waiting jobs one after the other; one whose process died is taken up again."""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone

from archive.models import Job

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_SIGNS = 0.5
# A job that its process does not survive so often is given up.
MOST_STARTS = 3


class Cancelled(Exception):
    """A curator wants the job to stop; what it does now must come to nothing."""


class Failed(Exception):
    """The job cannot be done; the message tells a curator why."""


class Progress:
    """Tells how far a job is, and hears whether it shall stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._next = 0.0

    def tell(self, done: int, total: int, message: str) -> None:
        """Save how far it is, twice a second at most; raises Cancelled where it shall stop.

        In a transaction others see it at the end of that only.
        """
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS_BETWEEN_SIGNS
            self.tell_now(done, total, message)
            self.stop_if_asked()

    def tell_now(self, done: int, total: int, message: str) -> None:
        job = self.job
        job.done, job.total, job.message, job.sign_of_life = done, total, message, timezone.now()
        job.save(update_fields=["done", "total", "message", "sign_of_life"])

    def stop_if_asked(self) -> None:
        self.job.refresh_from_db(fields=["is_to_stop"])
        if self.job.is_to_stop:
            raise Cancelled


Work = Callable[[Job, Progress], object]


def are_waiting() -> bool:
    return Job.objects.filter(state__in=Job.UNFINISHED).exists()


def run_all(work: Mapping[str, Work], linger: float = 0) -> None:
    """Do what waits, in the order asked for; at once nothing where another process does it.

    Then wait for so many seconds whether more is asked for: a preview is followed by an import.
    """
    end = time.monotonic() + linger
    with _alone() as is_alone:
        while is_alone:
            if job := _next():
                run(job, work[job.kind])
                end = time.monotonic() + linger
            elif time.monotonic() < end:
                time.sleep(SECONDS_BETWEEN_SIGNS)
            else:
                return


@contextmanager
def _alone() -> Iterator[bool]:
    """Yield whether no other process runs jobs; the system frees the lock of one that died."""
    with (settings.VAR_DIR / "jobs.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _next() -> Job | None:
    """Return the oldest job to do; a running one is none that runs, for we are alone."""
    return Job.objects.filter(state__in=Job.UNFINISHED).order_by("pk").first()


def run(job: Job, work: Work) -> None:
    """Do the work, and note how it ended; what it raises is noted too."""
    if not _begin(job):
        return
    try:
        work(job, Progress(job))
        state = Job.State.DONE
    except Cancelled:
        state = Job.State.CANCELLED
    except Failed as error:
        state, job.message = Job.State.FAILED, str(error)
    except Exception as error:  # no bad file may stop the other jobs
        logger.exception("The job %s failed", job.pk)
        state, job.message = Job.State.FAILED, f"{type(error).__name__}: {error}"
    _end(job, state)


def _begin(job: Job) -> bool:
    """Note that the job runs now; False where it was given up instead."""
    if job.starts == MOST_STARTS:
        job.message = f"Its process died {MOST_STARTS} times; see the log of the worker."
        _end(job, Job.State.FAILED)
        return False
    job.state, job.starts = Job.State.RUNNING, job.starts + 1
    job.started = job.started or timezone.now()
    job.sign_of_life = timezone.now()
    job.save(update_fields=["state", "starts", "started", "sign_of_life"])
    return True


def _end(job: Job, state: str) -> None:
    job.state, job.finished = state, timezone.now()
    job.save(update_fields=["state", "finished", "message", "remarks"])
