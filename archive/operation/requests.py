"""Follows each request: gives it an id that every line of the log bears, and counts it."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from archive.operation import metrics
from archive.operation.logs import request_id

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
# What a proxy in front may give; anything else could forge lines of the log.
GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def follow_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The log tells neither who asked nor for which words: no address, user or query string."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        start = perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        is_trusted = settings.TRUSTED_PROXIES and GIVEN.fullmatch(given)
        number = given if is_trusted else secrets.token_hex(8)
        token = request_id.set(number)
        try:
            response = get_response(request)
            seconds = perf_counter() - start
            response[HEADER] = number
            if settings.METRICS_PORT:
                _count(request, response.status_code, seconds)
            if settings.LOG_REQUESTS:
                _log(request, response.status_code, seconds)
            return response
        finally:
            request_id.reset(token)

    return middleware


def _route(request: HttpRequest) -> str:
    """Return the name of the address, of which there are few; paths would be without end."""
    return (request.resolver_match and request.resolver_match.view_name) or "none"


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    route = _route(request)
    metrics.REQUESTS.labels(method, route, status).inc()
    metrics.REQUEST_SECONDS.labels(route).observe(seconds)


def _log(request: HttpRequest, status: int, seconds: float) -> None:
    fields = {"method": request.method, "route": _route(request), "status": status}
    milliseconds = round(seconds * 1000, 1)
    text = "%s %s %s in %s ms"
    logger.info(text, *fields.values(), milliseconds, extra={**fields, "ms": milliseconds})
