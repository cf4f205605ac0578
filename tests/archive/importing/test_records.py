"""What a JSON Lines record may hold, and how a bad one is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.records import Record, RecordError, from_json_line, from_mapping

NAMES = st.sampled_from("name kind outlet dates publication date regions actors".split())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=8,
)
FIELDS = sorted(Record.__dataclass_fields__)


def read(**fields):
    return from_mapping({"body": "Text.", **fields})


def reason(**fields):
    with pytest.raises(RecordError) as refused:
        read(**fields)
    return str(refused.value)


def test_a_body_is_all_that_a_record_needs():
    assert from_mapping({"body": "Text."}) == Record(body="Text.", date_basis="unknown")


def test_a_letter_with_its_accent_becomes_one_character():
    record = read(title="Ne\u0301gociation", body="Cafe\u0301.")
    assert (record.title, record.body) == ("N\u00e9gociation", "Caf\u00e9.")


@pytest.mark.parametrize("given_", [{"title": "Alone"}, {"body": None}])
def test_a_record_without_a_body_is_refused(given_):
    with pytest.raises(RecordError, match="“body” is missing"):
        from_mapping(given_)


@pytest.mark.parametrize("given_", [None, [], "text", 5, True])
def test_what_is_no_object_is_refused(given_):
    with pytest.raises(RecordError, match="a record is a JSON object, not"):
        from_mapping(given_)


def test_an_unknown_field_is_ignored_with_a_warning():
    assert read(colour="red").warnings == ["the field “colour” is unknown and was ignored"]


def test_half_a_surrogate_pair_in_an_unknown_name_can_be_printed():
    record = from_json_line(b'{"body": "", "\\ud800": 1}')
    assert "?" in record.warnings[0].encode().decode()


def test_null_is_as_good_as_nothing():
    assert read(title=None, date=None, regions=None, volume=None) == read()


def test_a_date_without_a_basis_is_stated():
    assert read(date="1987-02-26").date_basis == "stated"


def test_an_empty_basis_is_no_basis():
    assert read(date="1987", date_basis="").date_basis == "stated"


def test_a_basis_without_a_date_is_ignored_with_a_warning():
    record = read(date=None, date_basis="inferred")
    assert record.date_basis == "unknown"
    assert record.warnings == ["there is no date; the basis “inferred” was ignored"]


def test_a_date_of_unknown_basis_is_refused():
    assert "must be stated or inferred" in reason(date="1987", date_basis="unknown")


@pytest.mark.parametrize("date", ["2001-02-30", "2001/", "5 January 2001", "2001-01-05T10:00:00Z"])
def test_a_date_that_is_no_edtf_of_level_1_is_refused(date):
    assert reason(date=date).startswith("“date”: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("body", ["a"]),
        ("volume", "7"),
        ("volume", -1),
        ("volume", True),
        ("issue", 2**31),
        ("regions", "Brazil"),
        ("regions", [5]),
        ("actors", [{"kind": "person"}]),
        ("actors", [{"name": "X", "kind": "robot"}]),
        ("sources", [{"dates": []}]),
        ("sources", [{"outlet": "  "}]),
        ("sources", [{"outlet": "Turan", "dates": ["soon"]}]),
        ("references", [{"publication": "Monitor"}]),
        ("references", [{"publication": " ", "date": "2000-05-01"}]),
        ("references", [{"publication": "Monitor", "date": "2000-05"}]),
        ("references", [{"publication": "Monitor", "date": "2000-W18-1"}]),
        ("state", "secret"),
        ("date_basis", "guessed"),
        ("tag_bases", {"regions": ["Brazil"]}),
        ("tag_bases", {"regions": {"Brazil": "rumour"}}),
        ("public_id", "../admin"),
        ("public_id", "short"),
        ("url", "javascript:alert(1)"),
        ("title", "x" * 501),
        ("id", "x" * 201),
        ("title", "a\0b"),
        ("body", "\ud800"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(field, value):
    assert f"“{field}”" in reason(**{field: value}) or "“kind”" in reason(**{field: value})


def test_names_are_trimmed_and_given_once():
    assert read(regions=[" Brazil", "Brazil ", ""]).regions == ["Brazil"]


def test_an_actor_may_be_a_bare_name():
    assert read(actors=["OPEC"]).actors == [{"name": "OPEC", "kind": ""}]


def test_an_outlet_needs_no_dates():
    assert read(sources=[{"outlet": "Turan", "dates": None}]).sources == [
        {"outlet": "Turan", "dates": []}
    ]


def test_a_title_is_one_line():
    assert read(title=" A title\r\n in two ").title == "A title in two"


def test_a_body_has_plain_newlines_and_no_blank_ends():
    assert read(body="\r\nOne.\r\n\r\nTwo.\r").body == "One.\n\nTwo."


def test_a_tag_without_a_basis_is_imported():
    assert read(tag_bases={"regions": {"Brazil": ""}}).tag_bases["regions"] == {
        "Brazil": "imported"
    }


def test_a_byte_order_mark_before_the_first_line_is_no_fault():
    assert from_json_line(b'\xef\xbb\xbf{"body": "Text."}\r\n').body == "Text."


def test_a_line_in_another_encoding_is_refused_with_the_place():
    with pytest.raises(RecordError, match="not UTF-8 at byte 11"):
        from_json_line('{"body": "“"}'.encode("cp1252"))


@pytest.mark.parametrize("line", [b"{", b"", b"[" * 100_000, b"9" * 5_000, b'{"body": "a" "b"}'])
def test_a_line_that_is_no_json_is_refused(line):
    with pytest.raises(RecordError, match="not JSON"):
        from_json_line(line)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=2))
def test_no_json_object_is_worse_than_refused(fields):
    line = json.dumps({"body": "Text.", **fields}).encode()
    try:
        outcome = from_json_line(line).preview()
    except RecordError as refused:
        outcome = str(refused)
    assert outcome


def test_a_preview_shows_what_a_bulletin_gives():
    assert (
        list(read().preview())
        == (
            "publication volume issue title date date_basis body sources references boilerplate "
            "warnings"
        ).split()
    )
