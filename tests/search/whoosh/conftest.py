"""Random archives, in an index of several segments with deletions, without a database."""

import random
from pathlib import Path

import pytest
from whoosh import index

from search.facets import FACETS
from search.whoosh import changes, commits
from search.whoosh.index import Snapshot
from search.whoosh.inversion import Inverter
from search.whoosh.segments import Content, Segment

WORDS = (
    "radar gabala karabakh oil pipeline negotiate negotiated negotiation fleet minister said the "
    "of S-300 Əliyev Гейдар O’Neill 1994 U.S. economy economic economies"
).split()


def document(key, title="", body="", first=0, last=None, certain=0, issue=0, **facets):
    """Return a document as `search.whoosh.documents` makes them."""
    keys = {facet: tuple(sorted(set(facets.get(facet, ())))) for facet in FACETS}
    days = {"first": first, "last": first if last is None else last}
    return {
        "article": key, "digest": key, "title": title, "body": body, "certain": certain,
        "issue": issue, **days, **keys,
    }  # fmt: skip


def _random_documents(seed, count):
    """Return documents of a few words, so that queries meet many coincidences."""
    chance = random.Random(seed)

    def text(longest):
        return " ".join(chance.choices(WORDS, k=chance.randint(0, longest)))

    def one(key):
        first = chance.choice([0, chance.randint(730_000, 731_500)])
        return document(
            key,
            text(4),
            text(30),
            first,
            first + chance.choice([0, 0, 40, 800]) if first else 0,
            chance.randint(0, 1) if first else 0,
            region=chance.sample(range(1, 9), chance.randint(0, 4)),
            actor=chance.sample(range(1, 30), chance.randint(0, 12)),
            publication=[chance.randint(1, 3)],
            issue=chance.randint(0, 5),
        )

    return [one(key) for key in range(count)]


class SmallIndex:
    """An index folder of its own, changed commit by commit."""

    def __init__(self, path):
        self.path = Path(path)
        commits.create(self.path)

    def commit(self, documents=(), delete=()):
        """Add a segment of documents, and delete those of other segments with these keys."""
        with changes.change(self.path, set()) as making:
            for segment in self.snapshot().segments:
                making.delete(segment.name, segment.documents_of(delete).tolist())
            inverter = Inverter()
            for each in documents:
                inverter.add(each)
            if documents:
                making.add(inverter.flush())

    def merge(self, places):
        with changes.change(self.path, set()) as making:
            making.merge([making.segments[place] for place in places])

    def snapshot(self):
        toc = commits.open_commit(self.path, set())
        segments = [Segment(Content(self.path, each), each.deleted_docs()) for each in toc.segments]
        return Snapshot(self.path, toc.generation, segments)

    def whoosh(self):
        """Open the same folder with Whoosh alone; the schema's pickle is what `open_dir` reads."""
        return index.open_dir(str(self.path), indexname=commits.NAME).searcher()


@pytest.fixture(scope="session")
def new_index(tmp_path_factory):
    """Return a function that makes an empty index."""
    return lambda: SmallIndex(tmp_path_factory.mktemp("index") / "generation")


@pytest.fixture(scope="session")
def random_documents():
    """Return a function from a seed and a number to documents."""
    return _random_documents


@pytest.fixture(scope="session", name="document")
def document_maker():
    """Return the function that makes a document."""
    return document
