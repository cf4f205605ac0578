"""What an article said before an import changed it: kept, told, compared and brought back."""

import hashlib
import json
from typing import Any

from archive.importing import snapshots
from archive.models import (
    Actor,
    Article,
    ArticleActor,
    ArticleRegion,
    Issue,
    Outlet,
    Overwritten,
    Reference,
    Region,
    SourceNote,
    history,
)
from archive.references import resolve

TAGS: dict[str, Any] = {"regions": ArticleRegion, "actors": ArticleActor}
AUTHORITIES: dict[str, Any] = {"regions": Region, "actors": Actor}
SHOWN = 240  # characters of a long text
BEFORE_THE_DIFFERENCE = 60  # characters

State = dict[str, Any]


def fields(article: Article) -> State:
    """Return the article's fields as `snapshots` tells them; asks the database nothing."""
    return {name: snapshots.value(article, name) for name in (*snapshots.FIELDS, "raw")}


def tags(rows: Any) -> list[list[Any]]:
    """Return key and basis of each tag, in order of the keys."""
    kind = "region" if rows.model is ArticleRegion else "actor"
    return sorted([key, basis] for key, basis in rows.values_list(f"{kind}_id", "basis"))


def state(article: Article) -> State:
    """Return all that an import may change in an article, in JSON."""
    own = {kind: tags(model.objects.filter(article=article)) for kind, model in TAGS.items()}
    sources = [list(note) for note in snapshots.notes(article)]
    references = snapshots.references(article)
    return {**fields(article), **own, "sources": sources, "references": references}


def digest(said: State) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def keep(article: Article, before: State, imported: Any, batch: int) -> list[list[str]]:
    """Keep what the article said before this batch; returns what changed, for readers."""
    after = state(article)
    if article.batch_id != batch:
        Overwritten.objects.update_or_create(
            batch_id=batch,
            article=article,
            defaults={"after": digest(after)},
            create_defaults={"after": digest(after), "before": {**before, "imported": imported}},
        )
    return told(before, after)


def told(before: State, after: State) -> list[list[str]]:
    """Return `[field, before, after]` of what differs, long texts cut to the difference."""
    return [
        [name, *excerpts(_words(name, before[name]), _words(name, after[name]))]
        for name in after
        if before[name] != after[name]
    ]


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Cut two texts to the place where they first differ."""
    if max(len(before), len(after)) <= SHOWN:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(0, same - BEFORE_THE_DIFFERENCE)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    end = start + SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _words(name: str, said: Any) -> str:
    if name in AUTHORITIES:
        return _names(AUTHORITIES[name], [key for key, _ in said])
    if name == "sources":
        return "; ".join(f"{_names(Outlet, [key])} {day}".strip() for key, day in said)
    if name == "references":
        return "; ".join(f"{each['publication']} {each['date']}" for each in said)
    if name == "issue":
        return "/".join(map(str, said or []))
    return "; ".join(said) if isinstance(said, list) else str(said or "")


def _names(model: Any, keys: list[int]) -> str:
    return "; ".join(model.objects.filter(pk__in=keys).values_list("name", flat=True))


def bring_back(article: Article, before: State) -> None:
    """Let the article say what it said before; inside an act."""
    for name in snapshots.FIELDS:
        if name != "issue":
            setattr(article, name, before[name])
    article.issue = _issue(article, before["issue"])
    article.raw, article.imported = before["raw"], before["imported"]
    article.save()
    now = state(article)
    for kind, model in TAGS.items():
        if now[kind] != before[kind]:
            _tag(article, model, kind, before[kind])
    if now["sources"] != before["sources"]:
        _note(article, before["sources"])
    if now["references"] != before["references"]:
        _refer(article, before["references"])


def _issue(article: Article, numbers: list[int] | None) -> Issue | None:
    if not numbers:
        return None
    volume, number = numbers
    return Issue.objects.get_or_create(
        publication=article.publication, volume=volume, number=number
    )[0]


def _tag(article: Article, model: Any, kind: str, wanted: list[list[Any]]) -> None:
    column = f"{kind[:-1]}_id"
    held = AUTHORITIES[kind].objects.in_bulk([key for key, _ in wanted])
    for tag in model.objects.filter(article=article):
        tag.delete()
    history.create(
        [
            model(article=article, basis=basis, **{column: key})
            for key, basis in wanted
            if key in held
        ]
    )


def _note(article: Article, wanted: list[list[Any]]) -> None:
    held = Outlet.objects.in_bulk([key for key, _ in wanted])
    article.source_notes.all().delete()
    notes = [
        SourceNote(article=article, outlet_id=key, date=day, order=order)
        for order, (key, day) in enumerate(wanted)
        if key in held
    ]
    for note in notes:
        note.derive_bounds()
    history.create(notes)


def _refer(article: Article, wanted: list[dict[str, str]]) -> None:
    article.references.all().delete()
    history.create(
        [
            Reference(
                article=article, publication=each["publication"], day=each["date"], order=order
            )
            for order, each in enumerate(wanted)
        ]
    )
    resolve(article.references.all())
