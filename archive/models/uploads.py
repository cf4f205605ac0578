"""Files that curators send, what a preview found in them, and what an import wrote over."""

import secrets
from pathlib import PurePath
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models

from archive.models.articles import Article, ImportBatch, Publication


def uploads() -> Storage:
    return storages["uploads"]


def kept_as(upload: "Upload", name: str) -> str:
    """Return a name for the file that says nothing, with its endings, of which two may count."""
    return secrets.token_hex(16) + "".join(PurePath(name).suffixes[-2:]).lower()


class Upload(models.Model):
    """A file of articles that a curator sent to be imported, and what is in it.

    `counts` and `tags` are of the preview until the file is imported, then of the import. `tags`
    holds, for each kind of record, the names of which records would be made.
    """

    name = models.CharField("file", max_length=200)
    file = models.FileField(storage=uploads, upload_to=kept_as)
    size = models.PositiveBigIntegerField("bytes")
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)
    sent = models.DateTimeField(auto_now_add=True)
    publication = models.ForeignKey(
        Publication,
        models.SET_NULL,
        null=True,
        blank=True,
        help_text="Of items that name none themselves.",
    )
    create_tags = models.BooleanField(
        "make records for unknown names of regions and actors", default=True
    )
    draft = models.BooleanField("as drafts, which nobody but curators sees", default=False)
    counts = models.JSONField(default=dict)
    tags = models.JSONField(default=dict)
    batch = models.OneToOneField(
        ImportBatch, models.SET_NULL, null=True, blank=True, related_name="upload"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.sent:%Y-%m-%d %H:%M})"

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self.forget_file()
        return super().delete(*args, **kwargs)

    def forget_file(self) -> None:
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")


class UploadedItem(models.Model):
    """One item of an uploaded file: what an import would make of it, or has made.

    `changes` are `[field, before, after]`, cut to what differs.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    place = models.CharField("file and line", max_length=500)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200, blank=True)
    date = models.CharField(max_length=64, blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, db_constraint=False)
    changes = models.JSONField(default=list)
    made = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    error = models.TextField(blank=True)
    is_remarked = models.BooleanField("with a warning, conflict or error", default=False)

    class Meta:
        ordering = ["upload", "number"]
        constraints = [models.UniqueConstraint("upload", "number", name="one_item_a_number")]
        indexes = [
            models.Index("upload", "kind", "number", name="item_by_kind"),
            models.Index("upload", "is_remarked", "number", name="item_by_remark"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.title or self.error}"


class Overwritten(models.Model):
    """What an article said before an import changed it, and a digest of what it said after.

    The form of `before` is that of `archive.importing.former.state`, with what that leaves out.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="overwritten")
    article = models.ForeignKey(Article, models.CASCADE, related_name="overwritten")
    before = models.JSONField()
    after = models.CharField("SHA-256 of what it said after", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("batch", "article", name="one_former_state_a_batch")]

    def __str__(self) -> str:
        return f"{self.article} before {self.batch}"
