"""CSV that spreadsheets do not run."""

import pytest

from search.spreadsheets import as_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_shown_as_text(text):
    assert as_csv([[text]]).strip('"\r\n').startswith("'")


def test_numbers_and_other_texts_stay_as_they_are():
    assert as_csv([["a, b", -1, 0.5]]) == '"a, b",-1,0.5\r\n'
