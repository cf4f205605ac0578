"""Reads CSV files, whose rows are import records."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from archive.importing.records import MAX_INTEGER, Record, RecordError, from_mapping

# The apostrophe by which an export keeps spreadsheets from running a cell.
FORMULA = re.compile(r"\A'(?=[=+\-@\t\r])")


def parse(text: str) -> Iterator[tuple[int, Record | RecordError]]:
    """Read rows of a CSV file with a head line; yields the line where each row begins."""
    csv.field_size_limit(MAX_INTEGER)  # the module's own limit is shorter than an article may be
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] = []
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
            if head and row:
                yield line, from_mapping(_csv_values(head, row))
            head = head or [name.strip() for name in row]
        except StopIteration:
            return
        except csv.Error as error:
            yield line, RecordError(f"not CSV: {error}; check the quotes")
        except RecordError as error:
            yield line, error


def _csv_values(head: list[str], row: list[str]) -> dict[str, Any]:
    """Turn cells into the JSON form: `;` parts lists, sources and references are JSON."""
    if len(row) != len(head):
        raise RecordError(
            f"{len(row)} cells, and the head line has {len(head)}; quote cells that hold commas"
        )
    cells = zip(head, row, strict=True)
    return {
        name: _csv_value(name, FORMULA.sub("", cell))
        for name, cell in cells
        if name == "body" or (name and cell)
    }


def _csv_value(name: str, cell: str) -> Any:
    if name in ("volume", "issue", "position"):
        return int(cell) if cell.strip().isdecimal() and len(cell) < 20 else cell
    if name in ("regions", "actors", "authors", "warnings"):
        return [part.strip() for part in cell.split(";") if part.strip()]
    if name in ("sources", "references", "tag_bases"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError) as error:
            raise RecordError(f"“{name}” must be JSON in a CSV cell: {error}") from error
    return cell
