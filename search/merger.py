"""Merges segments beside the worker, in a process of its own that may be killed at any moment."""

import logging
import subprocess
import time
from pathlib import Path

from search import engine
from search.beside import MANAGE, Beside
from search.pauses import Pause

logger = logging.getLogger(__name__)

COMMAND = [*MANAGE, "index", "merge"]
# Saves and searches go first.
NICENESS = 10


class Merger(Beside):
    def __init__(self) -> None:
        super().__init__()
        self._considered: tuple[Path, int] | None = None
        self._pause = Pause()
        self._not_before = 0.0

    def look(self) -> None:
        """Start what is due, unless it runs; raises IndexUnusable, and OSError."""
        if self._process and not self._has_ended(self._process):
            return
        if time.monotonic() >= self._not_before and self._is_due():
            self._start(COMMAND, NICENESS)

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
