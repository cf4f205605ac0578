"""Articles as the index holds them: text, days and keys."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from archive import dates
from archive.models import Article
from search.facets import FACETS
from search.whoosh.schema import NO_DAY

COLUMNS = "pk title title_basis body date date_basis earliest latest issue".split()


# Articles read in one query: the limit of variables in a query, and of memory, allow it.
PORTION = 500

Row = tuple[Any, ...]
Articles = QuerySet[Article, Row]


def documents(keys: Iterable[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield a document for each public article of these keys, or for all, by key.

    Many short queries: a long rebuild keeps no old state of the database open.
    """
    articles = Article.objects.public().order_by("pk").values_list(*COLUMNS)
    portions = _all(articles) if keys is None else _of_keys(articles, sorted(set(keys)))
    for rows in portions:
        yield from _with_keys(rows)


def texts(keys: Sequence[int]) -> dict[int, str]:
    """Return title and body, as they are indexed, of the public articles of these keys."""
    rows = Article.objects.public().filter(pk__in=keys)
    return {
        key: f"{_indexed_title(title, basis)}\n\n{body}"
        for key, title, basis, body in rows.values_list("pk", "title", "title_basis", "body")
    }


def _indexed_title(title: str, basis: str) -> str:
    """Return a given title only: a derived one would count the body's first words twice."""
    return title if basis == Article.TitleBasis.GIVEN else ""


def _all(articles: Articles) -> Iterator[list[Row]]:
    rows = list(articles[:PORTION])
    while rows:
        yield rows
        rows = list(articles.filter(pk__gt=rows[-1][0])[:PORTION])


def _of_keys(articles: Articles, keys: list[int]) -> Iterator[list[Row]]:
    for start in range(0, len(keys), PORTION):
        yield list(articles.filter(pk__in=keys[start : start + PORTION]))


def _with_keys(rows: list[Row]) -> Iterator[dict[str, Any]]:
    keys = [row[0] for row in rows]
    facets = {name: _facet_keys(facet.document_keys, keys) for name, facet in FACETS.items()}
    for row in rows:
        yield _document(row, {name: facets[name][row[0]] for name in FACETS})


def _facet_keys(path: str, articles: list[int]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for article, key in Article.objects.filter(pk__in=articles).values_list("pk", path):
        if key is not None:
            found[article].add(key)
    return found


def _document(row: Row, facets: dict[str, set[int]]) -> dict[str, Any]:
    key, title, title_basis, body, date, basis, earliest, latest, issue = row
    document = {
        "title": _indexed_title(title, title_basis),
        "body": body,
        "article": key,
        "first": earliest.toordinal() if earliest else NO_DAY,
        "last": latest.toordinal() if latest else NO_DAY,
        "issue": issue or 0,
        "certain": int(basis == "stated" and dates.is_one_certain_day(date)),
        **{name: tuple(sorted(keys)) for name, keys in facets.items()},
    }
    document["digest"] = _digest(document)
    return document


def _digest(document: dict[str, Any]) -> int:
    """Return a hash of all that the index holds of an article, for `index verify`."""
    text = repr(sorted(document.items())).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=7).digest())
