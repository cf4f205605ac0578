"""What a bulletin cites: news outlets with their days, and earlier issues."""

from django.db import models

from archive.models.articles import Article, Issue
from archive.models.dated import Dated
from archive.models.history import History
from archive.models.vocabulary import Outlet


class SourceNote(Dated):
    """One outlet on one day or range of days, as the article's source notes name it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="source_notes")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="source_notes")
    order = models.PositiveSmallIntegerField()
    history = History(no_db_index=["outlet", "latest"])

    class Meta:
        ordering = ["article", "order"]
        # Tells without a look at the rows which articles are older than what they cite.
        indexes = [models.Index("article", "latest", name="note_by_article_and_day")]

    def __str__(self) -> str:
        return f"{self.outlet}, {self.date_in_words}"


class Reference(models.Model):
    """An article's pointer to an issue of some publication on a day."""

    class Reason(models.TextChoices):
        RESOLVED = "", "resolved"
        NO_PUBLICATION = "no publication", "no publication of this name is held"
        NO_ISSUE = "no issue", "no issue of this day is held"
        AMBIGUOUS = "ambiguous", "several issues of this day are held"

    article = models.ForeignKey(Article, models.CASCADE, related_name="references")
    publication = models.CharField("publication as printed", max_length=200)
    day = models.DateField(db_index=True)
    order = models.PositiveSmallIntegerField()
    issue = models.ForeignKey(
        Issue, models.SET_NULL, null=True, blank=True, related_name="cited_by"
    )
    reason = models.CharField(
        "why it is not resolved", max_length=20, choices=Reason, blank=True, default=Reason.NO_ISSUE
    )
    chosen = models.ForeignKey(
        Issue,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="issue chosen by hand",
        help_text="Stays, whatever is imported; empty: the archive looks the issue up by the day.",
    )
    is_set_aside = models.BooleanField(
        "set aside",
        default=False,
        help_text="No such issue can be found: the reference leaves the queue.",
    )
    # Which issue is meant follows from the others, and is looked up anew when issues arrive.
    history = History(excluded_fields=["issue", "reason"], no_db_index=["day"])

    class Meta:
        ordering = ["article", "order"]
        indexes = [models.Index("reason", "publication", "day", name="reference_by_reason")]

    def __str__(self) -> str:
        return f"{self.publication}, {self.day:%-d %B %Y}"
