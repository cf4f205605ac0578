"""Rows of a CSV file: read back by the import, harmless in a spreadsheet."""

import csv
import io

import pytest

from archive.exporting import records, tables
from archive.exporting.reading import whole
from archive.importing import tables as imported


def test_a_row_is_read_back_as_the_record(archive):
    record = records.record(whole(archive.radar))
    ((_, found),) = imported.parse("".join(tables.rows([record])))
    assert found.title == record["title"]
    assert found.sources == record["sources"]
    assert found.tag_bases == record["tag_bases"]
    assert found.regions == ["Azerbaijan"]
    assert not found.warnings


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_a_formula_is_text_to_a_spreadsheet_and_comes_back_as_it_was(text):
    written = "".join(tables.rows([{"title": "t", "body": text, "publication": "P"}]))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[1][2] == f"'{text}"
    ((_, found),) = imported.parse(written)
    assert found.body == text.strip()


def test_what_tells_rows_apart_stands_first(archive):
    head = next(tables.rows([records.record(whole(archive.radar))])).partition("\r\n")[0]
    assert head.startswith("public_id,publication,volume,issue,title,date,id,")


def test_without_records_there_is_not_even_a_head():
    assert not list(tables.rows([]))
