"""Merges beside commits: what happens meanwhile is carried over, or the merge is thrown away."""

import os
from pathlib import Path

import pytest

from archive.models import Article
from search import engine, outbox, rebuild
from search.whoosh import commits
from search.whoosh.index import WhooshIndex

pytestmark = pytest.mark.django_db(transaction=True)

MERGED = "search.whoosh.merging.merge"


def segments():
    return [segment.living for segment in engine.index().snapshot().segments]


def change_something(archive):
    """Other words for one article, and two that go; all of them stand in what is merged."""
    Article.objects.filter(pk=archive.radar.pk).update(body="Uranium.")
    Article.objects.filter(pk=archive.fleet.pk).update(state="withdrawn")
    Article.objects.filter(pk=archive.talks.pk).delete()
    outbox.drain()


def tidy_up(archive, monkeypatch):
    """Commit something, with the merges that are due."""
    monkeypatch.setattr("search.whoosh.index.MERGED_AT_ONCE", 2_000)
    change_something(archive)


# Undisturbed.


def test_a_merge_makes_one_segment_of_those_of_a_size(untidy, nothing_is_lost):
    assert segments() == [6, 1, 1, 1, 1, 1, 1]
    assert engine.index().merge()
    assert segments() == [12]
    assert nothing_is_lost()


def test_nothing_is_merged_where_nothing_is_due(indexed):
    before = engine.index().snapshot().number
    assert not engine.index().merge()
    assert engine.index().snapshot().number == before


def test_the_merged_file_is_on_disk_before_the_lock_is_taken(untidy, monkeypatch, steps):
    """A large file takes seconds, in which no save could be applied."""
    synced, seen = [], []
    monkeypatch.setattr(
        os, "fsync", lambda file: synced.append(str(Path(f"/proc/self/fd/{file}").readlink()))
    )
    steps.before("search.whoosh.index.WhooshIndex._install", lambda: seen.extend(synced))
    engine.index().merge()
    assert len(seen) == 1
    assert [path for path in synced if path.endswith(".seg")] == seen


# What others do meanwhile.


def test_changes_during_a_merge_are_carried_over(untidy, steps, nothing_is_lost):
    steps.after(MERGED, lambda: change_something(untidy))
    assert engine.index().merge()
    assert sorted(segments()) == [1, 9]
    assert nothing_is_lost()


def test_changes_before_the_sources_are_read_are_carried_over(untidy, steps, nothing_is_lost):
    steps.before(MERGED, lambda: change_something(untidy))
    engine.index().merge()
    assert nothing_is_lost()


def test_a_merge_is_thrown_away_when_a_commit_merged_its_sources(
    untidy, steps, monkeypatch, nothing_is_lost
):
    steps.after(MERGED, lambda: tidy_up(untidy, monkeypatch))
    before = engine.index().snapshot().number
    assert not engine.index().merge()
    assert engine.index().snapshot().number == before + 1
    assert nothing_is_lost()


def test_a_merge_is_thrown_away_when_a_source_lost_all_its_documents(
    untidy, steps, nothing_is_lost
):
    def empty_one():
        Article.objects.filter(title="Article 2").delete()
        outbox.drain()

    steps.after(MERGED, empty_one)
    assert not engine.index().merge()
    assert nothing_is_lost()
    assert engine.index().merge()


def test_a_merge_is_thrown_away_when_a_rebuild_switches(untidy, steps, nothing_is_lost):
    steps.after(MERGED, rebuild.rebuild)
    assert not engine.index().merge()
    assert nothing_is_lost()


def test_a_merge_fails_when_rebuilds_remove_its_generation(untidy, steps, nothing_is_lost):
    steps.after(MERGED, lambda: (rebuild.rebuild(), rebuild.rebuild()))
    with pytest.raises(OSError, match="No such file"):
        engine.index().merge()
    assert nothing_is_lost()


def test_there_is_one_merge_at_a_time(untidy, steps):
    second = []
    steps.before(MERGED, lambda: second.append(WhooshIndex().merge()))
    assert engine.index().merge()
    assert second == [False]


def test_saves_go_on_while_another_process_merges(untidy, processes, nothing_is_lost):
    def merge_on_and_on():
        for _ in range(30):
            engine.index().merge()

    child = processes.start(merge_on_and_on)
    for number in range(30):
        Article.objects.filter(pk=untidy.radar.pk).update(body=f"Change {number}.")
        untidy.article(f"New {number}", "Body.")
        outbox.drain(wait=True)
    assert not processes.end_of(child)
    assert nothing_is_lost()


# Killed, or without space.

STEPS = [
    "search.whoosh.merging.merge",
    "search.whoosh.changes.synced",
    "search.whoosh.index.WhooshIndex._install",
    "search.whoosh.changes.Change.replace",
    "search.whoosh.changes.Change.install",
    "search.whoosh.commits.write_durably",
    "search.whoosh.commits.remove_leftovers",
    "search.whoosh.changes.forget_merge",
]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_lost_by_a_kill(moment, step, untidy, processes, nothing_is_lost):
    assert processes.run_killed(moment, step, lambda: engine.index().merge())
    change_something(untidy)
    engine.index().merge()
    assert nothing_is_lost()


def test_nothing_is_lost_by_a_kill_at_any_moment(untidy, processes, nothing_is_lost):
    moment = 1
    while processes.run_until(moment, lambda: engine.index().merge()):
        change_something(untidy)
        engine.index().merge()
        assert nothing_is_lost()
        make_a_merge_due(untidy)
        moment += 1
    assert moment > 20


def make_a_merge_due(archive):
    number = 0
    while not engine.index().snapshot().due_merge():
        archive.article("New", f"Body {number}.")
        outbox.drain()
        number += 1


@pytest.mark.parametrize("size", [0, 100, 4_000])
def test_a_full_disk_leaves_the_index_as_it_was_and_no_files(size, untidy, full_disk):
    generation = engine.index().folder.current()
    before = sorted(path.name for path in generation.iterdir())
    with full_disk(size), pytest.raises(OSError, match="File too large"):
        engine.index().merge()
    assert sorted(path.name for path in generation.iterdir()) == before
    assert engine.index().merge()


# In commits.


def test_many_small_commits_leave_few_segments_and_none_merges_everything(
    tmp_path, steps, random_documents
):
    merges, most = [], 0
    steps.with_each_result(MERGED, lambda merged: merges.append(merged.documents))
    index, generation = WhooshIndex(), tmp_path / "generation"
    commits.create(generation)
    index.apply(generation, [], random_documents(1, 1_000))
    for document in random_documents(2, 300):
        index.apply(generation, [document["article"]], [document | {"digest": 5}])
        most = max(most, len(index.open_newest(generation).segments))
    assert most < 15
    assert max(merges) < 700
    assert index.open_newest(generation).size == 1_000
