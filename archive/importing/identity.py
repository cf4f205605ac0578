"""Finds the article that a record means, by the record's identity, or makes it."""

import hashlib

from archive.importing.articles import Options, Outcome
from archive.importing.records import Record, RecordError
from archive.models import Article, ImportBatch, Publication, PublicId


def fingerprint(record: Record) -> str:
    """Return the identity of an item without an id: volume, issue and SHA-256 of its raw text."""
    raw = hashlib.sha256((record.raw or record.body).encode()).hexdigest()
    return hashlib.sha256(f"{record.volume}/{record.issue}/{raw}".encode()).hexdigest()


def _publication(name: str) -> Publication | None:
    known = Publication.objects
    return (
        known.filter(name=name).first()
        or known.filter(name__iexact=name).first()
        or known.filter(slug=name).first()
    )


class Finder:
    """Finds articles one after the other; keeps the publications in memory meanwhile."""

    def __init__(self, options: Options, batch: ImportBatch) -> None:
        self.options = options
        self.batch = batch
        self._publications: dict[str, Publication] = {}

    def roll_back(self) -> None:
        """Forget publications that may have been made since the last savepoint."""
        self._publications.clear()

    def find_or_make(self, record: Record, outcome: Outcome) -> Article:
        """Return the article, not saved where it is new; raises RecordError."""
        publication = self.publication(record)
        if not publication:
            publication = Publication.objects.create(name=record.publication or "")
            self._publications[publication.name] = publication
            outcome.made.append(["publication", publication.name])
        return self.find(publication, record) or self._make(publication, record, outcome)

    def publication(self, record: Record) -> Publication | None:
        """Return the one that the record names, or that is chosen where it names none.

        None where it is not held yet; raises RecordError where none is named or chosen.
        """
        name = record.publication
        if not name:
            if not self.options.publication:
                raise RecordError(
                    "it names no publication; choose one for such items (--publication SLUG)"
                )
            return self.options.publication
        if name not in self._publications:
            found = _publication(name)
            if not found:
                return None
            self._publications[name] = found
        return self._publications[name]

    def find(self, publication: Publication, record: Record) -> Article | None:
        if not publication.pk:
            return None
        external_id = record.id
        own = {} if external_id else {"fingerprint": fingerprint(record)}
        articles = Article.objects.filter(publication=publication, external_id=external_id, **own)
        return articles.select_related("issue").first()

    def _make(self, publication: Publication, record: Record, outcome: Outcome) -> Article:
        return Article(
            publication=publication,
            external_id=record.id,
            fingerprint="" if record.id else fingerprint(record),
            public_id=self._kept_id(record, outcome),
            batch=self.batch,
        )

    def _kept_id(self, record: Record, outcome: Outcome) -> str:
        """Return the record's own public id where it is asked for and free, else nothing."""
        wanted = record.public_id
        if not (self.options.keep_ids and wanted):
            return ""
        if not PublicId.objects.get_or_create(value=wanted)[1]:
            outcome.warnings.append(f"the public id {wanted} is taken; the article got a new one")
            return ""
        return wanted
