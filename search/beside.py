"""Runs a process beside the worker, which ends with it and may be killed at any moment."""

import os
import subprocess
import sys
from types import TracebackType
from typing import Self

from django.conf import settings

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


class Beside:
    """Runs one process at most; leaving its block ends that in the middle of its work."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

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

    def _start(self, command: list[str], niceness: int) -> None:
        """Start a command of our own; raises OSError."""
        # In a group of its own, for Ctrl-C is the worker's to answer.
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, process_group=0
        )
        os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)
