import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article
from search import engine, footprint, outbox
from search.models import OutboxRow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def index(capsys):
    """Run `manage.py index …` and return what it prints."""

    def index(*arguments):
        call_command("index", *arguments)
        return capsys.readouterr().out

    return index


def test_rebuild_says_how_many_articles_the_index_holds(archive, index):
    assert index("rebuild") == "The index is new; it holds 6 articles.\n"


def test_rebuild_if_unusable_leaves_a_whole_index_alone(indexed, index):
    before = engine.index().folder.current()
    index("rebuild", "--if-unusable")
    assert engine.index().folder.current() == before


def test_rebuild_if_unusable_makes_the_first_index(archive, index):
    assert "6 articles" in index("rebuild", "--if-unusable")


def test_rebuild_if_unusable_replaces_a_damaged_index(indexed, index):
    (engine.index().folder.current() / "FORMAT").unlink()
    assert "6 articles" in index("rebuild", "--if-unusable")


def test_a_second_rebuild_fails_with_words(indexed, index):
    with (
        engine.index().folder.locked("REBUILD"),
        pytest.raises(CommandError, match="Another rebuild is running"),
    ):
        index("rebuild")


def test_drain_says_how_many_changes_were_applied(indexed, index):
    Article.objects.filter(pk=indexed.radar.pk).update(body="Other.")
    assert index("drain") == "Changes applied: 1.\n"


def test_drain_without_an_index_says_what_to_run(archive, index):
    with pytest.raises(CommandError, match="index rebuild"):
        index("drain")


def test_verify_finds_no_difference_after_a_rebuild(indexed, index):
    assert index("verify") == "0 differences in 6 articles.\n"


def test_verify_fails_where_the_database_was_changed_unseen(indexed, index):
    Article.objects.filter(pk=indexed.radar.pk).update(body="Other.")
    Article.objects.filter(pk=indexed.fleet.pk).delete()
    OutboxRow.objects.all().delete()
    with pytest.raises(CommandError, match="0 missing, 1 superfluous, 1 outdated"):
        index("verify")


def test_verify_counts_what_is_waiting_as_no_difference(indexed, index):
    Article.objects.filter(pk=indexed.radar.pk).update(body="Other.")
    assert "0 differences" in index("verify")


def test_verify_names_a_damaged_file(indexed, index):
    (path,) = engine.index().folder.current().glob("*.seg")
    path.write_bytes(b"noise")
    with pytest.raises(CommandError, match=path.name):
        index("verify")


def test_status_tells_what_is_there_and_what_is_waiting(indexed, index):
    indexed.radar.save()
    lines = index("status").splitlines()
    assert "        articles  6" in lines
    assert " changes waiting  1" in lines


def test_status_tells_the_size_of_each_segment(untidy, index):
    Article.objects.filter(pk=untidy.radar.pk).update(state="draft")
    outbox.drain()
    output = index("status")
    assert "        segments  7\n" in output
    assert "                  5 articles, 1 deleted, 0.0 MB\n" in output
    assert output.count("1 articles, 0 deleted") == 6


def test_status_tells_the_memory_of_a_web_worker(indexed, index):
    told = re.search(
        r"a web worker  (\d+) MB of its own, \d+ MB mapped \(shared\)", index("status")
    )
    assert 20 < int(told[1]) < 1_000


def test_status_tells_no_memory_where_the_system_tells_none(indexed, index, monkeypatch):
    monkeypatch.setattr(footprint, "SMAPS", Path("/none/such"))
    assert "a web worker" not in index("status")


def test_merge_says_how_many_merges_were_done(untidy, index):
    assert index("merge") == "Merges done: 1.\n"
    assert index("merge") == "Merges done: 0.\n"


def test_status_without_an_index_says_what_to_run(archive, index):
    with pytest.raises(CommandError, match="index rebuild"):
        index("status")


def test_a_folder_that_cannot_be_written_is_named(archive, index, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.INDEX_DIR = tmp_path / "file" / "index"
    with pytest.raises(CommandError, match="file/index cannot be written"):
        index("rebuild")
