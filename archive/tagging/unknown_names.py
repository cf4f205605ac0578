"""Keeps the names that no record knows until a curator decides on them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction

from archive.models import Actor, Article, UnknownName
from archive.models.history import act
from archive.tagging.candidates import Candidate, alike, candidates
from archive.tagging.gazetteer import actor_forms, region_forms
from archive.tagging.matching import Matcher
from archive.tagging.passages import Passage, passages
from archive.tagging.records import known_actors, known_regions

LONGEST = 200


def found() -> list[Candidate]:
    """Read all articles that are not withdrawn for names that no record bears."""
    known = Matcher(actor_forms(known_actors()) + region_forms(known_regions()))
    return candidates(_texts(), known)


def _texts() -> Iterator[tuple[int, list[Passage]]]:
    rows = Article.objects.exclude(state=Article.State.WITHDRAWN).values_list("pk", "body")
    for key, body in rows.iterator():
        yield key, list(passages("", body))


@transaction.atomic
def keep(proposed: Iterable[Candidate]) -> Counter[str]:
    """Write names as open ones, except those decided on; open ones not proposed now are dropped."""
    present = {each.key: each for each in UnknownName.objects.all()}
    wanted = {alike(each.name): each for each in proposed if len(each.name) <= LONGEST}
    new = [
        _filled(UnknownName(key=key), each) for key, each in wanted.items() if key not in present
    ]
    waiting = {key: each for key, each in present.items() if each.state == UnknownName.State.OPEN}
    changed = [_filled(each, wanted[key]) for key, each in waiting.items() if key in wanted]
    gone = [each.pk for key, each in waiting.items() if key not in wanted]
    UnknownName.objects.bulk_create(new, batch_size=500)
    UnknownName.objects.bulk_update(
        changed, ["name", "spellings", "articles", "examples"], batch_size=500
    )
    UnknownName.objects.filter(pk__in=gone).delete()
    return Counter(new=len(new), gone=len(gone))


def _filled(row: UnknownName, candidate: Candidate) -> UnknownName:
    row.name, row.spellings = candidate.name, dict(candidate.spellings.most_common())
    row.articles, row.examples = len(candidate.articles), candidate.examples
    return row


def make_record(unknown: UnknownName, name: str, kind: str, curator: object) -> Actor:
    """Make a record of an unknown name, with its other spellings as variants."""
    with act("Proposed from the articles", curator):
        actor = Actor.objects.create(name=name, kind=kind)
        _add_spellings(actor, unknown)
        _decide(unknown, UnknownName.State.MADE, curator, actor)
    return actor


def give_to(unknown: UnknownName, actor: Actor, curator: object) -> None:
    """Let an unknown name be another spelling of a record."""
    with act("Proposed from the articles", curator):
        _add_spellings(actor, unknown)
        _decide(unknown, UnknownName.State.MADE, curator, actor)


def reject(unknown: UnknownName, curator: object) -> None:
    _decide(unknown, UnknownName.State.REJECTED, curator, None)


def _add_spellings(actor: Actor, unknown: UnknownName) -> None:
    known = {actor.name.lower(), *(each.form.lower() for each in actor.variants.all())}
    for spelling in dict.fromkeys([unknown.name, *unknown.spellings]):
        if spelling.lower() not in known:
            known.add(spelling.lower())
            actor.variants.create(form=spelling)


def _decide(
    unknown: UnknownName, state: UnknownName.State, curator: object, actor: Actor | None
) -> None:
    unknown.state, unknown.curator, unknown.actor = state, curator, actor  # type: ignore[assignment]
    unknown.save(update_fields=["state", "curator", "actor"])
