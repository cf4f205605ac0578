"""What becomes of suggestions: accepted, rejected, undone."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.models import (
    ArticleActor,
    ArticleRegion,
    Suggestion,
    SuggestionBatch,
    TagBasis,
    history,
)
from archive.models.history import act

_TAGS: tuple[tuple[str, Any], ...] = (("region", ArticleRegion), ("actor", ArticleActor))
_OPEN = Suggestion.State.OPEN


def everywhere(suggestion: Suggestion) -> QuerySet[Suggestion]:
    """Return all open suggestions of the same record."""
    return Suggestion.objects.filter(
        state=_OPEN, region=suggestion.region_id, actor=suggestion.actor_id
    )


@transaction.atomic
def accept(suggestions: QuerySet[Suggestion], curator: User | None = None) -> SuggestionBatch:
    """Tag the articles of those that are still open."""
    batch = _decide(suggestions, curator, SuggestionBatch.Verdict.ACCEPTED)
    with act(f"Suggestion batch {batch.pk}", curator):
        for kind, tags in _TAGS:
            _tag(batch, kind, tags)
    return batch


@transaction.atomic
def reject(suggestions: QuerySet[Suggestion], curator: User | None = None) -> SuggestionBatch:
    """Remember that those still open are wrong; neither tagger nor import brings them back."""
    return _decide(suggestions, curator, SuggestionBatch.Verdict.REJECTED)


def undo(batch: SuggestionBatch, curator: User | None = None) -> None:
    """Open the batch's suggestions again and take away the tags that it made.

    A tag whose basis a curator changed since is no longer the batch's and stays.
    """
    made = batch.suggestions.filter(made_tag=True)
    with act(f"Suggestion batch {batch.pk} was undone", curator):
        for kind, tags in _TAGS:
            mine = made.exclude(**{kind: None}).values_list("article", f"{kind}_id")
            for article, record in mine:
                tagged = tags.objects.filter(article=article, basis=TagBasis.ACCEPTED)
                tagged.filter(**{kind: record}).delete()
        batch.suggestions.update(state=_OPEN, batch=None, made_tag=False)
        batch.undone = timezone.now()
        batch.save(update_fields=["undone"])


def _decide(
    suggestions: QuerySet[Suggestion], curator: User | None, verdict: SuggestionBatch.Verdict
) -> SuggestionBatch:
    """Put into a new batch what is open; what another curator decided meanwhile stays."""
    batch = SuggestionBatch.objects.create(curator=curator, verdict=verdict)
    open_ones = Suggestion.objects.filter(state=_OPEN, pk__in=suggestions.values("pk"))
    batch.count = open_ones.update(state=verdict.value, batch=batch)
    batch.save(update_fields=["count"])
    return batch


def _tag(batch: SuggestionBatch, kind: str, tags: Any) -> None:
    """Make the tags of one kind that the articles lack."""
    wanted = batch.suggestions.exclude(**{kind: None})
    present = tags.objects.filter(article__suggestions__batch=batch)
    tagged = set(present.values_list("article", f"{kind}_id"))
    lacking = [
        (pk, article, record)
        for pk, article, record in wanted.values_list("pk", "article", f"{kind}_id")
        if (article, record) not in tagged
    ]
    new = [
        tags(article_id=article, basis=TagBasis.ACCEPTED, **{f"{kind}_id": record})
        for _, article, record in lacking
    ]
    history.create(new)
    for pk, _, _ in lacking:
        batch.suggestions.filter(pk=pk).update(made_tag=True)
