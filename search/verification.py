"""Compares the index with the database, article by article."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from archive.models import Article
from search.analysis import terms
from search.models import OutboxRow
from search.whoosh.documents import documents

# So many articles of a sample are searched for by one of their words.
ARTICLES_SEARCHED_FOR = 20
# The word is looked for in the beginning of the text, of so many characters.
BEGINNING = 500


class Searchable(Protocol):
    def articles_with(self, word: str) -> set[int]: ...


@dataclass(frozen=True)
class Differences:
    """Keys of articles on which index and database disagree; empty, it is false."""

    missing: set[int] = field(default_factory=set)
    superfluous: set[int] = field(default_factory=set)
    outdated: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.missing or self.superfluous or self.outdated)

    def __str__(self) -> str:
        return (
            f"{len(self.missing)} missing, {len(self.superfluous)} superfluous, "
            f"{len(self.outdated)} outdated"
        )


def differences(
    indexed: dict[int, int],
    compared: Iterable[int] | None = None,
    applied: Collection[int] = frozenset(),
) -> Differences:
    """Compare what the index holds, as hashes by article key, with what it should hold.

    Contents are compared for all articles, or for those `compared`. Articles whose change still
    waits in the outbox are no difference, unless its row is among those `applied`; the caller
    holds LOCK, so that none is applied meanwhile.
    """
    wanted = set(Article.objects.public().values_list("pk", flat=True))
    changed = {
        document["article"]
        for document in documents(compared)
        if indexed.get(document["article"], document["digest"]) != document["digest"]
    }
    waiting = _waiting(applied)  # read last: no change seen above lacks its row here
    return Differences(
        missing=wanted - indexed.keys() - waiting,
        superfluous=indexed.keys() - wanted - waiting,
        outdated=changed - waiting,
    )


def _waiting(applied: Collection[int]) -> set[int]:
    rows = OutboxRow.objects.filter(replay=False).values_list("pk", "article_key")
    return {key for row, key in rows.iterator() if row not in applied}


def unfound(
    index: Searchable, sample: list[int], applied: Collection[int] = frozenset()
) -> set[int]:
    """Return which of the sample's first articles a search for one of their words misses."""
    missed = set()
    for document in documents(sample[:ARTICLES_SEARCHED_FOR]):
        body = document["body"]
        words = terms(body[:BEGINNING])
        if len(body) > BEGINNING:
            words = words[:-1]  # the cut may have gone through it
        # A long word is a rare one, and quickly searched.
        if words and document["article"] not in index.articles_with(max(words, key=len)):
            missed.add(document["article"])
    return missed - _waiting(applied)
