import pytest
from django.db import connection

from archive.models import Actor, Article
from search import engine, outbox, rebuild, verification
from search.models import OutboxRow
from search.whoosh.folder import IndexUnusable

pytestmark = pytest.mark.django_db(transaction=True)


def change(article, text="Changed meanwhile."):
    Article.objects.filter(pk=article.pk).update(body=text)


def generations():
    return engine.index().folder.generations()


# What a rebuild makes.


def test_a_rebuild_holds_every_public_article_and_no_other(archive):
    assert rebuild.rebuild() == 6
    assert not verification.differences(engine.index().snapshot().digests())


def test_an_empty_archive_has_an_index_too(db, found):
    assert rebuild.rebuild() == 0
    assert found("radar") == set()


def test_a_long_article_is_verified_by_a_whole_word(archive):
    change(archive.radar, "of the " * 70 + "antidisestablishmentarianism was spoken")
    assert rebuild.rebuild() == 6


def test_a_rebuild_tells_how_far_it_is(archive):
    told = []
    rebuild.rebuild(lambda done, total: told.append((done, total)))
    assert told[-1] == (6, 6)


def test_a_rebuild_deletes_the_rows_that_it_has_applied(archive):
    rebuild.rebuild()
    assert not OutboxRow.objects.exists()


def test_the_generation_before_stays_until_the_next_rebuild(indexed):
    first = engine.index().folder.current()
    rebuild.rebuild()
    assert first in generations()
    rebuild.rebuild()
    assert first not in generations()


def test_a_generation_made_anew_in_an_empty_folder_has_another_name(indexed, settings):
    before = engine.index().folder.current()
    for path in generations():
        engine.index().folder.remove(path)
    rebuild.rebuild()
    assert engine.index().folder.current() != before


def test_a_process_sees_a_rebuild_of_an_index_that_was_deleted(indexed, processes, settings):
    rebuild.rebuild()
    before = engine.index().snapshot()
    indexed.article("Late", "A latecomer.")
    processes.run(rebuild.rebuild)
    assert engine.index().snapshot() is not before
    assert engine.index().snapshot().size == 7


def test_searches_go_on_while_a_rebuild_runs(indexed, steps, found):
    seen = []
    steps.before("search.rebuild.catch_up", lambda: seen.append(found("pipeline")))
    rebuild.rebuild()
    assert seen == [{"A pipeline for the Caspian"}]


# Others change something at each step.

STEPS = [
    "search.rebuild.mark_beginning",
    "search.rebuild.fill",
    "search.rebuild._told",
    "search.rebuild.catch_up",
    "search.rebuild.finish",
    "search.rebuild.verify",
    "search.whoosh.folder.IndexFolder.switch_to",
    "search.rebuild._forget",
    "search.whoosh.folder.IndexFolder.unmark_building",
]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_no_save_is_lost_around(moment, step, indexed, steps, nothing_is_lost):
    getattr(steps, moment)(step, lambda: change(indexed.radar))
    rebuild.rebuild()
    assert nothing_is_lost()


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_no_save_that_is_drained_at_once_is_lost_around(
    moment, step, indexed, steps, nothing_is_lost
):
    def save_and_drain():
        change(indexed.radar)
        outbox.drain()

    getattr(steps, moment)(step, save_and_drain)
    rebuild.rebuild()
    assert nothing_is_lost()


def test_a_save_during_each_article_and_each_round_is_not_lost(
    indexed, steps, monkeypatch, nothing_is_lost
):
    monkeypatch.setattr(outbox, "ROWS_A_BATCH", 1)
    rounds = iter(range(5))

    def save_twice(result):
        if (number := next(rounds, None)) is not None:
            change(indexed.radar, f"Round {number}.")
            change(indexed.fleet, f"Round {number}.")

    steps.with_each_result("search.rebuild._rows_beyond", save_twice)
    rebuild.rebuild(lambda done, total: change(indexed.talks, f"At {done}."))
    assert nothing_is_lost()


def test_an_article_drained_during_a_rebuild_is_in_both_indexes(indexed, steps, found):
    def save_and_drain():
        change(indexed.radar, "Uranium.")
        outbox.drain()
        assert found("uranium") == {"Gabala radar talks stall"}
        assert OutboxRow.objects.filter(replay=True).exists()

    steps.before("search.rebuild.catch_up", save_and_drain)
    rebuild.rebuild()
    assert found("uranium") == {"Gabala radar talks stall"}


def test_an_article_deleted_during_a_rebuild_is_in_no_index(indexed, steps, nothing_is_lost):
    steps.after("search.rebuild.fill", indexed.fleet.delete)
    assert rebuild.rebuild() == 5
    assert nothing_is_lost()


def test_an_article_withdrawn_and_one_retagged_during_a_rebuild_are_right(
    indexed, steps, nothing_is_lost
):
    def withdraw_and_retag():
        Article.objects.filter(pk=indexed.fleet.pk).update(state="withdrawn")
        indexed.talks.regions.set([indexed.ukraine])

    steps.after("search.rebuild.fill", withdraw_and_retag)
    assert rebuild.rebuild() == 5
    assert nothing_is_lost()


def test_a_rename_during_a_rebuild_notes_nothing(indexed, steps):
    steps.after("search.rebuild.fill", lambda: Actor.objects.update(name="Renamed"))
    rebuild.rebuild()
    assert not outbox.is_anything_waiting()


def test_a_row_that_is_seen_late_is_applied(indexed, steps, nothing_is_lost):
    """Numbers of rows are given before their transactions are seen: a lower one may come later."""

    def low_number_late():
        change(indexed.radar, "Uranium.")
        OutboxRow.objects.update(id=-1)

    steps.before("search.rebuild.catch_up", low_number_late)
    rebuild.rebuild()
    assert nothing_is_lost()


def test_more_changes_meanwhile_than_a_query_takes_values_are_applied(
    indexed, steps, nothing_is_lost
):
    def note_very_many():
        OutboxRow.objects.bulk_create(OutboxRow(article_key=n) for n in range(10_000, 45_000))
        change(indexed.radar)

    steps.after("search.rebuild.fill", note_very_many)
    rebuild.rebuild()
    assert nothing_is_lost()


# Two rebuilds.


def test_a_second_rebuild_is_refused_with_words(indexed, steps):
    def second():
        with pytest.raises(rebuild.RebuildRefused, match="Another rebuild is running"):
            rebuild.rebuild()

    steps.before("search.rebuild.catch_up", second)
    assert rebuild.rebuild() == 6


def test_a_refused_rebuild_takes_nothing_from_the_one_that_runs(indexed, steps, nothing_is_lost):
    def refused():
        with pytest.raises(rebuild.RebuildRefused):
            rebuild.rebuild()
        assert engine.index().folder.building() in generations()

    change(indexed.radar)
    steps.before("search.rebuild.fill", refused)
    steps.before("search.rebuild.catch_up", refused)
    rebuild.rebuild()
    assert nothing_is_lost()


# Killed at any moment.


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    "step",
    [
        *STEPS,
        "search.whoosh.folder.IndexFolder.mark_building",
        "search.whoosh.commits.create",
        "search.whoosh.commits.write_durably",
        "search.outbox.remove_traces_of_rebuild",
    ],
)
def test_nothing_is_lost_by_a_kill(moment, step, indexed, processes, nothing_is_lost):
    change(indexed.radar)
    assert processes.run_killed(moment, step, rebuild.rebuild)
    change(indexed.fleet)
    assert nothing_is_lost()


def test_a_rebuild_killed_before_the_switch_leaves_the_index_in_use(indexed, processes):
    before = engine.index().folder.current()
    step = "search.whoosh.folder.IndexFolder.switch_to"
    processes.run_killed("before", step, rebuild.rebuild)
    assert engine.index().folder.current() == before


def test_a_rebuild_killed_after_the_switch_leaves_the_new_index(indexed, processes):
    before = engine.index().folder.current()
    step = "search.whoosh.folder.IndexFolder.switch_to"
    processes.run_killed("after", step, rebuild.rebuild)
    indexed.radar.save()
    outbox.drain()
    assert engine.index().folder.current() != before
    assert engine.index().folder.building() is None


def test_rows_drained_during_a_rebuild_that_is_killed_are_not_applied_twice(indexed, processes):
    def save_drain_and_die():
        processes.steps.before(
            "search.rebuild.catch_up", lambda: (change(indexed.radar), outbox.drain())
        )
        rebuild.rebuild()

    processes.run_killed("before", "search.rebuild.finish", save_drain_and_die)
    assert set(OutboxRow.objects.values_list("replay", flat=True)) == {True}
    change(indexed.fleet)
    assert outbox.drain() == 1
    assert not OutboxRow.objects.exists()


def test_nothing_is_lost_by_a_kill_at_any_moment(indexed, processes, nothing_is_lost):
    moment = 1
    change(indexed.radar)
    while processes.run_until(moment, rebuild.rebuild):
        change(indexed.radar, f"Killed at {moment}.")
        assert nothing_is_lost()
        change(indexed.fleet, f"Killed at {moment}.")
        moment += 1
    assert moment > 60


def test_the_first_rebuild_may_be_killed_at_any_moment(archive, processes):
    moment = 1
    while processes.run_until(moment, rebuild.rebuild):
        moment += 5
    assert engine.index().snapshot().size == 6


def test_the_rebuild_after_a_killed_one_cleans_up(indexed, processes):
    processes.run_killed("before", "search.rebuild.finish", rebuild.rebuild)
    rebuild.rebuild()
    assert len(generations()) == 2
    assert engine.index().folder.building() is None


# Errors on the way.


def test_a_rebuild_that_fails_leaves_the_index_in_use_and_no_traces(indexed, steps):
    def fail():
        raise OSError(28, "No space left on device")

    before = generations()
    steps.after("search.rebuild.fill", fail)
    with pytest.raises(OSError, match="No space"):
        rebuild.rebuild()
    assert generations() == before
    assert engine.index().folder.building() is None


def test_a_new_index_that_lacks_a_change_never_comes_into_use(indexed, steps):
    def change_unseen():
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER archive_article_update")
        change(indexed.radar, "No row tells of this.")

    before = engine.index().folder.current()
    steps.after("search.rebuild.fill", change_unseen)
    with pytest.raises(rebuild.RebuildFailed, match="1 outdated"):
        rebuild.rebuild()
    assert engine.index().folder.current() == before


def test_rows_that_the_rebuild_has_applied_excuse_no_difference(archive, steps):
    """After an import every article waits: were those excused, nothing would be compared."""

    def lose_one():
        OutboxRow.objects.filter(article_key=archive.radar.pk).update(article_key=archive.fleet.pk)
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER archive_article_update")
        change(archive.fleet, "No new row tells of this.")

    steps.after("search.rebuild.fill", lose_one)
    with pytest.raises(rebuild.RebuildFailed, match="1 outdated"):
        rebuild.rebuild()


def test_without_a_complete_rebuild_there_is_no_index(archive, steps):
    def fail():
        raise OSError(28, "No space left on device")

    steps.before("search.rebuild.finish", fail)
    with pytest.raises(OSError, match="No space"):
        rebuild.rebuild()
    with pytest.raises(IndexUnusable, match="no index yet"):
        engine.index().snapshot()
