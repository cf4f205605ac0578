"""Makes what a request changed searchable before its reader looks."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from search import outbox

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def drain_after_change(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Index one batch at most after a request that may have written; the worker takes the rest."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method not in SAFE:
            # At once where no transaction is open, else after its commit.
            transaction.on_commit(outbox.drain_robustly, robust=True)
        return response

    return middleware
