"""Tells what an import would make of each record, and leaves the archive as it is."""

from archive.importing.articles import Merge, Options, Outcome
from archive.importing.identity import Finder
from archive.importing.loading import Loader
from archive.importing.names import Names
from archive.importing.records import Record, RecordError
from archive.importing.snapshots import AUTHORITIES
from archive.models import Article, ImportBatch, Publication


class UnmadeNames(Names):
    """Names whose records are not made where they are missing; their keys are negative."""

    def make(self, name: str, **fields: str) -> int:
        key = -1 - len(self._keys)
        self._keys[name].add(key)
        return key


class Previewer:
    """Holds records against the archive, one after the other; keeps its names in memory meanwhile.

    A new record needs no more than to be looked up, so that thousands take seconds. One that the
    archive has is merged in a transaction that comes to nothing.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        # No such batch: nothing of it is ever committed, which is when a database looks for it.
        self.batch = ImportBatch(pk=0)
        self.loader = Loader(options, self.batch)
        self.finder = Finder(options, self.batch)
        self.vocabulary = {model: UnmadeNames(model) for model in AUTHORITIES}
        self.unmade: dict[str, Publication] = {}

    def preview(self, record: Record) -> Outcome:
        """Return what `Loader.load` would, but for records that an earlier one would make."""
        try:
            publication = self.unmade.get(record.publication or "")
            publication = publication or self.finder.publication(record)
            if publication and self.finder.find(publication, record):
                return self.loader.preview(record)
            return self._new(record, publication)
        except RecordError as error:
            return Outcome("failed", error=str(error))

    def _new(self, record: Record, publication: Publication | None) -> Outcome:
        outcome = Outcome("new", warnings=list(record.warnings))
        if not publication:
            name = record.publication or ""
            publication = self.unmade[name] = Publication(name=name)
            outcome.made.append(["publication", name])
        article = Article(publication=publication, batch=self.batch)
        Merge(article, record, outcome, self.vocabulary, self.options).look_up()
        return outcome
