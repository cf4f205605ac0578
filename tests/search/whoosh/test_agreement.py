"""Our executor against Whoosh's own searcher: the same folder, the same query objects."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query, sorting

from search.facets import FACETS
from search.language import (
    And,
    Boosted,
    Dated,
    Fuzzy,
    InIssue,
    Name,
    Not,
    Or,
    Phrase,
    Prefix,
    Tagged,
    Wildcard,
    Within,
    Word,
)
from search.whoosh.counting import Counter, CountTable
from search.whoosh.executor import Execution
from search.whoosh.lexicon import Lexicon
from search.whoosh.queries import AnyOf, Without
from search.whoosh.scoring import Scorer
from search.whoosh.translation import Translation

WORDS = ["radar", "oil", "the", "said", "negotiations", "economy", "S-300", "aliyev", "гейдар", "x"]

words = st.builds(Word, st.sampled_from(WORDS))
phrases = st.builds(
    Phrase,
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join),
    st.sampled_from([0, 0, 1, 5]),
)
names = st.builds(
    Name,
    st.lists(words, min_size=1, max_size=2).map(tuple),
    st.lists(phrases, min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.sampled_from([0.9, 0.5]),
)
fielded = st.builds(Within, st.sampled_from(["title", "body"]), words | phrases | names)
tagged = st.builds(
    Tagged,
    st.sampled_from([*FACETS]),
    st.just("name"),
    st.lists(st.integers(1, 9), max_size=3).map(tuple),
)
issues = st.builds(InIssue, st.just("7"), st.just("4"), st.sampled_from([(), (1,), (2, 5)]))
windows = st.sampled_from([Dated("2000", "2001"), Dated("", "1999-06"), Dated("2002-02-03", "")])
leaves = words | phrases | fielded | tagged | issues | windows
trees = st.recursive(
    leaves | names | st.builds(Boosted, leaves, st.sampled_from([0.5, 3.0])),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(And)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=6,
)
plain_patterns = st.sampled_from([Prefix("nego"), Wildcard("ec*y"), Fuzzy("oik"), Prefix("zz")])
patterns = plain_patterns | st.builds(Within, st.sampled_from(["title", "body"]), plain_patterns)
days = st.integers(729_900, 731_600)
ranges = st.builds(query.NumericRange, st.sampled_from(["first", "last"]), days, st.none() | days)
keys = st.builds(AnyOf, st.just("region"), st.lists(st.integers(1, 9), max_size=3))
constants = st.builds(query.ConstantScoreQuery, ranges | keys, st.floats(0.5, 2))


@st.composite
def histories(draw):
    """What happens to an index: commits of documents and deletions, and merges."""
    seeds = draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
    merged = draw(st.sets(st.integers(0, 3), min_size=1, max_size=3))
    return seeds, sorted(merged), draw(st.booleans())


@pytest.fixture(scope="module")
def make(new_index, random_documents):
    """Return a function that makes an index with a history."""

    def make(history):
        seeds, merged, then_delete = history
        made = new_index()
        for number, seed in enumerate(seeds):
            documents = random_documents(seed, 25)
            for document in documents:
                document["article"] += 1_000 * number
            made.commit(documents, delete=range(1_000 * number - 1_000, 1_000 * number - 995))
        if merged[-1] < len(seeds):
            made.merge(merged)
        if then_delete:
            made.commit(delete=range(3, 9))
        return made

    return make


def ours(snapshot, wanted):
    """Return scores by document, numbered over all segments as Whoosh numbers them."""
    found, base = {}, 0
    lexicon = Lexicon(snapshot.segments)
    scorer = Scorer(lexicon, snapshot.statistics)
    for segment, numbers in zip(snapshot.segments, lexicon.numbers, strict=True):
        execution = Execution(segment, numbers)
        documents = segment.without_deleted(execution.match(wanted))
        scores = scorer.score(wanted, documents, execution).tolist()
        found.update(zip((documents.places + base).tolist(), scores, strict=True))
        base += segment.size
    return found


def whooshs(searcher, wanted, **options):
    results = searcher.search(wanted, limit=None, **options)
    return {number: score for score, number in results.top_n}


def translated(snapshot, tree, weighted=False):
    return Translation(tree, Lexicon(snapshot.segments), weighted).query


@given(history=histories(), tree=trees, filter=st.none() | constants, weighted=st.booleans())
def test_the_same_documents_with_the_same_scores(make, history, tree, filter, weighted):
    index = make(history)
    wanted = translated(index.snapshot(), tree, weighted)
    if filter:
        wanted = query.And([wanted, Without(filter, query.Term("region", 3))])
    with index.whoosh() as searcher:
        expected = whooshs(searcher, wanted)
    found = ours(index.snapshot(), wanted)
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(history=histories(), tree=patterns)
def test_the_same_documents_for_prefixes_wildcards_and_fuzzy_words(make, history, tree):
    index = make(history)
    wanted = translated(index.snapshot(), tree)
    with index.whoosh() as searcher:
        expected = whooshs(searcher, wanted)
    found = ours(index.snapshot(), wanted)
    assert found.keys() == expected.keys()
    assert set(found.values()) <= {1.0}


@given(history=histories(), wanted=ranges | keys)
def test_the_same_documents_for_constraints(make, history, wanted):
    index = make(history)
    with index.whoosh() as searcher:
        expected = whooshs(searcher, wanted)
    assert ours(index.snapshot(), wanted).keys() == expected.keys()


@given(history=histories(), tree=trees, facet=st.sampled_from([*FACETS]))
def test_the_same_facet_counts(make, history, tree, facet):
    index = make(history)
    snapshot = index.snapshot()
    wanted = translated(snapshot, tree)
    with index.whoosh() as searcher:
        by_facet = sorting.FieldFacet(facet, allow_overlap=True, maptype=sorting.Count)
        groups = searcher.search(wanted, limit=None, groupedby=by_facet).groups()
    tables = [CountTable(*each.content.rows(facet), each.size) for each in snapshot.segments]
    numbers = Lexicon(snapshot.segments).numbers
    pairs = zip(snapshot.segments, numbers, strict=True)
    sets = [each.without_deleted(Execution(each, own).match(wanted)) for each, own in pairs]
    counts = Counter(tables).all(sets)
    groups.pop(None, None)
    assert {key: counts[key] for key in np.flatnonzero(counts).tolist()} == groups


@given(history=histories())
def test_whoosh_finds_every_term_that_it_lists(make, history):
    with make(history).whoosh() as searcher:
        reader = searcher.reader()
        for field, text in reader.all_terms():
            assert (field, text) in reader
            assert reader.doc_frequency(field, text) >= len(
                [*reader.postings(field, text).all_ids()]
            )


@given(history=histories(), prefix=st.sampled_from(["r", "ne", "econ", "x"]))
def test_whoosh_expands_prefixes_by_itself(make, history, prefix):
    with make(history).whoosh() as searcher:
        found = whooshs(searcher, query.Prefix("body", prefix))
        terms = [text for field, text in searcher.reader().all_terms() if field == "body"]
        wanted = query.Or([query.Term("body", t) for t in terms if t.startswith(prefix.encode())])
        assert found.keys() == whooshs(searcher, wanted).keys()


def test_an_index_without_documents_answers_too(new_index):
    index = new_index()
    assert ours(index.snapshot(), translated(index.snapshot(), Word("radar"), True)) == {}
