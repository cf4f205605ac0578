"""Regions, actors and outlets: the names that articles are tagged with, in all their forms."""

from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.text import slugify

from archive.models.history import History

WIKIDATA_ID = RegexValidator(r"\AQ[1-9][0-9]*\Z", "A Wikidata id is Q with a number, as Q227.")
SCRIPT = RegexValidator(r"\A[A-Z][a-z]{3}\Z", "A script has four letters, as Cyrl (ISO 15924).")
# RFC 5646, section 2.1, without its extensions and private uses.
LANGUAGE = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z",
    "A language has two or three letters, as az, with a script or country if need be, as az-Cyrl.",
)


class TakenSlug(models.Model):
    """A slug that some record bears or once bore; it is never given to another record."""

    kind = models.CharField(max_length=20)
    slug = models.SlugField(max_length=120)
    record = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "slug", name="one_record_a_slug")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


def record_path(kind: str, slug: str) -> str:
    """Return the address of a record's page; the kind is a facet's name or `publication`.

    It stands in `archive.urls` too, and a test compares them.
    """
    return f"/{kind}s/{slug}/"


class Slugged(models.Model):
    """A named record whose slug is part of its address for ever."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        blank=True,
        help_text="Part of the address. Empty: made from the name. Former slugs go on working.",
    )

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and take the slug for ever; raises IntegrityError if another record took it."""
        self.slug = self.slug or self._free_slug()
        with transaction.atomic():
            super().save(*args, **kwargs)
            TakenSlug.objects.get_or_create(
                kind=self.kind_of_slug(), slug=self.slug, record=self.pk
            )

    def get_absolute_url(self) -> str:
        return record_path(self.kind_of_slug(), self.slug)

    @classmethod
    def kind_of_slug(cls) -> str:
        return cls._meta.model_name or ""

    def clean(self) -> None:
        super().clean()
        if self.slug and self._taken().filter(slug=self.slug).exists():
            raise ValidationError({"slug": f"The slug “{self.slug}” belongs to another record."})

    def _taken(self) -> models.QuerySet[TakenSlug]:
        return TakenSlug.objects.filter(kind=self.kind_of_slug()).exclude(record=self.pk or 0)

    def _free_slug(self) -> str:
        wanted = slugify(anyascii(self.name))[:100] or self.kind_of_slug()
        near = set(self._taken().filter(slug__startswith=wanted).values_list("slug", flat=True))
        slug, number = wanted, 1
        while slug in near:
            number += 1
            slug = f"{wanted}-{number}"
        return slug


class AuthorityRecord(Slugged):
    """A record that articles are tagged with; a merged one points to its survivor."""

    wikidata = models.CharField("Wikidata id", max_length=20, blank=True, validators=[WIKIDATA_ID])
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    retired = models.BooleanField(
        default=False,
        editable=False,
        help_text="Nobody is offered it for new tags; what bears it keeps it.",
    )
    history = History(inherit=True)

    class Meta(Slugged.Meta):
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "merge")

    @classmethod
    def survivors(cls) -> dict[int, int]:
        """Return, by the key of each merged record, the key of the last survivor of its merges."""
        records: Any = cls  # an abstract model has no manager of its own
        merged = records.objects.exclude(merged_into=None)
        links = dict(merged.values_list("pk", "merged_into"))
        return {key: _last(key, links) for key in links}


def _last(key: int, links: dict[int, int]) -> int:
    seen: set[int] = set()
    while key in links and key not in seen:
        seen.add(key)
        key = links[key]
    return key


class Region(AuthorityRecord):
    class Kind(models.TextChoices):
        MACROREGION = "macroregion"
        COUNTRY = "country"
        TERRITORY = "territory"
        PROVINCE = "province"
        CITY = "city"

    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    iso = models.CharField("ISO 3166 code", max_length=10, blank=True)
    broader = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="narrower",
        blank=True,
        help_text="All regions that this one directly lies in; a search for them finds it.",
    )
    _history_m2m_fields = ["broader"]

    def broader_closure(self) -> set[int]:
        """Return the keys of all regions that this one lies in, however far up; one query each.

        A merged region is its survivor, and lies where that lies.
        """
        links = Region.broader.through.objects.values_list("to_region", flat=True)
        survivors = Region.survivors()
        found: set[int] = set()
        level = {survivors.get(self.pk, self.pk)}
        while level:
            keys = links.filter(from_region__in=level)
            level = {survivors.get(key, key) for key in keys} - found
            found |= level
        return found


class Actor(AuthorityRecord):
    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        STATE = "state"
        ARMED_GROUP = "armed group"
        COMPANY = "company"
        MEDIA = "media"

    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    first_year = models.SmallIntegerField("born, founded or active from", null=True, blank=True)
    last_year = models.SmallIntegerField("died, ended or active to", null=True, blank=True)


class Outlet(AuthorityRecord):
    """A news source that bulletins cite."""


class Variant(models.Model):
    """Another form of a record's name."""

    class Kind(models.TextChoices):
        SPELLING = "spelling"
        TRANSLITERATION = "transliteration"
        ABBREVIATION = "abbreviation"
        FORMER_NAME = "former name"

    form = models.CharField(max_length=200, db_index=True)
    script = models.CharField("script (ISO 15924)", max_length=4, blank=True, validators=[SCRIPT])
    language = models.CharField(
        "language (BCP 47)", max_length=10, blank=True, validators=[LANGUAGE]
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SPELLING)
    history = History(inherit=True, no_db_index=["form"])

    class Meta:
        abstract = True
        ordering = ["form"]
        constraints = [
            models.UniqueConstraint(
                "record",
                Lower("form"),
                name="%(class)s_one_form_a_record",
                violation_error_message="The record has this form of the name already.",
            )
        ]

    def __str__(self) -> str:
        return self.form


class RegionVariant(Variant):
    record = models.ForeignKey(Region, models.CASCADE, related_name="variants")


class ActorVariant(Variant):
    record = models.ForeignKey(Actor, models.CASCADE, related_name="variants")


class OutletVariant(Variant):
    record = models.ForeignKey(Outlet, models.CASCADE, related_name="variants")
