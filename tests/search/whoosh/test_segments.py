import numpy as np
import pytest

from archive.models import Article
from search import engine, outbox, vocabulary
from search.whoosh.schema import NO_DAY
from search.whoosh.segments import Keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def table(indexed):
    (segment,) = engine.index().snapshot().segments
    return segment.table


def row(table, article):
    return table.articles.tolist().index(article.pk)


def test_a_mask_tells_who_has_one_of_the_keys():
    keys = Keys(np.array([0, 0, 2]), np.array([7, 8, 9]))
    assert keys.mask([7, 8], 3).tolist() == [True, False, False]


def test_counts_are_of_the_masked_documents_only():
    keys = Keys(np.array([0, 1, 2]), np.array([7, 7, 9]))
    assert keys.counts(np.array([True, False, True])) == {7: 1, 9: 1}


def test_a_facet_without_keys_counts_nothing():
    nothing = np.array([], np.int64)
    assert Keys(nothing, nothing).counts(np.zeros(3, bool)) == {}


def test_columns_are_as_long_as_the_segment(table):
    columns = (table.articles, table.first, table.last, table.certain, table.digests)
    assert {len(column) for column in columns} == {6}


def test_an_article_without_a_day_has_none_in_its_column(indexed, table):
    assert table.last[row(table, indexed.undated)] == NO_DAY


def test_stored_keys_are_those_of_the_tags(indexed, table):
    has_radar = np.arange(6) == row(table, indexed.radar)
    assert table.stored["region"].counts(has_radar) == {indexed.azerbaijan.pk: 1}


def test_an_article_counts_once_for_a_region_however_many_paths_lead_there(indexed, table):
    """Karabakh stands under Armenia and under Azerbaijan, both in the South Caucasus."""
    counted = table.counted("region", vocabulary.current())
    has_talks = np.arange(6) == row(table, indexed.talks)
    assert counted.counts(has_talks)[indexed.caucasus.pk] == 1


def test_the_closure_follows_the_vocabulary(indexed, table):
    table.counted("region", vocabulary.current())
    indexed.ukraine.broader.add(indexed.caucasus)
    everything = np.ones(6, bool)
    counted = table.counted("region", vocabulary.current())
    assert counted.counts(everything)[indexed.caucasus.pk] == 5


def test_a_merged_actor_counts_for_the_survivor(indexed, table):
    indexed.aliev.merged_into = indexed.kocharian
    indexed.aliev.save()
    counted = table.counted("actor", vocabulary.current()).counts(np.ones(6, bool))
    assert counted == {indexed.kocharian.pk: 3}


def test_a_deleted_document_is_dead_in_its_segment(indexed, table):
    for number in range(3):
        indexed.article(f"Article {number}", "Body.")
    Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    outbox.drain()
    segment = engine.index().snapshot().segments[0]
    assert not segment.alive[row(segment.table, indexed.radar)]
    assert segment.table is table
