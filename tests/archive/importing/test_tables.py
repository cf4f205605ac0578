"""Rows of a CSV file as records."""

from archive.importing import tables
from archive.importing.records import Record, RecordError


def rows(text):
    return [content for _, content in tables.parse(text)]


def lines(text):
    return [line for line, _ in tables.parse(text)]


def test_cells_are_fields_by_the_names_of_the_head_line():
    (record,) = rows("id,body,volume\na1,Text.,7\n")
    assert (record.id, record.body, record.volume) == ("a1", "Text.", 7)


def test_semicolons_part_names():
    (record,) = rows("body,regions\nText.,Armenia; Karabakh ;\n")
    assert record.regions == ["Armenia", "Karabakh"]


def test_sources_are_json_in_a_cell():
    (record,) = rows('body,sources\nText.,"[{""outlet"": ""Turan"", ""dates"": [""2000""]}]"\n')
    assert record.sources == [{"outlet": "Turan", "dates": ["2000"]}]


def test_bad_json_in_a_cell_is_refused():
    (refused,) = rows("body,sources\nText.,Turan\n")
    assert str(refused).startswith("“sources” must be JSON in a CSV cell")


def test_an_empty_cell_is_no_value():
    assert rows("body,date,volume\n,,\n") == [Record(body="", date_basis="unknown")]


def test_a_number_cell_that_is_no_number_is_refused():
    assert "“volume” must be a whole number" in str(rows("body,volume\nText.,seven\n")[0])


def test_a_number_of_ten_thousand_digits_is_refused():
    assert isinstance(rows(f"body,volume\nText.,{'9' * 10_000}\n")[0], RecordError)


def test_a_row_with_too_many_or_too_few_cells_is_refused_and_the_next_is_read():
    long, short, good = rows("id,body\na,b,c\nd\ne,Text.\n")
    assert str(long) == "3 cells, and the head line has 2; quote cells that hold commas"
    assert isinstance(short, RecordError)
    assert good.id == "e"


def test_a_bad_quote_is_refused_and_the_next_row_is_read():
    bad, good = rows('id,body\na,"Te"xt\nb,Text.\n')
    assert str(bad).startswith("not CSV: ")
    assert good.id == "b"


def test_a_quote_that_never_ends_is_refused():
    assert [type(row) for row in rows('body\n"Text.\n')] == [RecordError]


def test_a_row_stands_at_the_line_where_it_begins():
    assert lines('body\n"One\n\nstill one"\n\nTwo\n') == [2, 6]


def test_a_head_line_alone_has_no_rows():
    assert rows("id,body\n") == rows("") == []


def test_a_table_without_bodies_is_refused_row_by_row():
    assert ["“body” is missing" in str(row) for row in rows("id\na\nb\n")] == [True, True]
