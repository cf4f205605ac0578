"""Publications, their issues and the articles in them."""

import secrets
from typing import Any

from anyascii import anyascii
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator, slugify

from archive.models.dated import DateBasis, Dated
from archive.models.history import History
from archive.models.vocabulary import Actor, Region, Slugged

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648, lower case


class Publication(Slugged):
    class Policy(models.TextChoices):
        FULL = "full", "full text"
        SNIPPET = "snippet", "beginning of the text only"
        STAFF = "staff", "staff only"

    abbreviation = models.CharField(max_length=20, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    rights = models.TextField("rights statement", blank=True)
    policy = models.CharField("display policy", max_length=10, choices=Policy, default=Policy.FULL)
    item_type = models.CharField(
        "item type for reference managers", max_length=40, default="magazineArticle"
    )
    cadence = models.CharField(max_length=40, blank=True, help_text="weekdays, weekly, …")
    boilerplate = models.JSONField("boilerplate patterns", default=list, blank=True)
    first_year = models.SmallIntegerField(null=True, blank=True)
    last_year = models.SmallIntegerField(null=True, blank=True)
    history = History()


class IssueQuerySet(models.QuerySet["Issue"]):
    def public(self) -> "IssueQuerySet":
        """Return the issues of which anyone may see at least one article."""
        articles = Article.objects.public().filter(issue=models.OuterRef("pk"))
        return self.filter(models.Exists(articles))


class Issue(Dated):
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="issues")
    volume = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    date_basis = models.CharField(
        max_length=10, choices=DateBasis, default=DateBasis.UNKNOWN, editable=False
    )

    objects = IssueQuerySet.as_manager()
    history = History(no_db_index=["publication", "latest"])

    class Meta:
        ordering = ["publication", "volume", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "volume", "number"], name="one_issue_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.volume}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.publication.slug, self.volume, self.number])

    def recompute_date(self) -> None:
        """Take the stated date of one of the items, else the latest inferred one, and save."""
        dated = self.articles.filter(state=Article.State.PUBLISHED).exclude(date="")
        found = (
            dated.filter(date_basis=DateBasis.STATED).order_by("position", "pk").first()
            or dated.filter(date_basis=DateBasis.INFERRED).order_by("-latest", "pk").first()
        )
        date, basis = (found.date, found.date_basis) if found else ("", DateBasis.UNKNOWN)
        if (date, basis) != (self.date, self.date_basis):
            self.date, self.date_basis = date, basis
            self.save(update_fields=["date", "date_basis"])


class PublicId(models.Model):
    """Every id ever issued, so that none is given again; what is left of a deleted article."""

    value = models.CharField(max_length=8, primary_key=True)
    publication = models.CharField(max_length=200, blank=True)
    issue = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    deleted = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.value

    @classmethod
    def issue_new(cls) -> str:
        """Reserve and return an id that was never issued."""
        while True:
            value = "".join(secrets.choice(BASE32) for _ in range(8))
            if cls.objects.get_or_create(value=value)[1]:
                return value


class ImportBatch(models.Model):
    """One run of an import: what came in, when, by whom, and what was remarked."""

    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    source = models.CharField("file", max_length=300)
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    curator = models.ForeignKey("auth.User", models.SET_NULL, null=True, blank=True)
    counts = models.JSONField(default=dict)
    remarks = models.JSONField("warnings and errors", default=list)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started"]
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.source} ({self.started:%Y-%m-%d %H:%M})"


def article_path(public_id: str, slug: str) -> str:
    """Return the address of an article.

    It stands in `archive.urls` too, and a test compares them: reverse() takes 20 µs, and lists
    of articles are long.
    """
    return f"/articles/{public_id}/{slug}/"


def issue_path(publication: str, volume: int, number: int) -> str:
    """Return the address of an issue, as `archive.urls` has it, for the same reason."""
    return f"/issues/{publication}/{volume}/{number}/"


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        """Return what anyone may see; every public view and the index begin here."""
        return self.filter(state=Article.State.PUBLISHED).exclude(
            publication__policy=Publication.Policy.STAFF
        )


class Article(Dated):
    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    class TitleBasis(models.TextChoices):
        GIVEN = "given"
        DERIVED = "derived", "derived from the first words"

    public_id = models.CharField(max_length=8, unique=True, editable=False)
    slug = models.SlugField(max_length=80, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True, db_index=True)

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="articles")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="articles")
    position = models.PositiveIntegerField("position in the issue", null=True, blank=True)
    title = models.CharField(
        max_length=500, blank=True, help_text="Empty: derived from the first words when saving."
    )
    title_basis = models.CharField(
        max_length=10, choices=TitleBasis, default=TitleBasis.GIVEN, editable=False
    )
    authors = models.JSONField(default=list, blank=True)
    date_basis = models.CharField(max_length=10, choices=DateBasis, default=DateBasis.UNKNOWN)
    body = models.TextField(blank=True, help_text="Paragraphs parted by a blank line.")
    boilerplate = models.TextField(
        blank=True, help_text="Shown on demand, never indexed, never a source of dates or tags."
    )
    url = models.URLField("address of the original", max_length=500, blank=True)
    regions: "models.ManyToManyField[Region, ArticleRegion]" = models.ManyToManyField(
        Region, through="ArticleRegion", related_name="articles"
    )
    actors: "models.ManyToManyField[Actor, ArticleActor]" = models.ManyToManyField(
        Actor, through="ArticleActor", related_name="articles"
    )

    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    external_id = models.CharField(max_length=200, blank=True, editable=False)
    raw = models.TextField("text as imported", blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    imported = models.JSONField(default=dict, editable=False)
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, editable=False, related_name="articles"
    )

    objects = ArticleQuerySet.as_manager()
    # What is not curated, and is long or changes with every save, is not kept twice.
    history = History(
        excluded_fields=["created", "modified", "raw", "imported", "fingerprint"],
        no_db_index=["public_id", "slug", "publication", "issue", "batch", "latest"],
    )

    class Meta:
        ordering = ["-latest", "-pk"]
        # What finds an article by its identity: SQLite cannot use the partial ones below for it.
        indexes = [
            models.Index("publication", "external_id", "fingerprint", name="article_by_identity"),
            # What lists of the admin are narrowed by, in their order.
            models.Index("state", "latest", name="article_by_state"),
            models.Index("date_basis", "latest", "date", name="article_by_date_basis"),
        ]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "external_id",
                name="one_article_an_external_id",
                condition=~models.Q(external_id=""),
            ),
            models.UniqueConstraint(
                "publication",
                "fingerprint",
                name="one_article_a_fingerprint",
                condition=models.Q(external_id="") & ~models.Q(fingerprint=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return article_path(self.public_id, self.slug)

    @property
    def paragraphs(self) -> list[str]:
        return [text for text in self.body.split("\n\n") if text.strip()]

    @property
    def was_public(self) -> bool:
        """Tell whether readers may have a link to it: published now, or withdrawn."""
        return (
            self.state != self.State.DRAFT and self.publication.policy != Publication.Policy.STAFF
        )

    def derive_title(self) -> None:
        """Keep a title that was given, else take the first words of the body."""
        derived = Truncator(self.body.partition("\n\n")[0]).words(10, truncate=" …")[:300]
        was_derived = self.title_basis == self.TitleBasis.DERIVED
        if not self.title or (was_derived and self.title == self._saved_title):
            self.title = derived or "[Without text]"
            self.title_basis = self.TitleBasis.DERIVED
        elif self.title != derived:
            self.title_basis = self.TitleBasis.GIVEN
        self._saved_title = self.title

    _saved_title = ""
    _saved_issue: int | None = None

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "Article":
        article = super().from_db(*args, **kwargs)
        article._saved_title = article.__dict__.get("title", "")
        article._saved_issue = article.__dict__.get("issue_id")
        return article

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_title()
        self.slug = slugify(anyascii(self.title))[:80].strip("-") or "untitled"
        if not self.public_id:
            self.public_id = PublicId.issue_new()
        super().save(*args, **kwargs)
        self._redate_issues()

    def _redate_issues(self) -> None:
        """Recompute the date of the issue, and of the one that the article was moved from."""
        former, self._saved_issue = self._saved_issue, self.issue_id
        if self.issue:
            self.issue.recompute_date()
        if former and former != self.issue_id:
            Issue.objects.get(pk=former).recompute_date()


class TagBasis(models.TextChoices):
    CURATED = "curated"
    IMPORTED = "imported"
    ACCEPTED = "accepted", "accepted suggestion"


class ArticleRegion(models.Model):
    article = models.ForeignKey(Article, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT)
    basis = models.CharField(max_length=10, choices=TagBasis, default=TagBasis.CURATED)
    history = History(no_db_index=["region"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "region"], name="one_tag_an_article_and_region"
            )
        ]

    def __str__(self) -> str:
        return str(self.region)


class ArticleActor(models.Model):
    article = models.ForeignKey(Article, models.CASCADE)
    actor = models.ForeignKey(Actor, models.PROTECT)
    basis = models.CharField(max_length=10, choices=TagBasis, default=TagBasis.CURATED)
    history = History(no_db_index=["actor"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "actor"], name="one_tag_an_article_and_actor"
            )
        ]

    def __str__(self) -> str:
        return str(self.actor)
