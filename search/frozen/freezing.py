"""From a search to what is kept of it."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone

from archive.models import Article
from archive.version import version
from search import engine, vocabulary
from search.frozen import said
from search.frozen.said import Said
from search.language import QueryTooLarge
from search.models import FrozenSearch
from search.results import Results
from search.state import SearchState

# Of so many articles it is kept what they said; the hash covers the others by their ids alone.
MOST_KEPT = 10_000
KEYS_AT_ONCE = 10_000
ATTEMPTS = 5


def take(state: SearchState) -> FrozenSearch:
    """Return what a search finds now, not saved yet.

    Raises SearchUnavailable, and QueryTooLarge where the search is refused.
    """
    # Before anything is read: whatever changes meanwhile is younger.
    made = timezone.now()
    found, keys, commit = _answered(state.on_page(1))
    kept = list(said.read(keys[:MOST_KEPT], vocabulary.current()))
    others = list(_public_ids(keys[MOST_KEPT:]))
    query = found.state.to_query_string()
    return FrozenSearch(
        query=query,
        query_sha256=digest_of_query(query),
        result_sha256=_digest_of_result(kept, others),
        made=made,
        total=len(kept) + len(others),
        told=_told(found, commit),
        articles=said.pack(kept),
    )


def keep(taken: FrozenSearch) -> FrozenSearch:
    """Save what was taken, or return what was kept before of the same search and result."""
    same = {"query_sha256": taken.query_sha256, "result_sha256": taken.result_sha256}
    others = ("query", "made", "total", "told", "articles")
    values = {name: getattr(taken, name) for name in others}
    return FrozenSearch.objects.get_or_create(**same, defaults=values)[0]


def digest_of_query(query: str) -> str:
    return sha256(query.encode()).hexdigest()


def _digest_of_result(kept: Sequence[Said], others: Sequence[str]) -> str:
    """Digest a line an article: its id, and of those kept a blank and its fingerprint."""
    digest = sha256()
    for each in kept:
        digest.update(f"{each.public_id} {each.fingerprint}\n".encode())
    for public_id in others:
        digest.update(f"{public_id}\n".encode())
    return digest.hexdigest()


def _answered(state: SearchState) -> tuple[Results, list[int], tuple[str, int]]:
    """Return counts and keys of one commit of the index, and which; raises QueryTooLarge."""
    for _ in range(ATTEMPTS):
        commit = engine.commit()
        found = engine.search(state)
        _, keys = engine.find_all(state)
        if engine.commit() == commit:
            break
    if found.refusal:
        raise QueryTooLarge(found.refusal)
    return found, keys, commit


def _public_ids(keys: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(keys), KEYS_AT_ONCE):
        portion = keys[start : start + KEYS_AT_ONCE]
        rows = Article.objects.public().filter(pk__in=portion).values_list("pk", "public_id")
        found = dict(rows)
        yield from (found[key] for key in portion if key in found)


def _told(found: Results, commit: tuple[str, int]) -> dict[str, Any]:
    generation, number = commit
    return {
        "title": found.title,
        "interpretation": found.interpretation,
        "notices": found.notices,
        "names": [{"typed": name.typed, "forms": name.forms} for name in found.names],
        "facets": {
            facet: [
                {"value": each.value, "label": each.label, "count": each.count} for each in values
            ]
            for facet, values in found.facets.items()
        },
        "years": [[bar.first.year, bar.count] for bar in found.histogram],
        "undated": found.undated,
        "versions": {
            "software": version(),
            "index": f"{generation}, commit {number}",
            "ranking": settings.SEARCH_STAGES,
        },
    }
