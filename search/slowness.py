"""Notes how long searches take, and logs slow ones with what they were understood to mean."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings

from archive.operation import metrics
from search.results import Results

logger = logging.getLogger(__name__)
_is_asked = ContextVar("is_asked", default=True)


@contextmanager
def asked_by_nobody() -> Iterator[None]:
    """Neither note nor log the searches that a process makes to warm itself."""
    token = _is_asked.set(False)
    try:
        yield
    finally:
        _is_asked.reset(token)


def note(results: Results, start: float) -> None:
    """Note a search that began at `start`, of perf_counter().

    The words of a slow one are logged, but nothing that tells who searched for them.
    """
    if not _is_asked.get():
        return
    seconds = perf_counter() - start
    if settings.METRICS_PORT:
        metrics.SEARCH_SECONDS.observe(seconds)
    milliseconds = round(seconds * 1000, 1)
    if 0 < settings.SLOW_SEARCH_MS <= milliseconds:
        meaning = results.interpretation or results.state.path
        fields = {"ms": milliseconds, "search": results.state.path}
        logger.warning("Slow search, %.0f ms: %s", milliseconds, meaning, extra=fields)
