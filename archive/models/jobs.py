"""Work that takes longer than a page may: asked for in the admin, done by the worker."""

from typing import Any

from django.db import models


class Job(models.Model):
    """One piece of work, how far it is, and how it ended.

    `done` of `total` are whatever the work counts; `message` says it in words. `sign_of_life` is
    when it last told. A job whose process died is `running` still, and is taken up again.
    """

    class Kind(models.TextChoices):
        PREVIEW = "preview", "preview of an import"
        IMPORT = "import", "import"
        UNDO = "undo", "undoing an import"
        SUGGEST = "suggest", "proposing tags"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    UNFINISHED = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)
    upload = models.ForeignKey("Upload", models.CASCADE, null=True, related_name="jobs")
    batch = models.ForeignKey("ImportBatch", models.CASCADE, null=True, related_name="jobs")
    options = models.JSONField(default=dict)
    asked = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    sign_of_life = models.DateTimeField(null=True)
    starts = models.PositiveSmallIntegerField("times begun", default=0)
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    message = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    is_to_stop = models.BooleanField("cancelled by a curator", default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.asked:%Y-%m-%d %H:%M})"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def may_be_cancelled(self) -> bool:
        """Tell whether it may: half an undoing would leave half an import."""
        return self.is_unfinished and not self.is_to_stop and self.kind != self.Kind.UNDO

    @classmethod
    def ask(cls, kind: str, **fields: Any) -> "Job":
        """Return the unfinished job of this kind about the same thing, else a new one."""
        about = {name: fields.get(name) for name in ("upload", "batch")}
        waiting = cls.objects.filter(kind=kind, state__in=cls.UNFINISHED, **about).first()
        return waiting or cls.objects.create(kind=kind, **fields)
