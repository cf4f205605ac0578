"""Files of articles, by their endings."""

import gzip
import json
import lzma

import pytest

from archive.importing.files import ArticleFile, FileError
from archive.importing.records import RecordError

LINES = b'{"body": "One."}\n\n{"body": \n{"body": "Three."}\n'
MANY = b"".join(json.dumps({"body": str(number**99)}).encode() + b"\n" for number in range(999))


def file(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return ArticleFile(path)


def bodies(items):
    return [item.content.body for item in items if not isinstance(item.content, RecordError)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress)],
)
def test_json_lines_are_read_packed_or_not(tmp_path, name, pack):
    items = list(file(tmp_path, name, pack(LINES)).items())
    assert [item.line for item in items] == [1, 3, 4]
    assert bodies(items) == ["One.", "Three."]


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress)]
)
@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_what_stands_before_the_damage_is_read_and_the_damage_reported(
    tmp_path, name, pack, damage
):
    packed = pack(MANY)
    middle = len(packed) // 2
    rest = b"" if damage == "cut" else b"\0" * 50 + packed[middle + 50 :]
    *before, last = file(tmp_path, name, packed[:middle] + rest).items()
    assert bodies(before)[:3] == ["0", "1", str(2**99)]
    assert str(last.content).startswith("the file is damaged from here on")


def test_a_file_that_is_not_packed_at_all_is_damage_at_its_first_line(tmp_path):
    (item,) = file(tmp_path, "a.jsonl.gz", LINES).items()
    assert (item.line, type(item.content)) == (1, RecordError)


def test_progress_adds_up_to_the_size_of_the_file(tmp_path):
    packed = file(tmp_path, "a.jsonl.xz", lzma.compress(MANY))
    told = []
    list(packed.items(told.append))
    assert sum(told) == packed.size


def test_bulletins_are_read_with_their_raw_text(tmp_path):
    text = "Publication: Monitor Volume: 7 Issue: 4\n\nShort  text here.\n"
    (item,) = file(tmp_path, "a.txt", text.encode()).items()
    assert (item.content.body, item.content.raw) == ("Short text here.", text.strip())


def test_bulletins_and_tables_that_are_not_utf_8_are_windows_1252(tmp_path):
    text = "body\n“Quoted”\n".encode("cp1252")
    assert bodies(file(tmp_path, "a.csv", text).items()) == ["“Quoted”"]
    assert bodies(file(tmp_path, "a.txt", text).items()) == ["body “Quoted”"]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf\n"])
def test_a_blank_file_has_no_items(tmp_path, name, data):
    assert list(file(tmp_path, name, data).items()) == []


def test_a_table_may_begin_with_a_byte_order_mark(tmp_path):
    assert bodies(file(tmp_path, "a.csv", b"\xef\xbb\xbfbody\nText.\n").items()) == ["Text."]


def test_a_bulletin_that_cannot_be_held_is_reported_and_its_neighbour_read(tmp_path):
    header = "Publication: Monitor Volume: 7 Issue: {}\n\n{}\n\n"
    text = header.format(4, "Bad\0 text.") + header.format(5, "Good text.")
    bad, good = file(tmp_path, "a.txt", text.encode()).items()
    assert "NUL" in str(bad.content)
    assert (good.line, good.content.body) == (5, "Good text.")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileError, match=r"a\.txt: No such file"):
        ArticleFile(tmp_path / "a.txt")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(FileError, match="Is a directory"):
        ArticleFile(tmp_path)


def test_another_ending_is_refused_with_the_endings_that_are_read(tmp_path):
    with pytest.raises(FileError, match=r"none of \.txt, \.jsonl"):
        file(tmp_path, "a.doc", b"")
