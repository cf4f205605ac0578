"""The three fields in which issues, articles and source notes keep a date with its uncertainty."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive import dates


def validate_edtf(text: str) -> None:
    try:
        dates.bounds(text)
    except dates.InvalidDate as error:
        raise ValidationError(str(error)) from error


class DateBasis(models.TextChoices):
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Dated(models.Model):
    """A date as EDTF level 1 and the first and last day that follow from it when saving."""

    date = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_edtf],
        help_text="EDTF: 2001-01-05, 2001-01-05? (uncertain), 2001-01, 2000-12-26/2001-01-03",
    )
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_bounds()
        fields = kwargs.get("update_fields")
        if fields is not None and "date" in fields:
            kwargs["update_fields"] = {*fields, "earliest", "latest"}
        super().save(*args, **kwargs)

    def derive_bounds(self) -> None:
        """Set the bounds from the date; raises dates.InvalidDate."""
        self.earliest, self.latest = dates.bounds(self.date) if self.date else (None, None)

    @property
    def date_in_words(self) -> str:
        return dates.in_words(self.date)
