"""What an import set in an article, kept as JSON, so that curators' changes can be told later.

`Article.imported` holds the fields of `FIELDS`; `regions`, `actors` and `outlets` as
`{name as printed: key}`; `sources` and `references` as the record gave them; and `batch`, the key
of the batch that last changed the article.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from archive.importing.names import Names
from archive.models import Actor, Article, Outlet, Region

FIELDS = "title date date_basis body boilerplate authors url issue position state".split()
AUTHORITIES: tuple[Any, ...] = (Region, Actor, Outlet)
Vocabulary = Mapping[type[Region] | type[Actor] | type[Outlet], Names]


def vocabulary() -> Vocabulary:
    return {model: Names(model) for model in AUTHORITIES}


def value(article: Article, name: str) -> Any:
    """Return a field as a snapshot has it: a derived title is empty, an issue two numbers."""
    if name == "title":
        return "" if article.title_basis == Article.TitleBasis.DERIVED else article.title
    if name == "issue":
        return [article.issue.volume, article.issue.number] if article.issue else None
    return getattr(article, name)


def notes(article: Article) -> list[tuple[int, str]]:
    """Return outlet key and EDTF day of each source note, in order."""
    return list(article.source_notes.values_list("outlet_id", "date"))


def noted(snapshot: Mapping[str, Any], outlets: Names) -> list[tuple[int, str]]:
    """Return what `notes` would return if the article were as imported."""
    keys = {name: outlets.survivor(key) for name, key in snapshot.get("outlets", {}).items()}
    return [
        (keys[source["outlet"]], day)
        for source in snapshot.get("sources", [])
        if source["outlet"] in keys
        for day in source["dates"] or [""]  # an outlet without days has one note
    ]


def references(article: Article) -> list[dict[str, str]]:
    return [
        {"publication": publication, "date": day.isoformat()}
        for publication, day in article.references.values_list("publication", "day")
    ]


def changes(article: Article, vocabulary: Vocabulary) -> list[str]:
    """Return the names of what differs in the article from what its import set."""
    kept = article.imported
    pairs: Iterable[tuple[str, Any, Any]] = (
        *((name, value(article, name), kept.get(name)) for name in FIELDS),
        ("regions", _tagged(article.regions), _tags(kept, "regions", vocabulary[Region])),
        ("actors", _tagged(article.actors), _tags(kept, "actors", vocabulary[Actor])),
        ("sources", notes(article), noted(kept, vocabulary[Outlet])),
        ("references", references(article), kept.get("references")),
    )
    return [name for name, now, then in pairs if now != then]


def _tagged(records: Any) -> set[int]:
    return set(records.values_list("pk", flat=True))


def _tags(snapshot: Mapping[str, Any], kind: str, names: Names) -> set[int]:
    return {names.survivor(key) for key in snapshot.get(kind, {}).values()}
