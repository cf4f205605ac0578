"""Merges segments beside the worker, in a process of its own that may be killed at any moment."""

import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings

from search import engine
from search.pauses import Pause

logger = logging.getLogger(__name__)

COMMAND = [sys.executable, str(settings.BASE_DIR / "manage.py"), "index", "merge"]
# Saves and searches go first.
NICENESS = 10


class Merger:
    """Runs one process at most; leaving its block ends that in the middle of its work."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._considered: tuple[Path, int] | None = None
        self._pause = Pause()
        self._not_before = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def look(self) -> None:
        """Start what is due, unless it runs; raises IndexUnusable, and OSError."""
        if self._process and not self._has_ended(self._process):
            return
        if time.monotonic() >= self._not_before and self._is_due():
            # In a group of its own, for Ctrl-C is the worker's to answer.
            self._process = subprocess.Popen(  # noqa: S603  (a command of our own)
                COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, process_group=0
            )
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)

    def _has_ended(self, process: subprocess.Popen[bytes]) -> bool:
        code = process.poll()
        if code is None:
            return False
        self._process = None
        seconds = self._pause.after(code == 0)
        if code:
            logger.warning("A merge ended with %s and is tried again in %.0f s", code, seconds)
            self._considered = None
            self._not_before = time.monotonic() + seconds
        return True

    def _is_due(self) -> bool:
        """Tell whether the newest commit asks for a merge; each commit is considered once."""
        snapshot = engine.index().snapshot()
        commit = (snapshot.generation, snapshot.number)
        if commit == self._considered:
            return False
        self._considered = commit
        return bool(snapshot.due_merge())
