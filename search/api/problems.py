"""Errors of the API as problem details (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
SECONDS_OF_A_REBUILD = "10"
# What is said where an answer came with a page for people, or with nothing.
IN_WORDS = {
    400: "The query string is not UTF-8.",
    404: "There is nothing at this address.",
    405: "Only GET and HEAD are answered here.",
}


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """Return an error; `error` says the same as `detail`, as it did before there was a form."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "error": detail,
    }
    return JsonResponse(body | more, status=status, content_type=MEDIA_TYPE)


def unavailable() -> JsonResponse:
    """Return the answer while there is no index to search."""
    response = problem(503, "The search index is being rebuilt; come back soon.")
    response["Retry-After"] = SECONDS_OF_A_REBUILD
    return response


def tell_errors_as_json(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Replace pages that tell people of an error below `/api/`, whoever made them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(ROOT):
            return response
        return response if response["Content-Type"] == MEDIA_TYPE else _as_problem(response)

    return middleware


def _as_problem(response: HttpResponseBase) -> HttpResponse:
    status = response.status_code
    told = problem(status, IN_WORDS.get(status, HTTPStatus(status).description))
    for name, value in response.items():
        told.setdefault(name, value)  # Allow, Retry-After
    del told["Content-Length"]
    return told
