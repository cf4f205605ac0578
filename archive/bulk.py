"""Makes bulk changes, and takes them back, in portions that shut nobody out.

A portion is one transaction, so that a change that was interrupted goes on where it stopped.
"""

import time
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from archive import merging
from archive.models import Article, BulkChange, Issue, TagBasis, history
from archive.models.history import act

PORTION = 250
Verb, State = BulkChange.Verb, Article.State
_STATES = {Verb.PUBLISH: State.PUBLISHED, Verb.WITHDRAW: State.WITHDRAWN, Verb.DRAFT: State.DRAFT}


def affected(change: BulkChange, keys: Sequence[int]) -> QuerySet[Article]:
    """Return those of the articles that are not yet as the change wants them."""
    articles = Article.objects.filter(pk__in=keys)
    if change.verb == Verb.WITHDRAW:
        return articles.filter(state=State.PUBLISHED)  # of a draft readers must not learn
    if change.verb in _STATES:
        return articles.exclude(state=_STATES[Verb(change.verb)])
    tagged = Exists(_tags(change).filter(article=OuterRef("pk")))
    return articles.filter(tagged if change.verb == Verb.UNTAG else ~tagged)


def all_affected(change: BulkChange) -> list[int]:
    """Return the keys of all articles that the change would change, in the order selected."""
    portions = [
        set(affected(change, keys).values_list("pk", flat=True))
        for keys in _portions(change.articles)
    ]
    wanted = set().union(*portions)
    return [key for key in change.articles if key in wanted]


def start(change: BulkChange, curator: User | None, seconds: float) -> None:
    """Make a change that was looked over; what does not fit into the time is left to `go_on`."""
    change.confirmed, change.curator = timezone.now(), curator
    change.save()
    _run(change.pk, time.monotonic() + seconds)


def undo(change: BulkChange, curator: User | None, seconds: float) -> None:
    """Take a change back, except where an article was changed otherwise since."""
    change.undo_confirmed, change.undone_by = timezone.now(), curator
    change.save()
    _run(change.pk, time.monotonic() + seconds)


def go_on() -> None:
    """Finish what requests had no time for."""
    for key in BulkChange.running().values_list("pk", flat=True):
        _run(key, float("inf"))


def _run(key: int, end: float) -> None:
    while _take_a_portion(key) and time.monotonic() < end:
        pass


def _take_a_portion(key: int) -> bool:
    """Do the next portion of a change, or of taking it back; tells whether there is more."""
    with transaction.atomic():
        change = BulkChange.objects.select_for_update().get(pk=key)
        if change.is_running and change.undo_confirmed:
            with act(f"Bulk change {key} was taken back", change.undone_by):
                _undo_portion(change)
        elif change.is_running:
            with act(change.told, change.curator):
                _do_portion(change)
        change.save()
    return change.is_running


def _do_portion(change: BulkChange) -> None:
    keys = change.articles[change.done : change.done + PORTION]
    change.changed |= {str(key): former for key, former in _do(change, keys).items()}
    change.done += len(keys)


def _do(change: BulkChange, keys: Sequence[int]) -> dict[int, Any]:
    """Change what is affected; returns what taking it back needs, by article."""
    articles = affected(change, keys)
    if change.verb == Verb.TAG:
        return _tag(change, list(articles.values_list("pk", flat=True)))
    if change.verb == Verb.UNTAG:
        return _untag(change, list(articles.values_list("pk", flat=True)))
    former = {each.pk: [each.state, each.withdrawal_reason] for each in articles}
    reason = change.reason if change.verb == Verb.WITHDRAW else ""
    _set_states(dict.fromkeys(former, (_STATES[Verb(change.verb)], reason)))
    return former


def _tag(change: BulkChange, keys: list[int]) -> dict[int, Any]:
    model: Any = merging.TAGS[change.kind]
    column = f"{change.kind}_id"
    new = [
        model(article_id=key, basis=TagBasis.CURATED, **{column: change.record.pk}) for key in keys
    ]
    history.create(new)
    return dict.fromkeys(keys)


def _untag(change: BulkChange, keys: list[int]) -> dict[int, Any]:
    rows = _tags(change).filter(article__in=keys)
    former: dict[int, Any] = {}
    for article, *tag in rows.values_list("article", f"{change.kind}_id", "basis"):
        former.setdefault(article, []).append(tag)
    rows.delete()
    return former


def _set_states(wanted: dict[int, tuple[str, str]]) -> None:
    """Give articles state and reason, and their issues the date that follows."""
    articles = list(Article.objects.filter(pk__in=wanted).defer("raw", "imported"))
    for article in articles:
        article.state, article.withdrawal_reason = wanted[article.pk]
        article.modified = timezone.now()
    history.update(articles, ["state", "withdrawal_reason", "modified"])
    for issue in Issue.objects.filter(articles__in=wanted).distinct():
        issue.recompute_date()


def _undo_portion(change: BulkChange) -> None:
    """Take back the last changes that are left; the last portion ends it."""
    keys = list(change.changed)[-PORTION:]
    former = {int(key): change.changed.pop(key) for key in keys}
    change.kept += len(former) - _restore(change, former)
    if not change.changed:
        change.undone = timezone.now()


def _restore(change: BulkChange, former: dict[int, Any]) -> int:
    """Bring articles back to what they were; returns how many were not changed otherwise since."""
    if change.verb in _STATES:
        return _restore_states(change, former)
    if not change.record:
        return 0
    if change.verb == Verb.UNTAG:
        return _restore_tags(change, former)
    made = _tags(change).filter(article__in=former, basis=TagBasis.CURATED)
    _, deleted = made.filter(**{change.kind: change.record}).delete()
    return deleted.get(made.model._meta.label, 0)


def _restore_states(change: BulkChange, former: dict[int, Any]) -> int:
    untouched = Article.objects.filter(pk__in=former, state=_STATES[Verb(change.verb)])
    keys = list(untouched.values_list("pk", flat=True))
    _set_states({key: tuple(former[key]) for key in keys})
    return len(keys)


def _restore_tags(change: BulkChange, former: dict[int, Any]) -> int:
    model: Any = merging.TAGS[change.kind]
    tagged = set(_tags(change).filter(article__in=former).values_list("article", flat=True))
    left = former.keys() - tagged
    keys = list(Article.objects.filter(pk__in=left).values_list("pk", flat=True))
    column = f"{change.kind}_id"
    lost = [
        model(article_id=key, basis=basis, **{column: record})
        for key in keys
        for record, basis in former[key]
    ]
    history.create(lost)
    return len(keys)


def _tags(change: BulkChange) -> Any:
    """Return the tags that count for the record of the change, those of merged records as well."""
    counting = merging.counting_for(change.record.pk, type(change.record).survivors())
    return merging.TAGS[change.kind].objects.filter(**{f"{change.kind}__in": counting})


def _portions(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + PORTION] for start in range(0, len(keys), PORTION)]
