"""How often one client may search: above that it is asked to wait, and told how long."""

import ipaddress
import logging
from collections.abc import Callable, Mapping
from time import time
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.api.problems import ROOT, problem

logger = logging.getLogger(__name__)

OAI = "/oai"
# Pages that search; articles and authority pages may be read as quickly as one likes.
LIMITED = ("/search/", "/s/", "/saved/new", "/api/", "/trends/", "/network/", OAI)
MINUTE = 60  # seconds
# A subscriber has a whole network of IPv6 addresses of this size (RFC 6177 and practice).
IPV6_NETWORK = 64


class Allowance(NamedTuple):
    """How often one client may do something within a window of so many seconds."""

    kind: str
    most: int
    window: int


class Left(NamedTuple):
    """How often a client may still do so, negative where too often already, in so many seconds."""

    kind: str
    number: int
    seconds: int

    @property
    def header(self) -> str:
        """The field RateLimit of draft-ietf-httpapi-ratelimit-headers."""
        return f'"{self.kind}";r={max(0, self.number)};t={self.seconds}'


def of_searches() -> Allowance:
    return Allowance("searches", settings.SEARCHES_A_MINUTE, MINUTE)


def limit_rate(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 429 (harvesters 503) with Retry-After to who searches too often."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.SEARCHES_A_MINUTE or not request.path_info.startswith(LIMITED):
            return get_response(request)
        allowed = of_searches()
        left = left_after(address_of(request.META), time(), allowed)
        if left.number < 0:
            response = _asking_to_wait(request, left.seconds)
        else:
            response = get_response(request)
        response["RateLimit-Policy"] = f'"{allowed.kind}";q={allowed.most};w={allowed.window}'
        response["RateLimit"] = left.header
        return response

    return middleware


def address_of(meta: Mapping[str, Any]) -> str:
    """Return the address that the outermost trusted proxy saw; of IPv6, its network.

    Every proxy appends to X-Forwarded-For whom it heard; what stands before that anybody may claim.
    """
    heard = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    is_told = trusted and len(heard) >= trusted and heard[-trusted]
    address = heard[-trusted] if is_told else meta.get("REMOTE_ADDR", "")
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))


def seconds_to_wait(address: str, now: float, allowed: Allowance | None = None) -> int:
    """Count one of what is allowed, else a search, of the client; return how long it must wait.

    0 lets it go on. `now` is Unix time.
    """
    left = left_after(address, now, allowed or of_searches())
    return left.seconds if left.number < 0 else 0


def left_after(address: str, now: float, allowed: Allowance) -> Left:
    """Count one of what is allowed and return what the client has left; `now` is Unix time."""
    kind, most, window = allowed
    number, into = divmod(now, window)
    try:
        count = _counted(f"{kind}:{address}:{int(number)}", window)
    except Exception:  # Each cache has errors of its own, and none may take the search down.
        logger.exception("The rate limit cannot count")
        count = 0
    return Left(kind, most - count, window - int(into))


def _counted(key: str, window: int) -> int:
    try:
        return cache.incr(key)
    except ValueError:
        # Two workers may find it missing at once; only one of them adds it.
        return 1 if cache.add(key, 1, 2 * window) else cache.incr(key)


def _asking_to_wait(request: HttpRequest, wait: int) -> HttpResponse:
    response: HttpResponse
    text = f"Too many searches: at most {settings.SEARCHES_A_MINUTE} a minute."
    if request.path_info.startswith(ROOT):
        response = problem(429, text)
    elif request.path_info == OAI:
        # Harvesters know no other status by which to wait (OAI-PMH 2.0, section 3.1.2.2).
        response = HttpResponse(text, status=503, content_type="text/plain")
    else:
        context = {"wait": wait, "most": settings.SEARCHES_A_MINUTE}
        response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response
