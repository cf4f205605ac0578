"""Files of articles, by their endings."""

import gzip
import io
import json
import lzma
import zipfile

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


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return data.getvalue()


def test_a_zip_holds_files_of_any_kind_and_an_item_says_of_which_it_is(tmp_path):
    data = zipped(a_json='[{"body": "One."}]', b_csv="body\nTwo.\n")
    packed = file(tmp_path, "all.zip", data)
    items = list(packed.items())
    assert bodies(items) == ["One.", "Two."]
    assert [packed.place(item) for item in items] == ["all.zip/a.json:1", "all.zip/b.csv:2"]


def test_a_member_that_is_no_file_of_articles_is_reported(tmp_path):
    bad, good = file(tmp_path, "a.zip", zipped(a_doc="?", b_csv="body\nTwo.\n")).items()
    assert "the ending is none of .txt" in str(bad.content)
    assert good.content.body == "Two."


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl.gz", gzip.compress),
        ("a.txt.xz", lzma.compress),
        ("a.zip", lambda data: zipped(a_jsonl=data)),
    ],
)
def test_no_more_than_a_bounded_multiple_of_a_file_is_unpacked(tmp_path, name, pack):
    *_, last = file(tmp_path, name, pack(LINES + bytes(8 << 20))).items()
    assert "it unpacks to more than 100 times its size" in str(last.content)


def test_a_zip_with_a_password_is_damage(tmp_path):
    data = bytearray(zipped(a_csv="body\nTwo.\n"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (item,) = file(tmp_path, "a.zip", bytes(data)).items()
    assert "password required" in str(item.content)


def test_a_file_may_be_shown_by_another_name_than_it_is_kept_by(tmp_path):
    (tmp_path / "kept.csv").write_text("body\nText.\n")
    kept = ArticleFile(tmp_path / "kept.csv", "Nice name.csv")
    assert [kept.place(item) for item in kept.items()] == ["Nice name.csv:2"]
