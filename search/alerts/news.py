"""What is new or changed in a saved search since its reader was told."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive.models import Article
from search import engine
from search.alerts import known
from search.models import SavedSearch
from search.state import SearchState, read

# So long a change may take from its moment until everybody sees it: younger ones wait for the
# next mail, so that none falls between two.
SETTLING = timedelta(minutes=2)
# So many keys are asked for in one query.
KEYS_AT_ONCE = 5_000


@dataclass
class News:
    """Keys of the articles to tell of, in the order of the search; `known` is to be kept then."""

    saved: SavedSearch
    known: bytes
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.new) + len(self.changed)


def state_of(saved: SavedSearch) -> SearchState:
    return read(saved.query.removeprefix("?")).state


def of(saved: SavedSearch, until: datetime) -> News:
    """Search again and compare with what is known, up to a moment; raises SearchUnavailable.

    New is what the search did not find before: also an older article that was published, tagged
    or named anew. Changed is what it did find and was changed since.
    """
    found, keys = engine.find_all(state_of(saved))
    if found.refusal:  # the rules for searches are stricter than when it was saved
        return News(saved, bytes(saved.known))
    before, now = known.unpack(saved.known), set(keys)
    changed, unsettled = _changed(saved.told_until, until)
    new = _public(now - before - unsettled)
    changed &= now & before
    return News(
        saved,
        known.pack((before & now) | new),
        new=[key for key in keys if key in new],
        changed=[key for key in keys if key in changed],
    )


def begin(saved: SavedSearch, until: datetime) -> None:
    """Let a saved search know all that it finds, so that only later changes are news."""
    _, keys = engine.find_all(state_of(saved))
    _, unsettled = _changed(until, until)
    saved.known, saved.told_until = known.pack(set(keys) - unsettled), until


def _changed(since: datetime, until: datetime) -> tuple[set[int], set[int]]:
    """Return the public articles last changed from `since` to `until`, and those changed later."""
    settled: set[int] = set()
    unsettled: set[int] = set()
    rows = Article.objects.public().filter(modified__gte=since).order_by()
    for key, modified in rows.values_list("pk", "modified").iterator():
        (settled if modified < until else unsettled).add(key)
    return settled, unsettled


def _public(keys: Collection[int]) -> set[int]:
    """Return those that are public: the index may be behind the database."""
    ordered = sorted(keys)
    found: set[int] = set()
    for start in range(0, len(ordered), KEYS_AT_ONCE):
        portion = Article.objects.public().filter(pk__in=ordered[start : start + KEYS_AT_ONCE])
        found.update(portion.order_by().values_list("pk", flat=True))
    return found
