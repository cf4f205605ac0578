"""A request whose query string is no text is refused before anything reads it."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

# What is asked by programs, which expect JSON.
FOR_PROGRAMS = ("/api/", "/suggest")


def refuse_bytes_that_are_no_text(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where the query string is not UTF-8; Django would replace the bytes silently."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            raw = request.META.get("QUERY_STRING", "").encode("latin-1")  # WSGI: bytes as latin-1
            unquote_to_bytes(raw).decode()
        except UnicodeError:
            if request.path.startswith(FOR_PROGRAMS):
                return JsonResponse({"error": "The query string is not UTF-8."}, status=400)
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware
