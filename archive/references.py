"""Which issue a bulletin means when it refers to a publication and a day."""

from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from archive.models import Issue, Publication, Reference, history
from archive.models.history import act


def resolve(references: QuerySet[Reference]) -> None:
    """Set issue and reason of each reference anew; saves those that changed.

    An issue that a curator chose is the one that is meant.
    """
    issue_of = cache(_issue_of)  # many articles cite the same day
    changed = []
    for reference in references:
        before = (reference.issue_id, reference.reason)
        after = issue_of(reference.publication.lower(), reference.day)
        if reference.chosen_id:
            after = reference.chosen_id, Reference.Reason.RESOLVED
        if before != after:
            reference.issue_id, reference.reason = after
            changed.append(reference)
    Reference.objects.bulk_update(changed, ["issue", "reason"], batch_size=500)


def choose(references: QuerySet[Reference], issue: Issue | None, curator: Any = None) -> int:
    """Lead references to an issue for good, or set them aside; returns how many."""
    rows = list(references)
    for row in rows:
        row.chosen, row.is_set_aside = issue, issue is None
    with act("Chosen by hand" if issue else "Set aside", curator):
        history.update(rows, ["chosen", "is_set_aside"])
        resolve(Reference.objects.filter(pk__in=[row.pk for row in rows]))
    return len(rows)


def release(references: QuerySet[Reference], curator: Any = None) -> int:
    """Let the archive look references up again, whatever was decided; returns how many."""
    rows = list(references)
    for row in rows:
        row.chosen, row.is_set_aside = None, False
    with act("Looked up again", curator):
        history.update(rows, ["chosen", "is_set_aside"])
        resolve(Reference.objects.filter(pk__in=[row.pk for row in rows]))
    return len(rows)


def _issue_of(name: str, day: date) -> tuple[int | None, str]:
    """Return the key of the issue that is meant, or why there is none."""
    publications = Publication.objects.filter(Q(name__iexact=name) | Q(abbreviation__iexact=name))
    if not publications:
        return None, Reference.Reason.NO_PUBLICATION
    issues = Issue.objects.filter(
        publication__in=publications, earliest__lte=day, latest__gte=day
    ).values_list("pk", flat=True)[:2]
    if len(issues) == 2:
        return None, Reference.Reason.AMBIGUOUS
    return (issues[0], Reference.Reason.RESOLVED) if issues else (None, Reference.Reason.NO_ISSUE)


def _within(earliest: date | None, latest: date | None) -> Q:
    """Select the references to the days of an issue, whether or not they mean it."""
    return Q(day__range=(earliest, latest)) if earliest and latest else Q(pk=None)


@receiver(pre_save, sender=Issue)
def an_issue_will_be_redated(instance: Any, **kwargs: Any) -> None:
    """Remember its former days: what was ambiguous there may be so no longer."""
    former = Issue.objects.filter(pk=instance.pk).values_list("earliest", "latest").first()
    instance.former_days = former or (None, None)


@receiver(post_save, sender=Issue)
def an_issue_came_or_was_redated(instance: Any, **kwargs: Any) -> None:
    """Resolve anew what points to this issue and what may now, or might before, point to it."""
    days = _within(instance.earliest, instance.latest) | _within(*instance.former_days)
    resolve(Reference.objects.filter(Q(issue=instance) | days))


@receiver(post_delete, sender=Issue)
def an_issue_went(instance: Issue, **kwargs: Any) -> None:
    """The foreign key is null by now, and the reason still says resolved, or ambiguous."""
    resolve(
        Reference.objects.filter(
            Q(issue=None, reason=Reference.Reason.RESOLVED)
            | _within(instance.earliest, instance.latest)
        )
    )


@receiver(post_save, sender=Publication)
def a_publication_came_or_was_renamed(instance: Publication, **kwargs: Any) -> None:
    names = Q(publication__iexact=instance.name)
    if instance.abbreviation:
        names |= Q(publication__iexact=instance.abbreviation)
    resolve(Reference.objects.filter(names | Q(issue__publication=instance)))
