import os
import random
from pathlib import Path

import pytest

from archive.models import Article
from search import engine, outbox, rebuild
from search.whoosh import commits
from search.whoosh.folder import FORMAT, IndexOfNewerRelease, IndexUnusable

pytestmark = pytest.mark.django_db(transaction=True)

FILES = ["FORMAT", "MANIFEST_*.json", "_MAIN_*.toc", "MAIN_*.seg"]
DAMAGES = {
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "emptied": lambda path: path.write_bytes(b""),
    "noise": lambda path: path.write_bytes(random.randbytes(path.stat().st_size)),
    "one bit": lambda path: path.write_bytes(
        path.read_bytes()[:-2] + bytes([path.read_bytes()[-2] ^ 1]) + path.read_bytes()[-1:]
    ),
    "removed": Path.unlink,
}


def current():
    return engine.index().folder.current()


def save(article, body):
    Article.objects.filter(pk=article.pk).update(body=body)
    outbox.drain()


# Damage.


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("pattern", FILES)
def test_a_damaged_file_is_named(pattern, damage, indexed):
    (path,) = current().glob(pattern)
    damage(path)
    engine.index.cache_clear()
    name = "toc" if pattern.endswith("toc") else path.name
    with pytest.raises(IndexUnusable, match=name):
        engine.index().snapshot()


@pytest.mark.parametrize("pattern", FILES)
def test_an_index_with_a_damaged_file_is_not_written_to(pattern, indexed):
    (path,) = current().glob(pattern)
    path.write_bytes(b"noise")
    engine.index.cache_clear()
    indexed.radar.save()
    with pytest.raises(IndexUnusable):
        outbox.drain()
    assert outbox.is_anything_waiting()


def test_nothing_is_unpickled_before_its_checksum_was_compared(indexed, tmp_path):
    """The table of contents is a pickle: one that was put there would run as code."""
    (toc,) = current().glob("_MAIN_*.toc")
    harm = b"cos\nmkdir\n(S'" + str(tmp_path / "harm").encode() + b"'\ntR."
    toc.write_bytes(toc.read_bytes()[: -len(harm)] + harm)
    engine.index.cache_clear()
    with pytest.raises(IndexUnusable, match="altered"):
        engine.index().snapshot()
    assert not (tmp_path / "harm").exists()


def test_a_process_checks_a_file_once(indexed, monkeypatch):
    checked = []
    original = commits.crc32
    monkeypatch.setattr(commits, "crc32", lambda path: checked.append(path.name) or original(path))
    engine.index.cache_clear()
    engine.index().snapshot()
    first = set(checked)
    save(indexed.radar, "Other.")
    engine.index().snapshot()
    assert {name for name in first if name.endswith(".seg")} <= set(checked)
    assert len([name for name in checked if name in first]) == len(first)


def test_check_reads_every_file_again(indexed):
    engine.index().snapshot()
    (path,) = current().glob("MAIN_*.seg")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "altered" in engine.index().damage()


def test_what_a_process_remembers_of_checked_files_does_not_grow(indexed):
    save(indexed.radar, "First.")
    engine.index().snapshot()
    size = len(engine.index()._verified)
    for number in range(8):
        save(indexed.radar, f"Change {number}.")
    assert len(engine.index()._verified) <= size + 3


# Formats.


def test_an_index_of_an_older_format_asks_for_a_rebuild(indexed):
    (current() / "FORMAT").write_text("0 body title")
    with pytest.raises(IndexUnusable, match="index rebuild"):
        commits.open_commit(current(), set())


def test_an_index_of_a_newer_release_is_told_apart(indexed):
    (current() / "FORMAT").write_text(f"{FORMAT + 1} body title")
    with pytest.raises(IndexOfNewerRelease, match="newer release"):
        commits.open_commit(current(), set())


def test_a_new_facet_asks_for_a_rebuild(indexed, monkeypatch):
    from search import facets

    monkeypatch.setitem(facets.FACETS, "author", facets.Facet("Author", "Author", "author"))
    with pytest.raises(IndexUnusable, match="another format"):
        commits.open_commit(current(), set())


# The order on disk.


class Recorder:
    """Writes down what is synced, renamed and removed, and does it."""

    def __init__(self, monkeypatch):
        self.steps = []
        for owner, name in ((os, "fsync"), (Path, "rename"), (Path, "unlink")):
            self._record(monkeypatch, owner, name)

    def _record(self, monkeypatch, owner, name):
        original = getattr(owner, name)

        def recorded(what, *args, **kwargs):
            path = Path(f"/proc/self/fd/{what}").readlink() if name == "fsync" else what
            kind = path.name.removesuffix(".tmp").rpartition(".")[2]
            self.steps.append((name, "folder" if path.is_dir() else kind))
            return original(what, *args, **kwargs)

        monkeypatch.setattr(owner, name, recorded)


def test_everything_is_on_disk_before_the_table_of_contents_that_names_it(indexed, monkeypatch):
    """After a power cut the disk holds some first part of these steps."""
    recorder = Recorder(monkeypatch)
    save(indexed.radar, "Other.")
    assert recorder.steps[:8] == [
        ("fsync", "seg"),
        ("fsync", "folder"),
        ("fsync", "json"),
        ("rename", "json"),
        ("fsync", "folder"),
        ("fsync", "toc"),
        ("rename", "toc"),
        ("fsync", "folder"),
    ]
    assert {step for step, _ in recorder.steps[8:]} == {"unlink"}


def test_the_switch_is_on_disk_before_the_rows_are_deleted(indexed, monkeypatch, steps):
    recorder = Recorder(monkeypatch)
    seen = []
    steps.before("search.rebuild._forget", lambda: seen.extend(recorder.steps[-3:]))
    rebuild.rebuild()
    assert seen == [("fsync", "CURRENT"), ("rename", "CURRENT"), ("fsync", "folder")]


# Many commits.


def test_after_each_commit_only_its_own_files_are_left(indexed):
    for number in range(12):
        save(indexed.radar, f"Change {number}.")
    segments = engine.index().snapshot().segments
    assert len(list(current().iterdir())) == len(segments) + 3


def test_merged_segments_hold_what_they_held_apart(indexed, nothing_is_lost):
    for number in range(30):
        indexed.article(f"Article {number}", f"Body {number}.", regions=[indexed.ukraine])
        outbox.drain()
    assert len(engine.index().snapshot().segments) < 8
    assert nothing_is_lost()


def test_a_segment_without_living_documents_is_dropped(indexed):
    indexed.article("Alone", "In a segment of its own.")
    outbox.drain()
    assert len(engine.index().snapshot().segments) == 2
    Article.objects.get(title="Alone").delete()
    outbox.drain()
    assert len(engine.index().snapshot().segments) == 1


def test_an_index_whose_last_article_goes_is_empty(indexed, nothing_is_lost):
    Article.objects.all().delete()
    outbox.drain()
    assert engine.index().snapshot().size == 0
    assert nothing_is_lost()


def test_a_seeded_generator_of_random_numbers_names_no_two_segments_alike(indexed, nothing_is_lost):
    for number in range(3):
        random.seed(0)
        indexed.article(f"Article {number}", "Body.")
        outbox.drain()
    assert nothing_is_lost()


# Readers.


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_reopening_leaks_no_file_descriptors(indexed):
    for number in range(40):
        if number == 10:
            before = open_files()
        save(indexed.radar, f"Change {number}.")
        engine.index().snapshot()
    assert open_files() <= before + len(engine.index().snapshot().segments)


def test_a_small_commit_reopens_only_the_new_segment(indexed):
    (first,) = engine.index().snapshot().segments
    indexed.article("New", "A newcomer.")
    outbox.drain()
    assert engine.index().snapshot().segments[0].content is first.content


def test_a_commit_of_another_process_is_seen_at_once(indexed, processes):
    before = engine.index().snapshot().number
    indexed.radar.save()
    processes.run(outbox.drain)
    assert engine.index().snapshot().number > before


def test_a_commit_that_comes_while_another_is_opened_is_opened_instead(indexed, processes, steps):
    def commit_elsewhere():
        Article.objects.filter(pk=indexed.radar.pk).update(body="Uranium.")
        processes.run(outbox.drain)

    engine.index.cache_clear()
    steps.after("search.whoosh.commits.newest_commit", commit_elsewhere)
    snapshot = engine.index().snapshot()
    assert snapshot.articles_with("uranium") == {indexed.radar.pk}


def test_a_snapshot_goes_on_answering_after_a_newer_commit(indexed, processes):
    snapshot = engine.index().snapshot()
    Article.objects.all().delete()
    processes.run(outbox.drain)
    assert len(snapshot.articles_with("karabakh")) == 1
