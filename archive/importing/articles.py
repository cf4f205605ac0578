"""Brings one article to what its record says, except where a curator decided otherwise."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Max

from archive.importing import former, snapshots
from archive.importing.records import Record
from archive.importing.snapshots import Vocabulary
from archive.models import (
    Actor,
    Article,
    ArticleActor,
    ArticleRegion,
    Issue,
    Outlet,
    Publication,
    Reference,
    Region,
    SourceNote,
    Suggestion,
    history,
)
from archive.references import resolve


@dataclass(frozen=True)
class Options:
    create_tags: bool = True
    draft: bool = False
    keep_ids: bool = False
    publication: Publication | None = None


@dataclass
class Outcome:
    """What became of one record, or would become of it.

    `changes` are `[field, before, after]` of an article that was there; `made` are kind and name
    of the records that had to be made for it.
    """

    KINDS: ClassVar = ("new", "updated", "unchanged", "failed")

    kind: str = "unchanged"
    article: Article | None = None
    changes: list[list[str]] = field(default_factory=list)
    made: list[list[str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    error: str = ""


class Merge:
    """One record into one article, which is new (not saved yet) or as an earlier import left it."""

    def __init__(
        self,
        article: Article,
        record: Record,
        outcome: Outcome,
        vocabulary: Vocabulary,
        options: Options,
    ) -> None:
        self.article, self.record, self.outcome = article, record, outcome
        self.vocabulary, self.options = vocabulary, options
        self.is_new = article.pk is None
        self.is_changed = self.is_new
        self.old = article.imported
        self.new: dict[str, Any] = {}
        self.before = former.fields(article)
        outcome.article = article

    def look_up(self) -> None:
        """Find or make the records that it names; the outcome says what is to say of them."""
        self.new = self._snapshot()

    def run(self, batch: int) -> None:
        """Save what the record changes; `batch` is the key of the running one."""
        self.look_up()
        self._merge_fields()
        if self.is_new:
            self._save(batch)
        self._merge_tags(ArticleRegion, "region", "regions", Region)
        self._merge_tags(ArticleActor, "actor", "actors", Actor)
        self._merge_sources()
        self._merge_references()
        if not self.is_new:
            self._save(batch)
        if self.is_changed:
            self.outcome.kind = "new" if self.is_new else "updated"
        if self.outcome.kind == "updated":
            self.outcome.changes = former.keep(self.article, self.before, self.old, batch)

    def _save(self, batch: int) -> None:
        self.new["batch"] = batch if self.is_changed else self.old.get("batch")
        if self.is_changed:
            self.article.imported = self.new
            self.article.save()
        elif self.new != self.old:
            Article.objects.filter(pk=self.article.pk).update(imported=self.new)

    def _snapshot(self) -> dict[str, Any]:
        """Return what the record says, in JSON, as `archive.importing.snapshots` tells."""
        record = self.record
        derived = record.title_basis == Article.TitleBasis.DERIVED
        has_issue = record.volume is not None and record.issue is not None
        return {
            "title": "" if derived else record.title,
            "date": record.date or "",
            "date_basis": record.date_basis,
            "body": record.body,
            "boilerplate": record.boilerplate,
            "authors": record.authors,
            "url": record.url,
            "issue": [record.volume, record.issue] if has_issue else None,
            "position": record.position or self.old.get("position"),
            "state": self._state(),
            "regions": self._keys(Region, "regions", [{"name": name} for name in record.regions]),
            "actors": self._keys(Actor, "actors", record.actors),
            "outlets": self._keys(Outlet, "outlets", [{"name": n} for n in self._outlets()]),
            "sources": record.sources,
            "references": record.references,
        }

    def _outlets(self) -> list[str]:
        return list(dict.fromkeys(source["outlet"] for source in self.record.sources))

    def _state(self) -> str:
        """Return the record's own state; `--draft` holds back what is new, unpublishes nothing."""
        given = self.record.state
        if not self.is_new:
            before: str = self.old.get("state", self.article.state)
            return before if self.options.draft else given or before
        held_back = self.options.draft and given != Article.State.WITHDRAWN
        return "draft" if held_back else given or "published"

    def _merge_fields(self) -> None:
        for name in snapshots.FIELDS:
            is_silent = name in ("position", "state") and not getattr(self.record, name)
            if self.is_new or not is_silent:
                self._merge_field(name)
        if self.article.raw != self.record.raw:
            self.article.raw = self.record.raw
            self.is_changed = True

    def _merge_field(self, name: str) -> None:
        new, current = self.new[name], snapshots.value(self.article, name)
        if self.is_new or (new != current and current == self.old.get(name)):
            self._set(name, new)
            self.is_changed = True
        elif new != current:
            self._conflict(f"“{name}” was changed by a curator and stays as it is")

    def _set(self, name: str, new: Any) -> None:
        article = self.article
        if name == "issue":
            self._set_issue(new)
        elif name == "position":
            article.position = self.new["position"] = new or self._next_position()
        else:
            setattr(article, name, new)
        if name == "title":
            basis = Article.TitleBasis
            article.title_basis = basis.GIVEN if new else basis.DERIVED

    def _set_issue(self, numbers: list[int] | None) -> None:
        article = self.article
        article.issue = None
        if numbers:
            volume, number = numbers
            article.issue, _ = Issue.objects.get_or_create(
                publication=article.publication, volume=volume, number=number
            )
        if not self.is_new and not self.record.position:
            self._set("position", None)

    def _next_position(self) -> int | None:
        if not self.article.issue:
            return None
        last: int | None = self.article.issue.articles.aggregate(last=Max("position"))["last"]
        return (last or 0) + 1

    def _conflict(self, text: str) -> None:
        self.outcome.conflicts.append(text)

    def _keys(self, model: Any, kind: str, given: list[dict[str, str]]) -> dict[str, int]:
        """Return the keys by name; a name means what it meant before, whoever is renamed since."""
        names, old = self.vocabulary[model], self.old.get(kind, {})
        keys = {}
        for fields in given:
            name = fields["name"]
            key = names.survivor(old[name]) if name in old else self._key(model, fields)
            if key is not None:
                keys[name] = key
        return keys

    def _key(self, model: Any, fields: dict[str, str]) -> int | None:
        """Return the record that bears this form; makes it if there is none and it may."""
        names, name = self.vocabulary[model], fields["name"]
        found = names.find(name)
        if len(found) == 1:
            return next(iter(found))
        if not found and (self.options.create_tags or model is Outlet):
            self.outcome.made.append([model._meta.model_name, name])
            return names.make(**fields)
        reason = f"is the name of {len(found)} records" if found else "is unknown"
        self.outcome.warnings.append(f"“{name}” {reason}; no tag was made")
        return None

    def _merge_tags(self, model: Any, kind: str, kinds: str, authority: Any) -> None:
        names = self.vocabulary[authority]
        new = {key: name for name, key in self.new[kinds].items()}
        old = {names.survivor(key) for key in self.old.get(kinds, {}).values()}
        present = (
            model.objects.none() if self.is_new else model.objects.filter(article=self.article)
        )
        tags = {getattr(tag, f"{kind}_id"): tag for tag in present}
        self.before[kinds] = sorted([key, tag.basis] for key, tag in tags.items())
        for key in old & (new.keys() - tags.keys()):
            self._conflict(f"the {kind} “{new[key]}” was removed by a curator and stays removed")
        rejected = self._rejected(kind) & (new.keys() - tags.keys() - old)
        for key in rejected:
            self._conflict(f"the {kind} “{new[key]}” was rejected by a curator and stays away")
        bases = self.record.tag_bases.get(kinds, {})
        missing = [
            model(article=self.article, basis=bases.get(name, "imported"), **{f"{kind}_id": key})
            for key, name in new.items()
            if key not in tags and key not in old and key not in rejected
        ]
        history.create(missing)
        gone = [tags[key] for key in tags.keys() & old - new.keys()]
        imported = [tag for tag in gone if tag.basis == "imported"]
        for tag in imported:
            tag.delete()
        self.is_changed |= bool(missing or imported)

    def _rejected(self, kind: str) -> set[int]:
        """Return the keys of records that a curator rejected when they were suggested."""
        if self.is_new:
            return set()
        state = Suggestion.State.REJECTED
        rejected = Suggestion.objects.filter(article=self.article, state=state)
        return set(rejected.exclude(**{kind: None}).values_list(f"{kind}_id", flat=True))

    def _merge_sources(self) -> None:
        current = [] if self.is_new else snapshots.notes(self.article)
        self.before["sources"] = [list(note) for note in current]
        new = snapshots.noted(self.new, self.vocabulary[Outlet])
        if new == current:
            return
        if current != snapshots.noted(self.old, self.vocabulary[Outlet]):
            self._conflict("the source notes were changed by a curator and stay as they are")
            return
        if not self.is_new:
            self.article.source_notes.all().delete()
        notes = [
            SourceNote(article=self.article, outlet_id=outlet, date=day, order=order)
            for order, (outlet, day) in enumerate(new)
        ]
        for note in notes:
            note.derive_bounds()
        history.create(notes)
        self.is_changed = True

    def _merge_references(self) -> None:
        current = [] if self.is_new else snapshots.references(self.article)
        self.before["references"] = current
        new = self.new["references"]
        if new == current:
            return
        if current != self.old.get("references", []):
            self._conflict("the references were changed by a curator and stay as they are")
            return
        decided = {} if self.is_new else self._decided_references()
        if not self.is_new:
            self.article.references.all().delete()
        references = [
            Reference(
                article=self.article,
                publication=each["publication"],
                day=each["date"],
                order=order,
                **decided.get((each["publication"], each["date"]), {}),
            )
            for order, each in enumerate(new)
        ]
        history.create(references)
        resolve(self.article.references.all())
        self.is_changed = True

    def _decided_references(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Return by what is printed what a curator decided on references, for the new rows."""
        decided = self.article.references.exclude(chosen=None, is_set_aside=False)
        return {
            (each.publication, each.day.isoformat()): {
                "chosen_id": each.chosen_id,
                "is_set_aside": each.is_set_aside,
            }
            for each in decided
        }
