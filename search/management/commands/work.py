"""The worker: applies changes every half second, mends, merges, runs jobs and sends mails."""

import logging
import signal
import time
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from archive import bulk
from archive.operation import metrics
from search import engine, outbox, rebuild
from search.alerts.postman import Postman
from search.jobs import Jobs
from search.merger import Merger
from search.pauses import Pause
from search.whoosh.folder import IndexOfNewerRelease, IndexUnusable

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Apply waiting changes to the search index until told to stop (Ctrl-C or SIGTERM)."
    is_stopping = False

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        if settings.METRICS_PORT:
            metrics.serve(settings.METRICS_DIR)
        self.stdout.write("The worker is ready.")
        self.stdout.flush()
        succeeded, pause, postman = False, Pause(), Postman()
        with Merger() as merger, Jobs() as jobs:
            while not self.is_stopping:
                succeeded = look(not succeeded, merger, jobs, postman)
                time.sleep(pause.after(succeeded))

    def _stop(self, *_: Any) -> NoReturn:
        """Stop at once, wherever the worker is: the protocol forgives it at any point."""
        self.is_stopping = True  # Python ignores what is raised inside a destructor
        raise SystemExit


def look(
    check: bool = False,
    merger: Merger | None = None,
    jobs: Jobs | None = None,
    postman: Postman | None = None,
) -> bool:
    """Do what is to be done now, `check` the index first; tells whether all of it succeeded."""
    close_old_connections()
    try:
        if jobs:
            jobs.look()
        if check or engine.index().folder.reported_damage():
            mend()
        outbox.drain()
        bulk.go_on()
        if merger:
            merger.look()
        if postman:
            postman.look()
    except (IndexUnusable, DatabaseError, OSError, rebuild.RebuildFailed) as error:
        logger.warning("The worker tries again later: %s", error)
        return False
    except Exception:  # no bad article may end the worker
        logger.exception("The worker met an error and goes on")
        return False
    return True


def mend() -> None:
    """Rebuild the index unless it is whole, or belongs to a newer release."""
    folder = engine.index().folder
    try:
        engine.index().check()
    except IndexOfNewerRelease as error:
        logger.warning("The index cannot be used: %s", error)
    except IndexUnusable as error:
        logger.warning("Rebuilding the index: %s", error)
        try:
            rebuild.rebuild()
        except rebuild.RebuildRefused:
            return  # someone else is mending it
    folder.forget_damage()
