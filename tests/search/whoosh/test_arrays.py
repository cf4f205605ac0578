from contextlib import suppress

import numpy as np
import pytest

from search.whoosh.arrays import ALIGNMENT, ArrayFile, ArraysDamaged, ArrayWriter


@pytest.fixture
def path(tmp_path):
    with ArrayWriter(tmp_path / "arrays.seg") as file:
        file.write("small", np.array([1, 2, 300], "<u2"))
        file.write("pieces", np.empty(0, "<i8"))
        file.write("pieces", np.array([-1, 7]), np.array([8]))
        file.write("empty", np.empty(0, "|u1"))
    return tmp_path / "arrays.seg"


def test_arrays_are_read_as_they_were_written(path):
    arrays = ArrayFile(path)
    assert {name: array.tolist() for name, array in arrays.items()} == {
        "small": [1, 2, 300],
        "pieces": [-1, 7, 8],
        "empty": [],
    }


def test_arrays_keep_their_type(path):
    assert [array.dtype.str for array in ArrayFile(path).values()] == ["<u2", "<i8", "|u1"]


def test_big_endian_numbers_are_written_little_endian(tmp_path):
    with ArrayWriter(tmp_path / "arrays.seg") as file:
        file.write("numbers", np.array([1, 2], ">i4"))
    assert ArrayFile(tmp_path / "arrays.seg")["numbers"].dtype.str == "<i4"


def test_every_array_begins_on_a_cache_line(path):
    offsets = [offset for _, offset, _ in ArrayFile(path)._directory.values()]
    assert {offset % ALIGNMENT for offset in offsets} == {0}


def test_a_mapped_array_cannot_be_written_to(path):
    with pytest.raises(ValueError, match="read-only"):
        ArrayFile(path)["small"][0] = 5


@pytest.mark.parametrize("length", [0, 7, 23, 100, -1])
def test_a_file_that_is_cut_off_is_refused_by_name(path, length):
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ArraysDamaged, match=r"arrays\.seg"):
        ArrayFile(path)


def test_a_foreign_file_is_refused(tmp_path):
    (tmp_path / "other").write_bytes(b"PK\3\4" * 100)
    with pytest.raises(ArraysDamaged, match="other"):
        ArrayFile(tmp_path / "other")


def test_an_error_while_writing_leaves_a_file_that_is_refused(tmp_path):
    with suppress(ZeroDivisionError), ArrayWriter(tmp_path / "half.seg") as file:
        file.write("numbers", np.arange(1_000))
        raise ZeroDivisionError
    with pytest.raises(ArraysDamaged):
        ArrayFile(tmp_path / "half.seg")


def test_no_number_is_narrowed_unseen(tmp_path):
    with ArrayWriter(tmp_path / "arrays.seg") as file:
        file.write("numbers", np.array([1], "<u2"))
        with pytest.raises(TypeError, match="may overflow"):
            file.write("numbers", np.array([300], "<u4"))
