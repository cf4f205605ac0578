"""Whom failed log-ins are counted for (django-axes asks)."""

from django.http import HttpRequest

from search.rate_limit import address_of


def client_address(request: HttpRequest) -> str | None:
    """Return the address that the rate limit counts by, of IPv6 the first of its network."""
    address = address_of(request.META).partition("/")[0]
    return None if address == "unknown" else address
