"""A change to many articles at once: what was selected, what was done to it, how it goes back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.models.vocabulary import Actor, Region


class BulkChange(models.Model):
    """One act on a selection; it is made once confirmed, in portions, and can be taken back.

    `articles` are the keys selected; of those the first `done` were looked at. `changed` holds by
    key of an article what taking it back needs: nothing for a tag that was made, key and basis of
    each tag taken away, the former state and reason.
    """

    class Verb(models.TextChoices):
        TAG = "tag"
        UNTAG = "untag"
        PUBLISH = "publish"
        WITHDRAW = "withdraw"
        DRAFT = "draft", "make draft"

    made = models.DateTimeField(auto_now_add=True)
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)
    selection = models.CharField(max_length=600)
    articles = models.JSONField(default=list)
    count = models.PositiveIntegerField("articles selected", default=0)
    verb = models.CharField("what to do", max_length=10, choices=Verb)
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True)
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True)
    reason = models.CharField(
        max_length=200,
        blank=True,
        help_text="Goes to the history; of withdrawn articles readers see it.",
    )
    confirmed = models.DateTimeField(null=True)
    done = models.PositiveIntegerField("looked at", default=0)
    changed = models.JSONField(default=dict)
    undo_confirmed = models.DateTimeField("being taken back since", null=True)
    undone_by = models.ForeignKey(
        "auth.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone = models.DateTimeField("taken back", null=True)
    kept = models.PositiveIntegerField("changed otherwise since, and kept", default=0)

    class Meta:
        ordering = ["-pk"]
        permissions = [("undo_bulkchange", "Can take back bulk changes of others")]

    def __str__(self) -> str:
        return f"Bulk change {self.pk}: {self.in_words}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.count = len(self.articles)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        tags = self.verb in (self.Verb.TAG, self.Verb.UNTAG)
        if tags and bool(self.region) == bool(self.actor):
            raise ValidationError("Name one region or one actor.")
        if not tags and (self.region or self.actor):
            raise ValidationError("A region or an actor belongs to tagging only.")
        if self.verb == self.Verb.WITHDRAW and not self.reason:
            raise ValidationError({"reason": "Say why: readers with a link see the reason."})
        if self.record and self.record.merged_into_id:
            raise ValidationError(f"{self.record} is merged into {self.record.merged_into}.")
        if self.verb == self.Verb.TAG and self.record.retired:
            raise ValidationError(f"{self.record} is retired.")

    @property
    def kind(self) -> str:
        return "region" if self.region_id else "actor"

    @property
    def record(self) -> Any:
        return self.region or self.actor

    @property
    def in_words(self) -> str:
        return f"{self.get_verb_display()} {self.record or ''}".strip()

    @property
    def told(self) -> str:
        """What the history gives as its reason."""
        return f"{self}. {self.reason}".strip()

    @property
    def is_running(self) -> bool:
        if self.undo_confirmed:
            return not self.undone
        return bool(self.confirmed) and self.done < self.count

    @classmethod
    def running(cls) -> models.QuerySet["BulkChange"]:
        """Return those that `is_running` is true of."""
        making = models.Q(confirmed__isnull=False, undo_confirmed=None, done__lt=models.F("count"))
        undoing = models.Q(undo_confirmed__isnull=False, undone=None)
        return cls.objects.filter(making | undoing)
