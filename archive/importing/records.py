"""The import record: one article as JSON Lines, tables and bulletins give it, checked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from archive import dates

PUBLIC_ID = re.compile("[a-z2-7]{8}")
MAX_TITLE = 500
MAX_INTEGER = 2_147_483_647
STATES = ("draft", "published", "withdrawn")
BASES = ("stated", "inferred", "unknown")
TAG_BASES = ("curated", "imported", "accepted")
ACTOR_KINDS = ("person", "organisation", "state", "armed group", "company", "media")


class RecordError(ValueError):
    """The record cannot be imported; the message says what is wrong and how to mend it."""


@dataclass(frozen=True)
class Record:
    """One article to import; the field names are those of the JSON Lines form."""

    body: str
    publication: str | None = None
    id: str = ""
    volume: int | None = None
    issue: int | None = None
    title: str = ""
    date: str | None = None
    date_basis: str = ""
    authors: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    actors: list[dict[str, str]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    boilerplate: str = ""
    raw: str = ""
    public_id: str = ""
    slug: str = ""
    state: str = ""
    position: int | None = None
    title_basis: str = ""
    tag_bases: dict[str, dict[str, str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def preview(self) -> dict[str, Any]:
        """Return what `--dry-run --json` prints."""
        names = (
            "publication volume issue title date date_basis body sources references boilerplate "
            "warnings"
        ).split()
        return {name: getattr(self, name) for name in names}


# `search` is what an export says of the search that found the record.
KNOWN = {f.name for f in fields(Record)} | {"search"}


def from_mapping(given: Any) -> Record:
    """Check one decoded JSON object or CSV row; raises RecordError at the first fault."""
    if not isinstance(given, Mapping):
        raise RecordError(f"a record is a JSON object, not {_type_name(given)}")
    if given.get("body") is None:
        raise RecordError("“body” is missing; give the text, paragraphs parted by a blank line")
    values = {
        name: check(name, given[name])
        for name, check in CHECKS.items()
        if given.get(name) is not None
    }
    values["warnings"] = [*values.get("warnings", []), *_unknown_fields(given)]
    _settle_date_basis(values)
    return Record(**values)


def _unknown_fields(given: Mapping[Any, Any]) -> list[str]:
    unknown = sorted(str(name)[:60] for name in set(given) - KNOWN)
    texts = (f"the field “{name}” is unknown and was ignored" for name in unknown)
    return [text.encode(errors="replace").decode() for text in texts]


def _settle_date_basis(values: dict[str, Any]) -> None:
    """Give a date without a basis the usual one; a basis without a date means nothing."""
    basis = values.get("date_basis")
    if values.get("date"):
        if basis == "unknown":
            raise RecordError("“date_basis” of a date must be stated or inferred")
        values["date_basis"] = basis or "stated"
    else:
        if basis in ("stated", "inferred"):
            values["warnings"].append(f"there is no date; the basis “{basis}” was ignored")
        values["date_basis"] = "unknown"


def _type_name(value: Any) -> str:
    names = {list: "a list", dict: "an object", str: "text", bool: "true or false"}
    return names.get(type(value), "null" if value is None else "a number")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise RecordError(f"“{name}” must be text, not {_type_name(value)}")
    if "\0" in value:
        raise RecordError(f"“{name}” holds a NUL byte; remove it")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RecordError(f"“{name}” holds half of a surrogate pair; mend the encoding") from error
    return value


def _paragraphs(name: str, value: Any) -> str:
    """Take text as the admin would save it: plain newlines, no blank space around it."""
    return _composed(name, value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _composed(name: str, value: Any) -> str:
    """Take each letter with its accent as one character; a sign alone would part a word."""
    return normalize("NFC", _text(name, value))


def _short_text(name: str, value: Any) -> str:
    text = " ".join(line.strip() for line in _composed(name, value).split("\n")).strip()
    limit = MAX_TITLE if name in ("title", "url") else 200
    if len(text) > limit:
        raise RecordError(f"“{name}” has {len(text)} characters; at most {limit} are held")
    return text


def _address(name: str, value: Any) -> str:
    text = _short_text(name, value)
    try:
        if text:
            URLValidator()(text)
    except ValidationError as error:
        raise RecordError(f"“{name}” is no web address; write https://…") from error
    return text


def _public_id(name: str, value: Any) -> str:
    text = _short_text(name, value)
    if text and not PUBLIC_ID.fullmatch(text):
        raise RecordError(f"“{name}” has 8 characters, each one of a-z and 2-7")
    return text


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_INTEGER:
        raise RecordError(f"“{name}” must be a whole number from 0, or null")
    return value


def _date(name: str, value: Any) -> str | None:
    text = _short_text(name, value)
    try:
        if text:
            dates.bounds(text)
    except dates.InvalidDate as error:
        raise RecordError(f"“{name}”: {error}") from error
    return text or None


def _one_of(*allowed: str) -> Any:
    def check(name: str, value: Any) -> str:
        text = _short_text(name, value)
        if text not in ("", *allowed):
            raise RecordError(f"“{name}” must be one of {', '.join(allowed)}")
        return text

    return check


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise RecordError(f"“{name}” must be a list, not {_type_name(value)}")
    return value


def _texts(name: str, value: Any) -> list[str]:
    return [_text(name, each) for each in _list(name, value)]


def _names(name: str, value: Any) -> list[str]:
    texts = [_short_text(name, each) for each in _list(name, value)]
    return list(dict.fromkeys(text for text in texts if text))


def _actors(name: str, value: Any) -> list[dict[str, str]]:
    """Take objects with name and kind; a bare text is a name."""
    actors: dict[str, dict[str, str]] = {}
    for each in _list(name, value):
        actor = each if isinstance(each, Mapping) else {"name": each}
        label = _short_text(name, actor.get("name"))
        if label:
            kind = _one_of(*ACTOR_KINDS)("kind", actor.get("kind") or "")
            actors.setdefault(label, {"name": label, "kind": kind})
    return list(actors.values())


def _sources(name: str, value: Any) -> list[dict[str, Any]]:
    sources = []
    for each in _list(name, value):
        outlet = _named(name, each, "outlet")
        days = [_date(name, day) for day in _list("dates", each.get("dates") or [])]
        sources.append({"outlet": outlet, "dates": [day for day in days if day]})
    return sources


def _references(name: str, value: Any) -> list[dict[str, str]]:
    references = []
    for each in _list(name, value):
        publication = _named(name, each, "publication")
        day = _short_text(name, each.get("date") or "")
        if not dates.is_one_certain_day(day):
            raise RecordError(f"“{name}”: the date of a reference is one day, 2000-05-01")
        references.append({"publication": publication, "date": day})
    return references


def _named(name: str, value: Any, key: str) -> str:
    """Return the text that an object of a list must have under `key`."""
    text = _short_text(name, value.get(key) or "") if isinstance(value, Mapping) else ""
    if not text:
        raise RecordError(f"each of “{name}” must be an object with “{key}”")
    return text


def _tag_bases(name: str, value: Any) -> dict[str, dict[str, str]]:
    """Take `{"regions": {"Brazil": "curated"}, "actors": {…}}`."""
    if not isinstance(value, Mapping) or not all(isinstance(v, Mapping) for v in value.values()):
        raise RecordError(f"“{name}” must map regions and actors to names with their basis")
    check = _one_of(*TAG_BASES)
    return {
        kind: {
            _short_text(name, label): check(name, basis) or "imported"
            for label, basis in bases.items()
        }
        for kind, bases in value.items()
    }


CHECKS: dict[str, Any] = {
    "id": _short_text,
    "publication": _short_text,
    "volume": _number,
    "issue": _number,
    "title": _short_text,
    "date": _date,
    "date_basis": _one_of(*BASES),
    "authors": _names,
    "body": _paragraphs,
    "regions": _names,
    "actors": _actors,
    "sources": _sources,
    "references": _references,
    "url": _address,
    "boilerplate": _paragraphs,
    "raw": _text,
    "public_id": _public_id,
    "slug": _short_text,
    "state": _one_of(*STATES),
    "position": _number,
    "title_basis": _one_of("given", "derived"),
    "tag_bases": _tag_bases,
    "warnings": _texts,
}


def from_json_line(line: bytes) -> Record:
    """Read one line of JSON Lines; raises RecordError."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordError(f"not UTF-8 at byte {error.start + 1}; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:  # ValueError: a number of 5,000 digits
        raise RecordError(f"not JSON: {error}") from error
    return from_mapping(given)
