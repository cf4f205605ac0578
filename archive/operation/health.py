"""What watches over the site asks: whether it answers, and whether all that it needs is there."""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from search import engine
from search.models import OutboxRow
from search.whoosh.folder import IndexUnusable

# More changes waiting than a batch or two: the worker is behind, or gone.
MANY_WAITING = 2_000
# Bytes. A commit of the index needs a few megabytes, a rebuild as much as the index.
LITTLE_SPACE = 500_000_000


def answer_watchers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer before all else: whoever watches asks by address and without HTTPS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path_info == "/readyz":
            return readyz(request)
        return get_response(request)

    return middleware


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200, or 503 where database or index cannot be used.

    Who comes through a proxy is told that much only; the rest is the operator's.
    """
    found = {"database": database(), "index": index(), "outbox": outbox(), "disk": disk()}
    is_ready = not any("error" in found[part] for part in ("database", "index"))
    is_well = not any("error" in part or "warning" in part for part in found.values())
    told: dict[str, Any] = {"status": ("ready" if is_well else "degraded") if is_ready else "down"}
    if "HTTP_X_FORWARDED_FOR" not in request.META:
        told |= found
    response = JsonResponse(told, status=200 if is_ready else 503)
    response["Cache-Control"] = "no-store"
    return response


def database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return {"error": str(error)}
    return {"vendor": connection.vendor}


def index() -> dict[str, Any]:
    try:
        snapshot = engine.index().snapshot()
    except IndexUnusable as error:
        return {"error": str(error)}
    return {
        "generation": snapshot.generation.name,
        "commit": snapshot.number,
        "articles": snapshot.size,
        "segments": len(snapshot.segments),
    }


def outbox() -> dict[str, Any]:
    try:
        waiting = OutboxRow.objects.filter(replay=False).count()
    except DatabaseError as error:
        return {"error": str(error)}
    late = {"warning": "The worker is behind or not running."} if waiting > MANY_WAITING else {}
    return {"waiting": waiting, **late}


def disk() -> dict[str, Any]:
    """Measure the space of the index folder, or of VAR_DIR as long as there is none."""
    folder = settings.INDEX_DIR if settings.INDEX_DIR.exists() else settings.VAR_DIR
    free = shutil.disk_usage(folder).free
    full = {"warning": "There is little space left."} if free < LITTLE_SPACE else {}
    return {"free": free, **full}
