"""How often one client may try passwords, and have letters sent."""

from collections.abc import Callable
from functools import wraps
from time import time

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from search import rate_limit
from search.rate_limit import Allowance

QUARTER = 900  # seconds
PASSWORDS = Allowance("passwords", 20, QUARTER)
LETTERS = Allowance("letters", 5, QUARTER)

View = Callable[..., HttpResponseBase]


def limited(allowed: Allowance) -> Callable[[View], View]:
    """Let a view take so many forms of one client; above that it answers 429."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
            if request.method == "POST" and (wait := _seconds_to_wait(request, allowed)):
                context = {"title": "Too many tries", "text": _asking_to_wait(wait)}
                response = render(request, "accounts/message.html", context, status=429)
                response["Retry-After"] = str(wait)
                return response
            return view(request, *args, **options)

        return wrapped

    return decorate


def _seconds_to_wait(request: HttpRequest, allowed: Allowance) -> int:
    return rate_limit.seconds_to_wait(rate_limit.address_of(request.META), time(), allowed)


def _asking_to_wait(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return f"Please wait {minutes} minute{'' if minutes == 1 else 's'} and try again."
