"""What the search keeps in the database: changes to be indexed, a version, frozen searches."""

import secrets

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
