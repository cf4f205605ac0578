import os

import pytest

from search.whoosh.folder import FORMAT, GENERATION, IndexFolder, IndexUnusable, write_durably


@pytest.fixture
def folder(tmp_path):
    made = IndexFolder(tmp_path / "far" / "index")
    made.path.mkdir(parents=True)
    return made


def test_the_first_lock_makes_the_folder(tmp_path):
    folder = IndexFolder(tmp_path / "far" / "index")
    with folder.locked("LOCK"):
        assert folder.path.is_dir()


def test_looking_at_a_folder_does_not_make_it(tmp_path):
    with pytest.raises(IndexUnusable):
        IndexFolder(tmp_path / "index").current()
    assert not (tmp_path / "index").exists()


def test_a_lock_is_given_once(folder):
    with folder.locked("LOCK") as first, folder.locked("LOCK") as second:
        assert (first, second) == (True, False)


def test_a_lock_is_free_again_after_its_block(folder):
    with folder.locked("LOCK"):
        pass
    with folder.locked("LOCK") as got:
        assert got


def test_a_lock_is_free_after_an_error(folder):
    with pytest.raises(ZeroDivisionError), folder.locked("LOCK"):
        raise ZeroDivisionError
    with folder.locked("LOCK") as got:
        assert got


def test_the_two_locks_are_independent(folder):
    with folder.locked("LOCK"), folder.locked("REBUILD") as got:
        assert got


def test_without_a_pointer_there_is_no_index(folder):
    with pytest.raises(IndexUnusable, match="index rebuild"):
        folder.current()


def test_a_pointer_to_a_folder_that_is_gone_names_it(folder):
    gone = folder.new_generation()
    folder.switch_to(gone)
    with pytest.raises(IndexUnusable, match=gone.name):
        folder.current()


@pytest.mark.parametrize("noise", [b"..", b"/etc", b"v1-1", b"\0", b"\xff\xfe", b"a" * 9_000])
def test_a_damaged_pointer_leads_nowhere(folder, noise):
    (folder.path / "CURRENT").write_bytes(noise)
    with pytest.raises(IndexUnusable, match="CURRENT"):
        folder.current()


@pytest.mark.parametrize("noise", [b"..", b"../../precious", b"/tmp", b".", b"\0"])
def test_a_damaged_marker_removes_nothing(folder, noise):
    precious = folder.path.parent.parent / "precious"
    precious.mkdir()
    (folder.path / "BUILDING").write_bytes(noise)
    folder.remove(folder.building())
    assert precious.is_dir()
    assert folder.path.is_dir()


def test_the_marker_names_the_generation_until_it_goes(folder):
    generation = folder.new_generation()
    folder.mark_building(generation)
    assert folder.building() == generation
    folder.unmark_building()
    assert folder.building() is None


def test_a_generation_carries_the_version_of_the_format(folder):
    assert folder.new_generation().name.startswith(f"v{FORMAT}-")


def test_no_two_generations_have_one_name(folder):
    names = {folder.new_generation().name for _ in range(50)}
    assert len(names) == 50
    assert all(GENERATION.fullmatch(name) for name in names)


def test_other_files_are_no_generations(folder):
    (folder.path / "v1-notes").mkdir()
    folder.new_generation().mkdir()
    assert len(folder.generations()) == 1


def test_a_note_of_damage_is_kept_until_it_is_forgotten(folder):
    folder.report_damage("a file is missing")
    assert folder.reported_damage() == "a file is missing"
    folder.forget_damage()
    assert folder.reported_damage() == ""


def test_a_note_that_cannot_be_kept_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    folder = IndexFolder(tmp_path / "file" / "index")
    folder.report_damage("a file is missing")
    assert folder.reported_damage() == ""


def test_what_cannot_be_written_leaves_the_file_as_it_was(folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    path = folder.path / "CURRENT"
    write_durably(path, b"before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(folder.path.iterdir()) == [path]


def test_a_pointer_that_cannot_be_read_is_named(folder):
    (folder.path / "CURRENT").mkdir()
    with pytest.raises(IndexUnusable, match="CURRENT cannot be read"):
        folder.current()
