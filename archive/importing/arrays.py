"""Reads JSON files: an array of import records, or one record alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

from archive.importing.records import Record, RecordError, from_mapping

_DECODER = json.JSONDecoder()
_SOMETHING = re.compile(r"[^ \t\r\n]|\Z")


def parse(text: str) -> Iterator[tuple[int, Record | RecordError]]:
    """Yield the line where each record begins, and the record; a fault of JSON ends the reading."""
    line, counted = 1, 0
    try:
        for place, given in _values(text):
            line, counted = line + text.count("\n", counted, place), place
            yield line, _record(given)
    except (ValueError, RecursionError) as error:  # ValueError: a number of 5,000 digits
        yield line, RecordError(f"not JSON after this: {error}")


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the values of the array, or the one outside any, and where they begin."""
    place = _next(text, 0)
    if text[place : place + 1] != "[":
        if place < len(text):
            yield place, json.loads(text)
        return
    while text[place : place + 1] in ("[", ","):
        start = _next(text, place + 1)
        if text[place] == "[" and text[start : start + 1] == "]":
            place = start
            break
        given, end = _DECODER.raw_decode(text, start)
        yield start, given
        place = _next(text, end)
    if text[place:].strip() != "]":
        raise ValueError("a comma or the closing bracket is missing, or something follows it")


def _next(text: str, place: int) -> int:
    """Return where the next character stands that is not blank."""
    found = _SOMETHING.search(text, place)
    return found.start() if found else len(text)


def _record(given: object) -> Record | RecordError:
    try:
        return from_mapping(given)
    except RecordError as error:
        return error
