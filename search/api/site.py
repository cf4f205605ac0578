"""The API as one: its operations, its errors, and what it says of itself in OpenAPI."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from search import engine
from search.api import articles, counting, issues, problems, records, searching

DESCRIPTION = (
    "The search of the archive and what it finds, read with GET and without a key. "
    "Answers carry ETags; `RateLimit` tells how many are left in a minute."
)


class _Api(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the description; errors are problem details, HEAD is GET without a body."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            operations.pop("head", None)
            for status, response in operations["get"]["responses"].items():
                if int(status) >= 400:
                    response["content"] = {
                        problems.MEDIA_TYPE: response["content"].pop("application/json")
                    }
        return schema


api = _Api(
    title="Monitor Archive",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # its pages load from other hosts
    urls_namespace="api",
)
for _module in (searching, counting, articles, issues, records):
    api.add_router("", _module.router)


@api.exception_handler(engine.SearchUnavailable)
def _unavailable(request: HttpRequest, error: object) -> HttpResponse:
    return problems.unavailable()


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: object) -> HttpResponse:
    return problems.problem(404, str(error) or problems.IN_WORDS[404])


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    told = [f"“{each['loc'][-1]}”: {each['msg']}" for each in error.errors]
    return problems.problem(422, f"{'; '.join(told)}.")
