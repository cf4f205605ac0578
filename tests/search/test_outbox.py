import os
import time

import pytest
from django.db import DatabaseError, transaction

from archive.models import Actor, Article, Publication
from search import engine, outbox, rebuild, vocabulary
from search.models import OutboxRow
from search.state import SearchState, read
from search.whoosh.folder import IndexUnusable

pytestmark = pytest.mark.django_db(transaction=True)


# What drain makes searchable.


def test_a_saved_article_is_found(indexed, found):
    indexed.article("Uranium in Navoi", "A mine in the desert.")
    outbox.drain()
    assert found("uranium") == {"Uranium in Navoi"}


def test_an_article_is_not_found_by_its_former_words(indexed, found):
    Article.objects.filter(pk=indexed.fleet.pk).update(body="Nothing of the kind.")
    outbox.drain()
    assert found("harbour") == set()


def test_a_withdrawn_article_is_found_no_more(indexed, found):
    Article.objects.filter(pk=indexed.pipeline.pk).update(state="withdrawn")
    outbox.drain()
    assert found("pipeline") == set()


def test_a_deleted_article_leaves_the_index(indexed):
    indexed.pipeline.delete()
    outbox.drain()
    assert engine.index().snapshot().size == 5


def test_a_draft_that_is_published_is_found(indexed, found):
    Article.objects.filter(pk=indexed.draft.pk).update(state="published")
    outbox.drain()
    assert found("secret") == {"A draft on Karabakh"}


def test_articles_of_a_publication_that_is_for_staff_leave_the_index(indexed, found):
    Publication.objects.filter(pk=indexed.digest.pk).update(policy="staff")
    outbox.drain()
    assert found("harbour") == set()


def test_a_new_tag_counts_in_its_facet(indexed):
    indexed.undated.regions.set([indexed.ukraine])
    outbox.drain()
    assert engine.search(read("region=ukraine").state).total == 2


def test_a_renamed_actor_is_shown_at_once_and_reindexes_nothing(indexed):
    outbox.drain()
    Actor.objects.filter(pk=indexed.aliev.pk).update(name="Heydar Aliyev")
    labels = {value.label for value in engine.search(SearchState()).facets["actor"]}
    assert "Heydar Aliyev" in labels
    assert not outbox.is_anything_waiting()


def test_a_broader_region_finds_at_once_what_lies_in_a_narrower_one(indexed):
    indexed.ukraine.broader.add(indexed.caucasus)
    assert engine.search(read("region=south-caucasus").state).total == 5


def test_the_names_that_a_search_uses_are_read_again_only_after_a_change(
    indexed, django_assert_num_queries
):
    vocabulary.current()
    with django_assert_num_queries(1):
        vocabulary.current()


# The steps, one after the other.


def test_drain_refuses_to_run_inside_a_transaction(indexed):
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        outbox.drain()


def test_drain_returns_at_once_while_another_has_lock(indexed):
    indexed.radar.save()
    with engine.index().folder.locked("LOCK"):
        assert outbox.drain() == 0
    assert outbox.is_anything_waiting()


def test_drain_that_shall_wait_takes_lock_when_it_is_free(indexed, processes):
    def hold_lock():
        with engine.index().folder.locked("LOCK"):
            os.write(held, b"!")
            time.sleep(0.2)

    indexed.radar.save()
    told, held = os.pipe()
    other = processes.start(hold_lock)
    os.read(told, 1)
    assert outbox.drain(wait=True) > 0
    assert not processes.end_of(other)


def test_a_save_that_found_lock_taken_after_the_last_look_is_not_lost(indexed, steps, found):
    def save_once_nothing_was_left(rows):
        if not rows and not Article.objects.filter(title="Late"):
            indexed.article("Late", "A latecomer.")
            assert outbox.drain() == 0  # LOCK is still taken

    indexed.radar.save()
    steps.with_each_result("search.outbox.waiting_rows", save_once_nothing_was_left)
    outbox.drain()
    assert found("latecomer") == {"Late"}


def test_a_save_between_the_rows_and_the_commit_is_applied_by_the_next_round(
    indexed, steps, nothing_is_lost
):
    def save():
        Article.objects.filter(pk=indexed.radar.pk).update(body="Second thoughts.")

    Article.objects.filter(pk=indexed.radar.pk).update(body="First thoughts.")
    steps.before("search.whoosh.changes.Change.install", save)
    assert outbox.drain() == 2
    assert nothing_is_lost()


def test_a_save_between_the_commit_and_the_deletion_of_the_rows_keeps_its_row(
    indexed, steps, found
):
    def save():
        Article.objects.filter(pk=indexed.radar.pk).update(body="Second thoughts.")

    Article.objects.filter(pk=indexed.radar.pk).update(body="First thoughts.")
    steps.before("search.outbox.forget", save)
    outbox.drain()
    assert found("second thoughts") == {"Gabala radar talks stall"}


def test_a_row_with_a_lower_number_that_is_seen_later_is_not_deleted(indexed, steps):
    indexed.radar.save()
    late = OutboxRow(pk=-1, article_key=indexed.fleet.pk)
    steps.before("search.outbox.forget", late.save)
    outbox.drain(batches=1)
    assert list(OutboxRow.objects.all()) == [late]


def test_a_batch_ends_after_a_thousand_rows(indexed):
    OutboxRow.objects.bulk_create(OutboxRow(article_key=indexed.radar.pk) for _ in range(1001))
    waiting = OutboxRow.objects.count()
    assert outbox.drain(batches=1) == 1000
    assert OutboxRow.objects.count() == waiting - 1000


def test_drain_tells_of_each_batch(indexed):
    OutboxRow.objects.bulk_create(OutboxRow(article_key=n) for n in range(1500))
    waiting, told = OutboxRow.objects.count(), []
    outbox.drain(progress=told.append)
    assert told == [1000, waiting - 1000]


# Killed at any moment.

STEPS = [
    "search.outbox.clean_up_abandoned_rebuild",
    "search.outbox.waiting_rows",
    "search.whoosh.index.WhooshIndex.open_newest",
    "search.whoosh.changes.Change.delete",
    "search.whoosh.changes.Change.add",
    "search.whoosh.changes.Change.install",
    "search.whoosh.commits._with_new_files_synced",
    "search.whoosh.commits.write_durably",
    "search.whoosh.commits.remove_leftovers",
    "search.outbox.forget",
]


@transaction.atomic
def change_something(archive):
    """One change of each kind: new words, new and withdrawn articles, tags, a deleted one."""
    new = archive.article("New", "A newcomer.", actors=[archive.aliev])
    Article.objects.filter(pk=archive.radar.pk).update(body=f"Changed with {new.pk}.")
    archive.fleet.state = "published" if archive.fleet.state == "withdrawn" else "withdrawn"
    archive.fleet.save()
    archive.talks.regions.set([archive.ukraine])
    Article.objects.filter(title="New").exclude(pk=new.pk).delete()


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_lost_by_a_kill(moment, step, indexed, processes, nothing_is_lost):
    change_something(indexed)
    assert processes.run_killed(moment, step, outbox.drain)
    assert nothing_is_lost()


def test_nothing_is_lost_by_a_kill_at_any_moment(indexed, processes, nothing_is_lost):
    moment = 1
    change_something(indexed)
    while processes.run_until(moment, outbox.drain):
        assert nothing_is_lost()
        change_something(indexed)
        moment += 1
    assert moment > 30


def test_nothing_is_lost_by_kill_after_kill(indexed, processes, nothing_is_lost):
    change_something(indexed)
    for moment in range(1, 60, 3):
        processes.run_until(moment, outbox.drain)
    assert nothing_is_lost()


# Errors on the way.


def test_a_full_disk_leaves_the_index_and_the_rows_as_they_were(
    indexed, full_disk, found, nothing_is_lost
):
    outbox.drain()
    indexed.article("Late", "A latecomer.")
    with full_disk(), pytest.raises(OSError, match="File too large"):
        outbox.drain()
    assert found("latecomer") == set()
    assert found("radar") == {"Gabala radar talks stall", "A note without a day"}
    assert nothing_is_lost()


@pytest.mark.parametrize("size", [100, 1_000, 2_000, 4_000])
def test_a_disk_that_fills_up_midway_leaves_no_files_behind(size, indexed, full_disk):
    outbox.drain()
    generation = engine.index().folder.current()
    before = sorted(path.name for path in generation.iterdir())
    indexed.article("Late", "A latecomer. " * 1_000)
    with full_disk(size), pytest.raises(OSError, match="File too large"):
        outbox.drain()
    assert sorted(path.name for path in generation.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_named(indexed, settings):
    indexed.radar.save()
    (settings.INDEX_DIR / "LOCK").unlink()
    (settings.INDEX_DIR / "LOCK").mkdir()
    with pytest.raises(OSError, match="LOCK"):
        outbox.drain()
    assert outbox.is_anything_waiting()


def test_without_an_index_drain_says_what_to_do_and_keeps_the_rows(archive):
    with pytest.raises(IndexUnusable, match="index rebuild"):
        outbox.drain()
    assert outbox.is_anything_waiting()


def test_a_date_that_no_import_would_take_stops_no_batch(indexed, nothing_is_lost):
    Article.objects.filter(pk=indexed.radar.pk).update(date="garbage", date_basis="stated")
    outbox.drain()
    assert nothing_is_lost()


def test_a_database_that_fails_before_the_rows_are_deleted_loses_nothing(
    indexed, steps, nothing_is_lost
):
    def fail():
        raise DatabaseError

    indexed.radar.save()
    steps.before("search.outbox.forget", fail)
    with pytest.raises(DatabaseError):
        outbox.drain()
    assert nothing_is_lost()


# While a rebuild runs.


def test_while_a_rebuild_runs_applied_rows_are_kept_for_it(indexed):
    outbox.drain()
    indexed.radar.save()
    with engine.index().folder.locked("REBUILD"):
        rebuild.mark_beginning()
        outbox.drain()
        assert set(OutboxRow.objects.values_list("replay", flat=True)) == {True}


def test_what_a_killed_rebuild_left_is_removed_by_the_next_drain(indexed, nothing_is_lost):
    rebuild.mark_beginning()
    indexed.radar.save()
    assert nothing_is_lost()
    assert engine.index().folder.generations() == [engine.index().folder.current()]
