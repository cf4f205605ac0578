"""Ends the sessions of people who logged in: after a while without a request, and in any case."""

from collections.abc import Callable
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BEGAN, SEEN = "began", "seen"  # Unix time
# A session is written anew at most so often; every write is a transaction.
SECONDS_BETWEEN_WRITES = 60


@receiver(user_logged_in)
def note_beginning(request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time())


def end_old_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Readers have no session, and pay for one look at their cookies."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _end_or_note(request, int(time()))
        return get_response(request)

    return middleware


def _end_or_note(request: HttpRequest, now: int) -> None:
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    is_idle = now - seen > settings.SESSION_IDLE_MINUTES * 60
    if is_idle or now - began > settings.SESSION_HOURS * 60 * 60:
        logout(request)
    elif now - seen > SECONDS_BETWEEN_WRITES:
        request.session[SEEN] = now
