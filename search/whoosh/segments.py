"""One segment open for searching: its mapped arrays, and which of its documents live."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.whoosh.arrays import Array, ArrayFile
from search.whoosh.codec import Segment as NamedSegment
from search.whoosh.compounds import Compounds
from search.whoosh.derived import Derived
from search.whoosh.dictionary import Strings
from search.whoosh.docsets import DocSet, Mask, Numbers, intersection
from search.whoosh.postings import TextPostings, bounds, number_postings
from search.whoosh.schema import COLUMNS
from search.whoosh.spellings import Spellings


class Content:
    """What never changes of a segment: commits that name the same segment share it."""

    def __init__(self, folder: Path, named: NamedSegment) -> None:
        """Map the file; raises OSError and ArraysDamaged."""
        self.name, self.file_name = str(named.segment_id()), named.file_name
        self.arrays = ArrayFile(folder / self.file_name)
        self.size: int = named.doc_count_all()
        # Words of all documents by field of text.
        self.lengths: dict[str, int] = named.lengths
        self.columns: dict[str, Array] = {name: self.arrays[name] for name in COLUMNS}
        self.text = TextPostings(self.arrays)
        self.numbers = number_postings(self.arrays)
        self.words = Strings(self.arrays["words"], self.arrays["word_ends"])
        self.spellings = Spellings(self.arrays, self.words)
        self.compounds = Compounds(self.arrays)
        # Tables to count by.
        self.derived = Derived()

    def rows(self, facet: str) -> tuple[Numbers, NDArray[np.int64]]:
        """Return pairs of a document and a stored key, ordered by document."""
        counts = np.diff(self.arrays[f"{facet}.row_ends"], prepend=0)
        documents = np.repeat(np.arange(self.size, dtype=np.uint32), counts)
        return documents, self.arrays[f"{facet}.row_keys"]

    def keys(self, facet: str, document: int) -> list[int]:
        """Return the stored keys of one document."""
        part = bounds(self.arrays[f"{facet}.row_ends"], document)
        found: list[int] = self.arrays[f"{facet}.row_keys"][part].tolist()
        return found


class Segment:
    """A segment as one commit sees it."""

    def __init__(self, content: Content, deleted: Iterable[int]) -> None:
        self.content = content
        self.name, self.size = content.name, content.size
        self.columns, self.text, self.numbers = content.columns, content.text, content.numbers
        self.alive: Mask = np.ones(self.size, bool)
        self.alive[list(deleted)] = False
        self.living = int(np.count_nonzero(self.alive))

    def without_deleted(self, documents: DocSet) -> DocSet:
        if self.living == self.size:
            return documents
        return intersection([documents, DocSet.of_mask(self.alive)])

    def documents_of(self, articles: Iterable[int]) -> Numbers:
        """Return the living documents of these articles, ascending."""
        order, column = self.content.arrays["article.order"], self.columns["article"]
        wanted = np.unique(np.fromiter(articles, np.int64))
        places = np.searchsorted(column, wanted, sorter=order)
        places = order[np.minimum(places, self.size - 1)]
        found = np.sort(places[column[places] == wanted])
        return found[self.alive[found]]

    def articles_with(self, word: str) -> set[int]:
        """Return the keys of the living articles that have the word in title or body."""
        number = self.text.find(word)
        if number is None:
            return set()
        documents = self.text.documents(number)
        return set(self.columns["article"][documents[self.alive[documents]]].tolist())
