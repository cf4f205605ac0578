"""Tables as CSV (RFC 4180) that no spreadsheet runs as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from archive.exporting.tables import FORMULA_SIGNS


def as_csv(rows: Iterable[Sequence[str | float]]) -> str:
    """Return the rows; an apostrophe before a text shows that it is no formula."""
    written = io.StringIO()
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: str | float) -> str | int | float:
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
