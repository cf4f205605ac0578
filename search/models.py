"""What the search keeps in the database: changes to be indexed, frozen and saved searches."""

import secrets

from django.conf import settings
from django.db import models

from archive.models.articles import BASE32


class OutboxRow(models.Model):
    """An article that changed; written by triggers in the transaction of the change.

    No foreign key (the article may be deleted) and no operation (what to do follows from the
    present state of the article). `replay` marks rows already applied to the index in use and
    kept for the one that a rebuild is filling.
    """

    article_key = models.BigIntegerField()
    replay = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["replay", "id"])]

    def __str__(self) -> str:
        return f"article {self.article_key}"


class VocabularyVersion(models.Model):
    """One row whose number grows with every change of a name, slug, variant or region link."""

    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)


def new_id() -> str:
    """Return 8 random characters, as articles have them; of 32 ** 8 none is hit twice by chance."""
    return "".join(secrets.choice(BASE32) for _ in range(8))


class FrozenSearch(models.Model):
    """What a search found at some moment, kept for ever; never changed and never deleted.

    `query` is the canonical address of the search, `?…` or nothing. `told` holds what was said
    of it: title, interpretation, notices, names, facets, years, undated, versions. `articles` is
    what the first articles said, as `search.frozen.said` packs it. What the digests are taken of
    stands in docs/frozen-searches.md.
    """

    public_id = models.CharField(max_length=8, primary_key=True, default=new_id)
    query = models.TextField()
    query_sha256 = models.CharField(max_length=64)
    result_sha256 = models.CharField(max_length=64)
    made = models.DateTimeField()
    total = models.PositiveIntegerField()
    told = models.JSONField()
    articles = models.BinaryField()

    class Meta:
        verbose_name_plural = "frozen searches"
        constraints = [
            # Of addresses PostgreSQL indexes 2,700 bytes at most, of their digests all.
            models.UniqueConstraint("query_sha256", "result_sha256", name="one_freezing_a_result")
        ]

    def __str__(self) -> str:
        return f"{self.query or 'All articles'} ({self.made:%Y-%m-%d %H:%M})"

    def get_absolute_url(self) -> str:
        return f"/s/{self.public_id}/"


class SavedSearch(models.Model):
    """A search that a reader finds again, and is told of by mail.

    `query` is its canonical address, `?…` or nothing. `known` holds the keys of the articles that
    it found at `told_until`, as `search.alerts.known` packs them: what came later, or changed
    later, is still to be told.
    """

    class Cadence(models.TextChoices):
        NEVER = "never", "No mail"
        DAILY = "daily", "Every day"
        WEEKLY = "weekly", "Every Monday"

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True, max_length=10_000)
    query = models.TextField()
    cadence = models.CharField("mail", max_length=6, choices=Cadence, default=Cadence.WEEKLY)
    is_paused = models.BooleanField("paused", default=False)
    saved = models.DateTimeField()
    told_until = models.DateTimeField()
    known = models.BinaryField()

    class Meta:
        verbose_name_plural = "saved searches"
        indexes = [models.Index(fields=["cadence", "told_until"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/saved/{self.pk}/"


class Digest(models.Model):
    """A mail to a reader: claimed before it is sent, so that no kill can send it twice.

    One that stays `sending` was interrupted, and nobody knows whether it arrived.
    """

    class State(models.TextChoices):
        SENDING = "sending", "interrupted, perhaps not sent"
        SENT = "sent", "sent"
        REFUSED = "refused", "refused by the mail server"

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    made = models.DateTimeField()
    articles = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=State, default=State.SENDING)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["reader", "-made"])]

    def __str__(self) -> str:
        return f"{self.articles} articles ({self.made:%Y-%m-%d %H:%M})"
