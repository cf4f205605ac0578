"""Records as rows of a CSV file that spreadsheets open without running what is in it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
NAMES = ("regions", "actors", "authors")
# What tells one row from another to a reader; `id` is empty unless a file gave one.
FIRST = ("public_id", "publication", "volume", "issue", "title", "date")
STRUCTURES = ("sources", "references", "tag_bases")


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the head line, once there is a record, and the lines of each record (RFC 4180).

    Imports find columns by their names, so those that FIRST names stand in front.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for number, given in enumerate(records):
        record = {name: given[name] for name in FIRST if name in given} | dict(given)
        if number == 0:
            writer.writerow(record)
        writer.writerow([_cell(name, value) for name, value in record.items()])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _cell(name: str, value: Any) -> str:
    """Write a value as `archive.importing.tables` reads it."""
    if name in NAMES:
        names = [each["name"] if isinstance(each, Mapping) else each for each in value]
        text = "; ".join(names)
    elif name in STRUCTURES:
        text = json.dumps(value, ensure_ascii=False) if value else ""
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
