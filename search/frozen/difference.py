"""What has changed in a search since it was frozen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive.models import Article
from search import engine, vocabulary
from search.frozen import said
from search.frozen.said import Said
from search.models import FrozenSearch
from search.state import read
from search.vocabulary import Vocabulary

# Triggers date no change again that follows another within a second.
SLACK = timedelta(seconds=2)


@dataclass(frozen=True)
class Change:
    """What an article said when it was frozen, and what it says now; tags by label."""

    then: Said
    now: Said
    tags_added: list[str]
    tags_removed: list[str]

    @property
    def is_retitled(self) -> bool:
        return self.then.title != self.now.title

    @property
    def is_redated(self) -> bool:
        return self.then.date != self.now.date

    @property
    def is_reworded(self) -> bool:
        return self.then.text != self.now.text

    @property
    def is_retagged(self) -> bool:
        return bool(self.tags_added or self.tags_removed)

    def __bool__(self) -> bool:
        return self.is_retitled or self.is_redated or self.is_reworded or self.is_retagged


@dataclass
class Difference:
    """Keys of what was added, what is gone, and what changed, by public id.

    What was added is known only where all articles were kept (`is_whole`). A search that is refused
    today tells why in `refusal`, and nothing else.
    """

    total: int = 0
    interpretation: str = ""
    refusal: str = ""
    is_whole: bool = True
    is_reordered: bool = False
    added: list[int] = field(default_factory=list)
    gone: list[Said] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changes or self.is_reordered)


def compare(frozen: FrozenSearch) -> Difference:
    """Search again and compare; raises SearchUnavailable."""
    found, keys = engine.find_all(read(frozen.query.removeprefix("?")).state)
    if found.refusal:
        return Difference(refusal=found.refusal)
    then = said.unpack(frozen.articles)
    rows = _public([each.public_id for each in then])
    present, known = set(keys), {key for key, _ in rows.values()}
    is_whole = frozen.total == len(then)
    still = [key for each in then if (key := _key(rows, each)) in present]
    return Difference(
        total=found.total,
        interpretation=found.interpretation,
        is_whole=is_whole,
        is_reordered=still != [key for key in keys if key in known],
        added=[key for key in keys if key not in known] if is_whole else [],
        gone=[each for each in then if _key(rows, each) not in present],
        changes=_changes(then, _changed_since(frozen.made, rows.values())),
    )


def _public(public_ids: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """Return key and last change of those that are still public."""
    rows = Article.objects.public().filter(public_id__in=public_ids)
    columns = rows.values_list("public_id", "pk", "modified")
    return {public_id: (key, modified) for public_id, key, modified in columns}


def _key(rows: dict[str, tuple[int, datetime]], each: Said) -> int | None:
    return rows[each.public_id][0] if each.public_id in rows else None


def _changed_since(made: datetime, rows: Collection[tuple[int, datetime]]) -> list[int]:
    return [key for key, modified in rows if modified >= made - SLACK]


def _changes(then: Sequence[Said], keys: Sequence[int]) -> dict[str, Change]:
    names = vocabulary.current()
    now = {each.public_id: each for each in said.read(keys, names)}
    pairs = [(each, now[each.public_id]) for each in then if each.public_id in now]
    changes = {before.public_id: _change(before, after, names) for before, after in pairs}
    return {public_id: change for public_id, change in changes.items() if change}


def _change(then: Said, now: Said, names: Vocabulary) -> Change:
    """Compare; a tag whose record was merged meanwhile is the survivor's, and no other."""
    before = {_label(tag, names) for tag in then.tags}
    after = {_label(tag, names) for tag in now.tags}
    return Change(then, now, sorted(after - before), sorted(before - after))


def _label(tag: str, names: Vocabulary) -> str:
    facet, _, slug = tag.partition(":")
    return names.facets[facet].of_slug(slug).label
