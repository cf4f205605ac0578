"""The index as one thing: its folder, the commits in it, and the reader that searches use."""

import threading
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from search.whoosh import commits, filling, tiers
from search.whoosh.arrays import ArraysDamaged
from search.whoosh.changes import MergedSegment, SourceVanished, change, forget_merge, merged_beside
from search.whoosh.codec import Segment as NamedSegment
from search.whoosh.derived import Derived
from search.whoosh.folder import IndexFolder, IndexUnusable
from search.whoosh.inversion import Document, flushes
from search.whoosh.lexicon import Lexicon
from search.whoosh.memory import keep_freed_memory
from search.whoosh.merging import Source
from search.whoosh.scoring import Statistics
from search.whoosh.segments import Content, Segment

# Documents that a commit merges at most, in some hundredths of a second; the worker merges more.
MERGED_AT_ONCE = 2_000


class Snapshot:
    """One commit of one generation, open for searching."""

    def __init__(self, generation: Path, number: int, segments: list[Segment]) -> None:
        self.generation = generation
        self.number = number
        self.segments = segments
        self.statistics = Statistics(segments)
        self.lexicon = Lexicon(segments)
        self.derived = Derived()

    @property
    def size(self) -> int:
        return sum(segment.living for segment in self.segments)

    def digests(self) -> dict[int, int]:
        """Return a hash of what the index holds of each article, by key."""
        found: dict[int, int] = {}
        for segment in self.segments:
            keys = segment.columns["article"][segment.alive].tolist()
            digests = segment.columns["digest"][segment.alive].tolist()
            found.update(zip(keys, digests, strict=True))
        return found

    def articles_with(self, word: str) -> set[int]:
        """Return the keys of all articles that a search for the word finds."""
        return set().union(*(segment.articles_with(word) for segment in self.segments))

    def due_merge(self) -> list[Segment]:
        """Return the segments of the next merge that is due, or none."""
        sizes = [tiers.Size(segment.living, segment.size) for segment in self.segments]
        return [self.segments[place] for place in tiers.due(sizes)]


class WhooshIndex:
    """The embedded index; every process has one, and reopens it when there is a newer commit."""

    def __init__(self) -> None:
        keep_freed_memory()
        self.folder = IndexFolder(settings.INDEX_DIR)
        self._mutex = threading.RLock()
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
        while True:
            number = commits.newest_commit(generation)
            try:
                return self._opened(generation, number) or self._open_once(generation, number)
            except (OSError, IndexUnusable, ArraysDamaged) as error:
                # A writer may have replaced the commit and removed its files meanwhile.
                if commits.newest_commit(generation) == number:
                    raise _in_words(error) from error

    def _opened(self, generation: Path, number: int) -> Snapshot | None:
        known = self._snapshot
        is_it = known and (known.generation, known.number) == (generation, number)
        return known if is_it else None

    def _open_once(self, generation: Path, number: int) -> Snapshot:
        """Open a commit, unless another thread did so meanwhile."""
        with self._mutex:
            return self._opened(generation, number) or self._open(generation)

    def _open(self, generation: Path) -> Snapshot:
        toc = commits.open_commit(generation, self._verified)
        before = self._snapshot.segments if self._snapshot else []
        open_already = {segment.name: segment.content for segment in before}

        def opened(named: NamedSegment) -> Segment:
            known = open_already.get(named.segment_id())
            return Segment(known or Content(generation, named), named.deleted_docs())

        segments = [opened(named) for named in toc.segments]
        self._snapshot = Snapshot(generation, toc.generation, segments)
        return self._snapshot

    def apply(self, generation: Path, keys: Iterable[int], documents: Iterable[Document]) -> None:
        """Replace the documents of these articles and commit; the caller holds the lock for it."""
        wanted = list(keys)
        segments = self.open_newest(generation).segments
        with change(generation, self._verified) as making:
            for segment in segments:
                making.delete(segment.name, segment.documents_of(wanted).tolist())
            for flush in flushes(documents):
                making.add(flush)
            making.tidy(MERGED_AT_ONCE)

    def fill(self, generation: Path, documents: Iterable[Document]) -> None:
        """Put documents into an empty generation, as one segment, on all cores."""
        with change(generation, self._verified) as making:
            for segment in filling.segments(generation, documents, settings.INDEX_PROCESSES):
                making.add_written(segment)
            if len(making.segments) > 1:
                making.merge(making.segments)

    def merge(self) -> bool:
        """Do the next merge that is due, beside searches and commits; tells whether one was done.

        Nothing is merged while another process merges; where a rebuild has switched meanwhile, or
        a commit dropped a source, the merge is thrown away. Raises OSError and IndexUnusable.
        """
        with self.folder.locked("MERGE") as got:
            if not got:
                return False
            snapshot = self.snapshot()
            forget_merge(snapshot.generation)
            due = {
                each.name: Source(each.content.arrays, each.alive) for each in snapshot.due_merge()
            }
            if not due:
                return False
            with merged_beside(snapshot.generation, due) as merged:
                return self._install(snapshot.generation, merged)

    def _install(self, generation: Path, merged: MergedSegment) -> bool:
        with self.folder.locked("LOCK", wait=True):
            if not self.folder.is_current(generation):
                return False
            try:
                with change(generation, self._verified) as making:
                    making.replace(merged)
            except SourceVanished:
                return False
            return True

    def check(self) -> None:
        """Read every file of the generation in use again; raises IndexUnusable."""
        self._verified.clear()
        self._snapshot = None
        self.snapshot()

    def damage(self) -> str:
        """Return why the index cannot be searched, or nothing; reads every file again."""
        try:
            self.check()
        except IndexUnusable as error:
            return str(error)
        return ""


def _in_words(error: OSError | IndexUnusable | ArraysDamaged) -> IndexUnusable:
    if isinstance(error, IndexUnusable):
        return error
    if isinstance(error, ArraysDamaged):
        return IndexUnusable(str(error))
    return IndexUnusable(f"{error.filename or 'a file of the index'} cannot be read: {error}")
