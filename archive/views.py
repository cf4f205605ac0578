"""What the site says where a page broke."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def broken(request: HttpRequest) -> HttpResponse:
    """Answer where a page broke, with nothing but the settings: what broke may be the database."""
    page = render_to_string("500.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=500)
