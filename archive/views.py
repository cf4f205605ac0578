"""What watches over the site asks whether it answers, and what it says where a page broke."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def broken(request: HttpRequest) -> HttpResponse:
    """Answer where a page broke, with nothing but the settings: what broke may be the database."""
    page = render_to_string("500.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=500)
