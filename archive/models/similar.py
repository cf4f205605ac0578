"""Texts that may be in the archive twice: what is known of each, and the pairs found."""

from django.db import models

from archive.models.articles import Article


class TextPrint(models.Model):
    """What `archive.similar_texts` keeps of a body, to compare it with all others."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="text_print"
    )
    sha256 = models.CharField("SHA-256 of the words", max_length=64, db_index=True)
    simhash = models.BigIntegerField("simhash of 64 bits, signed")
    words = models.PositiveIntegerField()
    made = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"article {self.article_id}"


class SimilarTexts(models.Model):
    """Two articles of the same or nearly the same text; that both stay is remembered."""

    class State(models.TextChoices):
        OPEN = "open", "to decide"
        BOTH_STAY = "both stay"

    one = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="article")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="earlier one")
    likeness = models.PositiveSmallIntegerField(
        help_text="Of the runs of three words, per cent that both have; 100: the same words."
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "similar texts"
        indexes = [models.Index("state", name="similar_texts_by_state")]
        constraints = [models.UniqueConstraint("one", "other", name="one_row_a_pair_of_texts")]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"
