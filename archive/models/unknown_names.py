"""Names that articles print and no record bears, and what a curator made of them."""

from django.db import models

from archive.models.vocabulary import Actor


class UnknownName(models.Model):
    """A name in its spellings; a rejected one is never proposed again."""

    class State(models.TextChoices):
        OPEN = "open", "to decide"
        MADE = "made", "has a record"
        REJECTED = "rejected"

    # What its spellings have in common: `archive.tagging.candidates.alike`.
    key = models.CharField(max_length=200, unique=True, editable=False)
    name = models.CharField(max_length=200)
    spellings = models.JSONField(default=dict, help_text="With the number of articles of each.")
    articles = models.PositiveIntegerField(default=0)
    examples = models.JSONField("keys of some of the articles", default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="+")
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["-articles", "name"]
        indexes = [models.Index("state", "articles", name="unknown_name_by_state")]

    def __str__(self) -> str:
        return self.name
