"""`GET /suggest?q=`: completions, for the address bars of browsers and for the search box."""

from time import perf_counter

from django.http import HttpRequest, JsonResponse

from search import engine
from search.completion import Completion
from search.state import read

# OpenSearch Suggestions 1.0: the text, completions, descriptions and addresses.
MEDIA_TYPE = "application/x-suggestions+json"
SECONDS_KEPT = 60


def suggest(request: HttpRequest) -> JsonResponse:
    """Answer in the OpenSearch form, with `form=page` in that of the search box."""
    start = perf_counter()
    reading = read(request.META["QUERY_STRING"], others={"form"})
    q = reading.state.q
    try:
        found = engine.complete(q)
    except engine.SearchUnavailable:
        found = []
    if dict(reading.pairs).get("form") == "page":
        response = JsonResponse({"q": q, "suggestions": [each._asdict() for each in found]})
    else:
        response = JsonResponse(_for_browsers(q, found), safe=False, content_type=MEDIA_TYPE)
    response["Cache-Control"] = f"private, max-age={SECONDS_KEPT}"
    response["Server-Timing"] = f"total;dur={(perf_counter() - start) * 1000:.1f}"
    return response


def _for_browsers(q: str, found: list[Completion]) -> list[object]:
    return [
        q,
        [each.text for each in found],
        [_described(each) for each in found],
        [each.url for each in found],
    ]


def _described(completion: Completion) -> str:
    """Return the kind, the name that begins so, and how many articles it finds.

    `actor, Гейдар Алиев, 12 articles`; the name only where another one is shown.
    """
    number = completion.articles
    told = [completion.kind, completion.form]
    if number is not None:
        told.append(f"{number:,} article{'' if number == 1 else 's'}")
    return ", ".join(filter(None, told))
