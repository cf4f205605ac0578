"""The files in which a vocabulary travels: JSON Lines, and SKOS as Turtle or JSON-LD."""

import json
from typing import Any

from archive.exporting import authorities, skos
from archive.importing import authorities as loading
from archive.importing import skos as reading
from archive.models import Actor, Outlet, Region

KINDS: dict[str, Any] = {"regions": Region, "actors": Actor, "outlets": Outlet}
# Ending of a file → its media type.
MEDIA_TYPES = {
    ".jsonl": "application/jsonl",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
}


def written(model: Any, ending: str, base: str) -> str:
    """Return all records of a kind as a file with this ending; `base` is the site's address."""
    lines = authorities.lines(model)
    if ending == ".jsonl":
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return skos.serialized(model.kind_of_slug(), lines, base, ending)


def read(model: Any, data: bytes, ending: str) -> loading.Loaded:
    """Make the missing records of a file; raises reading.Unreadable, and then makes none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reading.Unreadable("it is not UTF-8") from error
    return loading.load(model, _lines(text, ending))


def _lines(text: str, ending: str) -> list[dict[str, Any]]:
    if ending != ".jsonl":
        return reading.lines(text, ending)
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            lines.append(_object(line, number))
    return lines


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise reading.Unreadable(f"line {number}: {error}") from error
    if not isinstance(found, dict):
        raise reading.Unreadable(f"line {number} is no JSON object")
    return found
