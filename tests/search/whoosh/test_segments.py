"""Segments of the small archive: who lives in them, and what is shared between commits."""

import pytest

from archive.models import Article
from search import engine, outbox, vocabulary
from search.language import Everything
from search.state import SearchState
from search.whoosh.schema import NO_DAY
from search.whoosh.searching import Search

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def segment(indexed):
    (segment,) = engine.index().snapshot().segments
    return segment


def row(segment, article):
    return segment.columns["article"].tolist().index(article.pk)


def counts(facet):
    search = Search(engine.index(), Everything(), vocabulary.current())
    return search.counts(SearchState()).facets[facet]


def test_columns_are_as_long_as_the_segment(segment):
    assert {len(column) for column in segment.columns.values()} == {6} == {segment.size}


def test_an_article_without_a_day_has_none_in_its_column(indexed, segment):
    assert segment.columns["last"][row(segment, indexed.undated)] == NO_DAY


def test_stored_keys_are_those_of_the_tags(indexed, segment):
    documents, keys = segment.content.rows("region")
    stored = zip(documents.tolist(), keys.tolist(), strict=True)
    assert (row(segment, indexed.radar), indexed.azerbaijan.pk) in stored


def test_documents_of_articles_are_found_by_their_keys(indexed, segment):
    wanted = [indexed.talks.pk, indexed.radar.pk, 999_999]
    found = segment.documents_of(wanted)
    assert set(segment.columns["article"][found]) == {indexed.talks.pk, indexed.radar.pk}


def test_a_deleted_document_is_dead_in_its_segment(indexed, segment):
    for number in range(3):
        indexed.article(f"Article {number}", "Body.")
    Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    outbox.drain()
    now = engine.index().snapshot().segments[0]
    assert not now.alive[row(now, indexed.radar)]
    assert now.content is segment.content


def test_a_deleted_document_is_not_found_by_its_article(indexed, segment):
    Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    outbox.drain()
    now = engine.index().snapshot().segments[0]
    assert not len(now.documents_of([indexed.radar.pk]))


def test_an_article_counts_once_for_a_region_however_many_paths_lead_there(indexed):
    """Karabakh stands under Armenia and under Azerbaijan, both in the South Caucasus."""
    assert counts("region")[indexed.caucasus.pk] == 4


def test_the_closure_follows_the_vocabulary(indexed):
    assert counts("region")[indexed.caucasus.pk] == 4
    indexed.ukraine.broader.add(indexed.caucasus)
    assert counts("region")[indexed.caucasus.pk] == 5


def test_a_merged_actor_counts_for_the_survivor(indexed):
    indexed.aliev.merged_into = indexed.kocharian
    indexed.aliev.save()
    assert counts("actor") == {indexed.kocharian.pk: 3}
