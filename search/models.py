"""What the search keeps in the database: changes still to be indexed, and a version."""

from django.db import models


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
