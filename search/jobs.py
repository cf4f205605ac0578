"""Runs the archive's jobs beside the worker, which goes on indexing what they change."""

import time

from archive import jobs
from search.beside import MANAGE, Beside

COMMAND = [*MANAGE, "run_jobs", "--linger", "60"]
# Saves and searches go first.
NICENESS = 5
# Where another worker on the machine runs the jobs, or a job ends in an error.
SECONDS_BETWEEN_STARTS = 2.0


class Jobs(Beside):
    def __init__(self) -> None:
        super().__init__()
        self._not_before = 0.0

    def look(self) -> None:
        """Start a process for what waits, unless one runs; raises OSError."""
        if self._process and self._process.poll() is None:
            return
        self._process = None
        if time.monotonic() >= self._not_before and jobs.are_waiting():
            self._not_before = time.monotonic() + SECONDS_BETWEEN_STARTS
            self._start(COMMAND, NICENESS)
