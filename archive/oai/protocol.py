"""What a harvester asks: the arguments of a request, checked as OAI-PMH, section 4, tells."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core import signing

PREFIX = "oai_dc"
SALT = "archive.oai"
LISTS = ("ListIdentifiers", "ListRecords", "ListSets")
# Arguments of each verb, and whether it needs them.
OF_LISTS = {"metadataPrefix": True, "from": False, "until": False, "set": False}
ARGUMENTS: dict[str, dict[str, bool]] = {
    "Identify": {},
    "ListMetadataFormats": {"identifier": False},
    "ListSets": {},
    "GetRecord": {"identifier": True, "metadataPrefix": True},
    "ListIdentifiers": OF_LISTS,
    "ListRecords": OF_LISTS,
}
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
LENGTHS = {10: DAY, 20: SECOND}


class ProtocolError(Exception):
    """A request that is answered with an error; `code` is one of section 3.6."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class Selection(NamedTuple):
    """What a list is of: articles changed from a moment on, before another one, of a set."""

    from_: datetime | None
    before: datetime | None
    set: str


class Place(NamedTuple):
    """Where a list goes on: behind an article's key, of deleted ones behind the id of one."""

    is_deleted: bool = False
    last: int | str | None = 0
    delivered: int = 0


def arguments(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return the arguments of a request, the verb among them; raises ProtocolError."""
    found = dict(pairs)
    verb = found.get("verb", "")
    if verb not in ARGUMENTS or [name for name, _ in pairs].count("verb") > 1:
        raise ProtocolError("badVerb", "The verb is missing, repeated or none of the protocol.")
    if len(found) < len(pairs):
        raise ProtocolError("badArgument", "An argument stands twice.")
    if verb in LISTS and "resumptionToken" in found:
        allowed = {"resumptionToken": True}
    else:
        allowed = ARGUMENTS[verb]
    if unknown := sorted(found.keys() - allowed.keys() - {"verb"}):
        raise ProtocolError("badArgument", f"{verb} takes no {', '.join(unknown)} here.")
    if missing := [name for name in allowed if allowed[name] and name not in found]:
        raise ProtocolError("badArgument", f"{verb} needs {', '.join(missing)}.")
    return found


def check_prefix(given: Mapping[str, str]) -> None:
    """Raise ProtocolError for a form of metadata that there is not."""
    if given["metadataPrefix"] != PREFIX:
        raise ProtocolError("cannotDisseminateFormat", f"There is only {PREFIX}.")


def selection(given: Mapping[str, str]) -> Selection:
    """Return what the arguments of a list select; raises ProtocolError."""
    from_, until = given.get("from"), given.get("until")
    if from_ is not None and until is not None and len(from_) != len(until):
        raise ProtocolError("badArgument", "“from” and “until” are days, or seconds, both.")
    first = None if from_ is None else _moment(from_)
    last = None if until is None else _moment(until)
    if first and last and first > last:
        raise ProtocolError("badArgument", "“from” is later than “until”.")
    return Selection(first, last and _after(last, until or ""), given.get("set", ""))


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, LENGTHS[len(text)]).replace(tzinfo=UTC)
    except (KeyError, ValueError) as error:
        words = f"“{text[:40]}” is no day (2001-01-05) and no second (2001-01-05T12:00:00Z) in UTC."
        raise ProtocolError("badArgument", words) from error


def _after(moment: datetime, text: str) -> datetime:
    """Return the first moment after a day or second: limits are inclusive."""
    try:
        return moment + (timedelta(days=1) if len(text) == 10 else timedelta(seconds=1))
    except OverflowError:
        return moment


def write_token(given: Mapping[str, str], place: Place) -> str:
    """Return the whole request and where it goes on; nothing is kept on the server."""
    return signing.dumps([dict(given), *place], salt=SALT, compress=True)


def read_token(text: str, verb: str) -> tuple[dict[str, str], Place]:
    """Return what `write_token` wrote for this verb; raises ProtocolError."""
    try:
        given, *place = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise ProtocolError("badResumptionToken", "This is no token of this archive.") from error
    if given["verb"] != verb:
        raise ProtocolError("badResumptionToken", f"This is a token of {given['verb']}.")
    return given, Place(*place)
