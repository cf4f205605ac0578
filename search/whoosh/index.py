"""The index as one thing: its folder, the commits in it, and the reader that searches use."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from whoosh.reading import MultiReader, SegmentReader, TermNotFound
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.whoosh import commits
from search.whoosh.folder import IndexFolder, IndexUnusable
from search.whoosh.schema import schema
from search.whoosh.segments import Mask, SegmentTable, read_table


class Segment:
    """One segment open for searching: Whoosh's reader, our table, and who is alive."""

    def __init__(self, reader: SegmentReader, table: SegmentTable, deleted: Iterable[int]) -> None:
        self.reader = reader
        self.table = table
        self.alive: Mask = np.ones(table.size, bool)
        self.alive[sorted(deleted)] = False

    @property
    def name(self) -> str:
        return str(self.reader.segment().segment_id())

    def articles_with(self, field: str, term: str) -> set[int]:
        """Return the keys of the living articles that have the term in the field."""
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return set()
        numbers = np.fromiter(matcher.all_ids(), np.int64)
        return set(self.table.articles[numbers[self.alive[numbers]]].tolist())


class Snapshot:
    """One commit of one generation, open for searching."""

    def __init__(self, generation: Path, number: int, segments: list[Segment]) -> None:
        self.generation = generation
        self.number = number
        self.segments = segments
        # Without segments too: EmptyReader would pass for a segment of its own.
        reader = MultiReader([segment.reader for segment in segments])
        self.searcher = Searcher(reader, weighting=BM25F())

    @property
    def size(self) -> int:
        return int(sum(segment.alive.sum() for segment in self.segments))

    def digests(self) -> dict[int, int]:
        """Return a hash of what the index holds of each article, by key."""
        found: dict[int, int] = {}
        for segment in self.segments:
            table, alive = segment.table, segment.alive
            keys, digests = table.articles[alive].tolist(), table.digests[alive].tolist()
            found.update(zip(keys, digests, strict=True))
        return found

    def document_numbers(self, keys: Iterable[int]) -> list[int]:
        """Return the numbers, counted over all segments, of the living documents of articles."""
        wanted, numbers, base = list(keys), [], 0
        for segment in self.segments:
            found = np.isin(segment.table.articles, wanted) & segment.alive
            numbers += (np.flatnonzero(found) + base).tolist()
            base += segment.table.size
        return numbers

    def articles_with(self, field: str, term: str) -> set[int]:
        """Return the keys of all articles that a search for the term in the field finds."""
        return set().union(*(segment.articles_with(field, term) for segment in self.segments))


class WhooshIndex:
    """The embedded index; every process has one, and reopens it when there is a newer commit."""

    def __init__(self) -> None:
        self.folder = IndexFolder(settings.INDEX_DIR)
        # One search at a time a process: Whoosh's readers share file positions. Reentrant,
        # for a search opens the newest commit first.
        self.mutex = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._verified: set[str] = set()

    def snapshot(self) -> Snapshot:
        """Return the newest commit of the generation in use; raises IndexUnusable."""
        generation = self.folder.current()
        while True:
            try:
                return self.open_newest(generation)
            except IndexUnusable:
                # A rebuild may have switched, and a second one have removed it meanwhile.
                before, generation = generation, self.folder.current()
                if generation == before:
                    raise

    def open_newest(self, generation: Path) -> Snapshot:
        """Return the newest commit of a generation; raises IndexUnusable."""
        with self.mutex:
            while True:
                number = commits.newest_commit(generation)
                known = self._snapshot
                if known and (known.generation, known.number) == (generation, number):
                    return known
                try:
                    return self._open(generation)
                except (OSError, IndexUnusable) as error:
                    # A writer may have replaced the commit and removed its files meanwhile.
                    if commits.newest_commit(generation) == number:
                        raise _in_words(error) from error

    def _open(self, generation: Path) -> Snapshot:
        commit = commits.open_commit(generation, self._verified)
        before = self._snapshot.segments if self._snapshot else []
        open_already = {segment.name: segment for segment in before}
        segments = []
        for each in commit.toc.segments:
            known = open_already.get(each.segment_id())
            reader = known.reader if known else SegmentReader(commit.storage, schema(), each)
            table = known.table if known else read_table(reader)
            segments.append(Segment(reader, table, each.deleted_docs()))
        self._snapshot = Snapshot(generation, commit.toc.generation, segments)
        return self._snapshot

    def apply(
        self, generation: Path, keys: Iterable[int], documents: Iterable[dict[str, Any]]
    ) -> None:
        """Replace the documents of these articles and commit; the caller holds the lock for it."""
        outdated = self.open_newest(generation).document_numbers(keys)
        with commits.writer(generation, self._verified) as writer:
            for number in outdated:
                writer.delete_document(number)
            for document in documents:
                writer.add_document(**document)

    def check(self) -> None:
        """Read every file of the generation in use again; raises IndexUnusable."""
        self._verified.clear()
        try:
            commits.open_commit(self.folder.current(), self._verified)
        except OSError as error:
            raise _in_words(error) from error

    def damage(self) -> str:
        """Return why the index cannot be searched, or nothing; reads every file again."""
        try:
            self.check()
        except IndexUnusable as error:
            return str(error)
        return ""


def _in_words(error: OSError | IndexUnusable) -> IndexUnusable:
    if isinstance(error, IndexUnusable):
        return error
    return IndexUnusable(f"{error.filename or 'a file of the index'} cannot be read: {error}")
