"""From what stands in the fields of date to one window, with the reason for each text refused."""

from collections.abc import Iterable
from typing import NamedTuple

from search import windows

LABELS = {"from": "From", "to": "To"}


class Refusal(NamedTuple):
    """A text that is no date, and why."""

    typed: str
    reason: str


class TypedDates(NamedTuple):
    """Both ends as `1999`, `1999-10` or `1999-10-05`, empty where open; what was refused by field.

    `notices` say what was ignored, refused texts included.
    """

    first: str
    last: str
    refused: dict[str, Refusal]
    notices: list[str]


def read(typed: Iterable[tuple[str, str]]) -> TypedDates:
    """Read the texts of the parameters `from` and `to`; a text with both ends goes before one."""
    ends: dict[str, tuple[str, str]] = {}
    refused: dict[str, Refusal] = {}
    notices = []
    for name, text, found in sorted(_parsed(typed, refused), key=lambda each: -len(each[2])):
        for end, value in found.items():
            kept, source = ends.setdefault(end, (value, text))
            if kept != value:
                notices.append(_ignored(text, source, LABELS[name]))
                break
    notices += [f"{LABELS[name]}: {refusal.reason}" for name, refusal in refused.items()]
    first, last = (ends.get(name, ("", ""))[0] for name in LABELS)
    return TypedDates(first, last, refused, notices)


def _parsed(
    typed: Iterable[tuple[str, str]], refused: dict[str, Refusal]
) -> list[tuple[str, str, dict[str, str]]]:
    """Return parameter, text and the ends that it sets; the others become refusals."""
    parsed = []
    for name, text in typed:
        try:
            found = windows.read(text)
        except windows.NoDate as error:
            refused.setdefault(name, Refusal(text, str(error)))
            continue
        names = (name,) if len(found) == 1 else ("from", "to")
        parsed.append((name, text, {o: end for o, end in zip(names, found, strict=True) if end}))
    return parsed


def _ignored(text: str, source: str, label: str) -> str:
    return f"The dates were taken from “{source[:40]}”; “{text[:40]}” in “{label}” was ignored."
