"""What changed in a frozen search: told exactly, and merges are no changes."""

import pytest

from archive.models import Article
from search import rebuild
from search.frozen import freezing
from search.frozen.difference import compare
from search.state import read


@pytest.fixture
def frozen(indexed):
    return freezing.keep(freezing.take(read("q=radar").state))


def compared(frozen):
    rebuild.rebuild()
    return compare(frozen)


def test_an_unchanged_archive_makes_no_difference(frozen):
    assert not compared(frozen)


def test_a_new_article_is_added(frozen, indexed):
    new = indexed.article("A second radar", "Another radar was built.")
    found = compared(frozen)
    assert (found.added, found.gone, found.changes) == ([new.pk], [], {})


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_public_any_more_is_gone(frozen, indexed, state):
    Article.objects.filter(pk=indexed.radar.pk).update(state=state)
    (gone,) = compared(frozen).gone
    assert gone.public_id == indexed.radar.public_id


def test_what_left_the_public_is_gone_before_the_index_knows(frozen, indexed):
    Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    assert len(compare(frozen).gone) == 1


def test_an_article_that_lost_the_word_is_gone_and_changed(frozen, indexed):
    indexed.undated.body = "Nobody knows when the station was switched on."
    indexed.undated.save()
    found = compared(frozen)
    assert [each.public_id for each in found.gone] == [indexed.undated.public_id]
    assert found.changes[indexed.undated.public_id].is_reworded


def test_new_title_date_text_and_tags_are_told_apart(frozen, indexed):
    radar = indexed.radar
    radar.title, radar.date, radar.body = "Radar talks resume", "2001-01-06", "The radar stays."
    radar.save()
    radar.regions.set([indexed.ukraine])
    change = compared(frozen).changes[radar.public_id]
    assert (change.then.title, change.now.title) == ("Gabala radar talks stall", radar.title)
    assert (change.then.date, change.now.date) == ("2001-01-05?", "2001-01-06")
    assert (change.tags_added, change.tags_removed) == (["Ukraine"], ["Azerbaijan"])
    assert change.is_reworded


def test_a_merged_record_is_the_same_tag(frozen, indexed):
    indexed.aliev.merged_into = indexed.kocharian
    indexed.aliev.save()
    indexed.radar.save()
    assert not compared(frozen).changes


def test_another_order_is_told(indexed):
    frozen = freezing.keep(freezing.take(read("actor=robert-kocharian").state))
    indexed.parliament.date = "2001-10-29"
    indexed.parliament.save()
    assert compared(frozen).is_reordered


def test_of_a_search_kept_in_part_additions_are_unknown(indexed, monkeypatch):
    monkeypatch.setattr(freezing, "MOST_KEPT", 2)
    found = compare(freezing.keep(freezing.take(read("").state)))
    assert not found.is_whole
    assert not found.added
