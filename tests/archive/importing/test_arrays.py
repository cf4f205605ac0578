"""JSON files."""

import pytest

from archive.importing import arrays
from archive.importing.records import RecordError


def read(text):
    return [
        (line, "" if isinstance(content, RecordError) else content.body)
        for line, content in arrays.parse(text)
    ]


def test_an_array_of_records_is_read_with_its_lines():
    assert read('[\n{"body": "One."},\n\n {"body":\n "Two."}\n]\n') == [(2, "One."), (4, "Two.")]


def test_one_record_needs_no_array():
    assert read(' {"body": "One."}\n') == [(1, "One.")]


@pytest.mark.parametrize("text", ["", " \n", "[]", "[ \n ]"])
def test_where_no_record_is_none_is_read(text):
    assert read(text) == []


def test_a_bad_record_is_reported_and_its_neighbours_are_read():
    assert read('[{"body": "One."},\n5,\n{"body": "Three."}]') == [
        (1, "One."),
        (2, ""),
        (3, "Three."),
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "",
        ",",
        ",]",
        ", {",
        "} ]",
        "] x",
        ' {"body": "Two."}]',
        ", " + "[" * 100_000,
        ", " + "9" * 5000 + "]",
    ],
)
def test_a_fault_of_json_ends_the_reading_and_is_reported(rest):
    (first, last) = arrays.parse('[{"body": "One."}' + rest)
    assert first[1].body == "One."
    assert str(last[1]).startswith("not JSON after this")
