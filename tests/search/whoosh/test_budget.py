"""What one search may cost: how many terms it stands for, and how often each list is read."""

import random
import sys
from collections import Counter
from itertools import islice

import pytest
from django.conf import settings as site

from search import compounds, limits
from search.language import QueryTooLarge, parse
from search.whoosh.executor import Execution
from search.whoosh.lexicon import MOST_TERMS, Lexicon
from search.whoosh.postings import TextPostings
from search.whoosh.queries import AnyWord, InText, PhraseInText
from search.whoosh.scoring import Scorer
from search.whoosh.translation import Translation

SEARCHES = 400
# Times that a list is read for one term of a query: matched, chosen, scored in each field.
READS = 8


@pytest.fixture(scope="module")
def hostile():
    """Return the benchmark's module of hostile searches, which stands outside the packages."""
    folder = str(site.BASE_DIR / "tests" / "benchmarks")
    sys.path.insert(0, folder)
    yield __import__("hostile")
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def snapshot(new_index, random_documents):
    index = new_index()
    for number in range(3):
        documents = random_documents(number, 60)
        for document in documents:
            document["article"] += 1_000 * number
        index.commit(documents)
    return index.snapshot()


@pytest.fixture(scope="module")
def trees(snapshot, hostile):
    """Trees of searches that are allowed, with the numbers of terms that patterns stand for."""
    chance = random.Random(3)
    words = hostile.Words.of(snapshot, chance)
    found = []
    for text in islice(hostile.Searches(words, chance), SEARCHES):
        try:
            found.append(parse(" ".join(text.split())).tree)
        except QueryTooLarge:
            continue
    return [compounds.expanded(tree, Lexicon(snapshot.segments)) for tree in found]


class Counting(TextPostings):
    """The posting lists of a segment, counting what is read of them."""

    def __init__(self, arrays):
        super().__init__(arrays)
        self.reads = Counter()

    def documents(self, number):
        self.reads[number] += 1
        return super().documents(number)

    def positions(self, number):
        self.reads[number] += 1
        return super().positions(number)


def leaf_terms(query):
    """Yield each term of a query as often as it stands there."""
    if isinstance(query, InText):
        yield query.word
    elif isinstance(query, PhraseInText | AnyWord):
        yield from query.words
    else:
        for child in query.children():
            yield from leaf_terms(child)


def test_a_search_stands_for_a_bounded_number_of_terms(snapshot, trees):
    most = (limits.MAX_WILDCARDS + limits.MAX_FUZZY) * MOST_TERMS
    most += limits.MAX_TERMS * (1 + 2 * compounds.MOST_FORMS)
    for tree in trees:
        query = Translation(tree, Lexicon(snapshot.segments), weighted=True).query
        assert len([*leaf_terms(query)]) <= most


def test_no_list_is_read_again_and_again(snapshot, trees):
    for tree in trees:
        lexicon = Lexicon(snapshot.segments)
        query = Translation(tree, lexicon, weighted=True).query
        most = READS * max(Counter(leaf_terms(query)).values(), default=0)
        for segment, numbers in zip(snapshot.segments, lexicon.numbers, strict=True):
            segment.text = Counting(segment.content.arrays)
            execution = Execution(segment, numbers)
            documents = execution.match(query)
            Scorer(lexicon, snapshot.statistics).score(query, documents, execution)
            assert max(segment.text.reads.values(), default=0) <= most, tree


def test_most_of_the_searches_are_allowed(trees):
    assert len(trees) > SEARCHES * 0.7
