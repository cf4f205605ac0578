"""What stands in the two fields of date."""

import pytest

from search.state import read


@pytest.mark.parametrize(
    ("typed", "ends", "notices"),
    [
        (
            "from=1999&to=1999-10..2000-03",
            ("1999-10", "2000-03"),
            ["The dates were taken from “1999-10..2000-03”; “1999” in “From” was ignored."],
        ),
        (
            "from=1998-1999&to=2001",
            ("1998", "1999"),
            ["The dates were taken from “1998-1999”; “2001” in “To” was ignored."],
        ),
        ("from=1999-10&to=1999-10..2000-03", ("1999-10", "2000-03"), []),
        ("from=1999..&to=2001", ("1999", "2001"), []),
        (
            "from=1999&from=2000",
            ("1999", ""),
            ["The dates were taken from “1999”; “2000” in “From” was ignored."],
        ),
    ],
)
def test_a_window_goes_before_the_other_field(typed, ends, notices):
    reading = read(typed)
    assert (reading.state.from_, reading.state.to) == ends
    assert reading.notices == notices


def test_a_refused_text_is_kept_with_the_reason():
    reading = read("from=autumn+1999&to=2000")
    assert reading.state.to == "2000"
    assert reading.refused_dates["from"].typed == "autumn 1999"
    assert reading.notices == [f"From: {reading.refused_dates['from'].reason}"]


def test_a_refused_text_stays_in_its_field_marked_and_explained(client, indexed):
    page = client.get("/search/?from=31+June+1999").text
    assert 'value="31 June 1999"' in page
    assert 'aria-invalid="true" aria-describedby="id_from_error"' in page
    assert page.count("“31 June 1999” cannot be: June 1999 has 30 days.") == 2


def test_a_refused_text_leaves_no_empty_field_in_the_address(client, indexed):
    answer = client.get("/search/?region=armenia&from=autumn+1999&to=")
    assert answer.url == "/search/?region=armenia&from=autumn+1999"
