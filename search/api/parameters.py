"""What OpenAPI says of the parameters of a search, which `search.state` alone reads."""

from typing import Any

from search.facets import FACETS
from search.limits import MAX_CHARACTERS

DATE = "`1999`, `1999-10` or `1999-10-05`, inclusive"
NOTE = "Malformed and unknown parameters are ignored, and named in `notices`."


def _parameter(name: str, description: str, example: Any, **schema: Any) -> dict[str, Any]:
    return {
        "in": "query",
        "name": name,
        "description": description,
        "schema": {"type": "string", **schema},
        "example": example,
    }


def _slugs(name: str, description: str, example: str) -> dict[str, Any]:
    slug = {"type": "string", "pattern": "^[a-z0-9_-]{1,120}$"}
    return _parameter(name, description, [example], type="array", items=slug)


EXAMPLES = {
    "region": "armenia",
    "actor": "haidar-aliev",
    "publication": "monitor",
    "outlet": "turan",
}
CONSTRAINTS = [
    _parameter("q", "words, in the query language of the site", "gabala", maxLength=MAX_CHARACTERS),
    _parameter("match", "`any`: one of the words is enough", "any", enum=["any", "all"]),
    _parameter("exact", "`1`: this spelling of the words only", "1", enum=["0", "1"]),
    *(_slugs(facet, "any of these, by slug", EXAMPLES.get(facet, facet)) for facet in FACETS),
    *(
        _slugs(f"not-{facet}", "none of these, by slug", EXAMPLES.get(facet, facet))
        for facet in FACETS
    ),
    _parameter("from", f"first day: {DATE}", "1999-10"),
    _parameter("to", f"last day: {DATE}", "2001"),
    _parameter("dates", "`certain`: stated single days only", "certain", enum=["all", "certain"]),
    _parameter("undated", "`1`: articles without a date only", "1", enum=["0", "1"]),
]
PAGES = [
    _parameter(
        "sort",
        "default: relevance; without words, newest",
        "newest",
        enum=["relevance", "newest", "oldest"],
    ),
    _parameter("page", "page", 1, type="integer", minimum=1),
    _parameter("size", "hits a page", 20, type="integer", minimum=1, maximum=100, default=20),
    _parameter(
        "cursor",
        "`*`, then what `next` says: each article once, whatever changes meanwhile; in the order "
        "newest or oldest",
        "*",
        pattern=r"^(\*|[no]-?[0-9]{1,10}_-?[0-9]{1,18})$",
    ),
]
VALUES = [
    _parameter("contains", "a part of any form of the name", "ali", maxLength=100),
    _parameter("starts", "first letter, or `0`", "a", pattern="^[a-z0]$"),
    _parameter("by", "`name`: A to Z", "name", enum=["count", "name"]),
    _parameter("part", "of the list", 1, type="integer", minimum=1),
]
UNIT = [_parameter("unit", "of the bars", "month", enum=["year", "month"], default="year")]


def described(*parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what an operation adds to its description for parameters that it reads itself."""
    return {"parameters": [each for group in parameters for each in group]}
