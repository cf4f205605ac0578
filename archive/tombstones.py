"""What is left when an article is deleted: its id for ever, and why it is gone."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from archive.models import Article, PublicId


@receiver(post_delete, sender=Article)
def leave_a_tombstone(instance: Article, **kwargs: Any) -> None:
    """Deleting one by one or by query set ends here alike: Django collects the instances."""
    issue = instance.issue if instance.was_public else None
    PublicId.objects.filter(pk=instance.public_id).update(
        publication=instance.publication.name if instance.was_public else "",
        issue=f"{issue.volume}/{issue.number}" if issue else "",
        reason=instance.withdrawal_reason or "The article was deleted.",
        deleted=timezone.now(),
    )
    if instance.issue:
        instance.issue.recompute_date()  # it may have been this article's date


def of(public_id: str) -> dict[str, str] | None:
    """Return publication, issue and reason of an article that readers may have known, now gone."""
    return _withdrawn(public_id) or _deleted(public_id)


def _withdrawn(public_id: str) -> dict[str, str] | None:
    articles = Article.objects.select_related("publication", "issue")
    found = articles.filter(public_id=public_id, state=Article.State.WITHDRAWN).first()
    if not found or not found.was_public:
        return None
    issue = found.issue
    return {
        "publication": found.publication.name,
        "issue": f"{issue.volume}/{issue.number}" if issue else "",
        "reason": found.withdrawal_reason,
    }


def _deleted(public_id: str) -> dict[str, str] | None:
    deleted = PublicId.objects.exclude(deleted=None).exclude(publication="")
    found = deleted.filter(pk=public_id).first()
    if not found:
        return None
    return {"publication": found.publication, "issue": found.issue, "reason": found.reason}
