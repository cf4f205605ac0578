"""Tags that the tagger proposes, what curators decided on them, and in which batch."""

from django.db import models

from archive.models.articles import Article
from archive.models.vocabulary import Actor, Region


class SuggestionBatch(models.Model):
    """Suggestions decided in one act; undoing it opens them again."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    decided = models.DateTimeField(auto_now_add=True)
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    count = models.PositiveIntegerField("suggestions", default=0)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "suggestion batches"

    def __str__(self) -> str:
        return f"{self.count:,} {self.verdict} ({self.decided:%Y-%m-%d %H:%M})"


class Suggestion(models.Model):
    """One record proposed for one article; what was decided is remembered for ever."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    article = models.ForeignKey(Article, models.CASCADE, related_name="suggestions")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="suggestions")
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="suggestions")
    evidence = models.JSONField(
        "where the name stands", default=list, help_text="Characters of the body: [start, end)."
    )
    points = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    batch = models.ForeignKey(
        SuggestionBatch, models.SET_NULL, null=True, related_name="suggestions"
    )
    made_tag = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index("state", "article", name="suggestion_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region=None) ^ models.Q(actor=None),
                name="suggestion_of_one_record",
            ),
            models.UniqueConstraint("article", "region", name="one_suggestion_a_region"),
            models.UniqueConstraint("article", "actor", name="one_suggestion_an_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.record} ({self.state})"

    @property
    def record(self) -> Region | Actor | None:
        return self.region or self.actor
