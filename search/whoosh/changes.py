"""Makes the next commit: deletes and adds documents, and merges segments."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC

from search.whoosh import inversion, merging, tiers
from search.whoosh.arrays import ArrayFile
from search.whoosh.codec import Segment
from search.whoosh.commits import NAME, Manifest, install, open_commit, remove_leftovers, synced
from search.whoosh.inversion import Flush
from search.whoosh.merging import DELETED, Source
from search.whoosh.schema import schema

# The folder, in a generation, of merges that no commit names yet.
MERGING = "merging"


class SourceVanished(Exception):
    """A commit has merged or dropped a source of a merge meanwhile."""


@contextmanager
def change(generation: Path, verified: set[str]) -> Iterator["Change"]:
    """Commit what the block changes; what fails leaves the commit before, and no files.

    The caller holds LOCK.
    """
    toc = open_commit(generation, verified)
    try:
        change = Change(generation, toc)
        yield change
        change.install()
    except BaseException:
        remove_leftovers(generation)
        raise


class Change:
    """The next commit in the making: documents deleted and added, segments merged."""

    def __init__(self, generation: Path, toc: TOC) -> None:
        self._generation = generation
        self._number = toc.generation + 1
        self.segments: list[Segment] = list(toc.segments)
        self._synced: Manifest = {}

    def delete(self, segment: str, documents: Iterable[int]) -> None:
        """Delete documents, by number, of the segment of this name."""
        (named,) = (each for each in self.segments if each.segment_id() == segment)
        for number in documents:
            named.delete_document(number)

    def add(self, flush: Flush) -> None:
        self.segments.append(write(self._generation, flush))

    def add_written(self, segment: Segment) -> None:
        """Add a segment whose file stands in the folder already."""
        self.segments.append(segment)

    def merge(self, segments: Collection[Segment]) -> None:
        """Make one segment of these, now."""
        sources = {str(each.segment_id()): _source(self._generation, each) for each in segments}
        self._exchange(segments, merge(sources, self._generation).segment)

    def tidy(self, most: int) -> None:
        """Do the merges that are due and concern no more documents than these."""
        self.segments = [segment for segment in self.segments if segment.doc_count()]
        while due := due_merge(self.segments):
            if sum(segment.doc_count() for segment in due) > most:
                break
            self.merge(due)

    def replace(self, merged: "MergedSegment") -> None:
        """Put a segment that was merged beside in the place of its sources.

        Documents deleted of the sources since the merge began are deleted of it. Raises
        SourceVanished.
        """
        present = {segment.segment_id(): segment for segment in self.segments}
        if not merged.sources.keys() <= present.keys():
            raise SourceVanished
        for name, numbers in merged.sources.items():
            deleted = numbers[np.fromiter(present[name].deleted_docs(), np.int64)]
            for number in deleted[deleted != DELETED].tolist():
                merged.segment.delete_document(number)
        merged.path.rename(self._generation / merged.segment.file_name)
        self._synced[merged.path.name] = merged.synced
        self._exchange([present[name] for name in merged.sources], merged.segment)

    def _exchange(self, old: Collection[Segment], new: Segment) -> None:
        self.segments = [each for each in self.segments if each not in old] + [new]

    def install(self) -> None:
        """Make the commit count."""
        living = [segment for segment in self.segments if segment.doc_count()]
        install(self._generation, TOC(schema(), living, self._number), self._synced)


@dataclass(frozen=True)
class MergedSegment:
    """A merge that no commit names yet: its file, and new numbers of documents by source.

    `synced` are size and CRC-32 of the file, once it is on the disk.
    """

    segment: Segment
    path: Path
    sources: dict[str, NDArray[np.int64]]
    synced: list[int] = field(default_factory=list)


def write(folder: Path, flush: Flush) -> Segment:
    """Write a segment's file; a commit makes it count."""
    segment = Segment(NAME)
    inversion.write(folder / segment.file_name, flush.arrays)
    segment.hold(flush.documents, flush.lengths)
    return segment


def due_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of the next merge that is due, or none."""
    sizes = [tiers.Size(each.doc_count(), each.doc_count_all()) for each in segments]
    return [segments[place] for place in tiers.due(sizes)]


@contextmanager
def merged_beside(generation: Path, sources: Mapping[str, Source]) -> Iterator[MergedSegment]:
    """Merge in a folder that no commit and no clean-up touches; the caller holds MERGE.

    `sources` are segments by name. All that lasts long is done here: what is left to the holder
    of LOCK takes no longer for large segments. What no commit took is removed.
    """
    folder = generation / MERGING
    folder.mkdir()
    try:
        merged = merge(sources, folder)
        yield replace(merged, synced=synced(merged.path))
    finally:
        forget_merge(generation)


def forget_merge(generation: Path) -> None:
    """Remove what a merge left that failed or was killed; the caller holds MERGE."""
    shutil.rmtree(generation / MERGING, ignore_errors=True)


def merge(sources: Mapping[str, Source], into: Path) -> MergedSegment:
    """Merge segments, given by name, to a file in the folder `into`."""
    segment = Segment(NAME)
    path = into / segment.file_name
    merged = merging.merge(list(sources.values()), path)
    segment.hold(merged.documents, merged.lengths)
    return MergedSegment(segment, path, dict(zip(sources, merged.numbers, strict=True)))


def _source(generation: Path, segment: Segment) -> Source:
    alive = np.ones(segment.doc_count_all(), bool)
    alive[list(segment.deleted_docs())] = False
    return Source(ArrayFile(generation / segment.file_name), alive)
