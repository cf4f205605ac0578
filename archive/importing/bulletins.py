"""The grammar of a bulletin: parts a file into items, and reads each into a record."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

from archive.importing import notes
from archive.importing.citations import Citations, Reference, SourceNote, year_of_volume
from archive.importing.days import Cursor, Day, NoDate, read_spans, states_year

_LABEL = re.compile(r"(Publication|Volume|Issue) ?: ?")
_HEADERS = (
    ["Publication", "Volume", "Issue"],
    ["Publication", "Volume"],
    ["Publication", "Issue"],
    ["Volume", "Issue"],
)
_DATE_LABEL = re.compile(r"date ?:", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONGEST_NUMBER = 9
_LONGEST_HEADLINE = 20
_LONGEST_TAIL = 12
_PUBLISHER = " is a publication of the jamestown foundation"
_FOOTER_LINES = ("copyright (c)", "unauthorized reproduction")

Paragraph = list[str]  # its lines


@dataclass(frozen=True)
class Bulletin:
    """One item of a file; its dates are EDTF, `raw` is its text as the file has it."""

    publication: str | None
    volume: int | None
    issue: int | None
    title: str
    date: str | None
    date_basis: Literal["stated", "inferred", "unknown"]
    body: str
    sources: list[SourceNote]
    references: list[Reference]
    boilerplate: str
    warnings: list[str]
    raw: str
    line: int

    def as_record(self) -> dict[str, Any]:
        """Return what `import_articles --dry-run --json` prints."""
        record = asdict(self)
        del record["raw"], record["line"]
        return record


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without BOM, or else in Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace")


def parse(text: str) -> list[Bulletin]:
    """Return the items of a file in order of appearance; blank text has none."""
    lines = io.StringIO(text, newline="").readlines()
    tidy = [_tidy(line) for line in lines]
    first = next((place for place, line in enumerate(tidy) if line), len(tidy))
    starts = [first, *_starts(tidy), len(tidy)]
    return [
        _bulletin(tidy[start:end], "".join(lines[start:end]).strip(), start + 1)
        for start, end in pairwise(starts)
        if start < end
    ]


def _tidy(line: str) -> str:
    """Collapse runs of spaces; byte order marks remain inside files that were joined.

    A letter with its accent is one character: a sign alone would part a word.
    """
    return " ".join(normalize("NFC", line.replace("\ufeff", " ")).split())


def _starts(lines: Sequence[str]) -> Iterator[int]:
    """Yield where items begin: at each header, or at the headline before it."""
    for place, line in enumerate(lines):
        if _header(line):
            near = range(place - 1, max(place - 3, -1), -1)
            above = next((i for i in near if lines[i]), place)
            yield above if _is_headline(lines[above]) else place


class _Header(NamedTuple):
    publication: str | None = None
    volume: int | None = None
    issue: int | None = None
    rest: str = ""  # what follows on the same line
    warnings: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that the volume implies, as the Monitor's do."""
        return year_of_volume(self.publication or "", self.volume)


def _header(line: str) -> _Header | None:
    if not line.startswith(("Publication", "Volume")):
        return None
    lead, *parts = _LABEL.split(line, maxsplit=3)
    labels, texts = parts[::2], [text.strip() for text in parts[1::2]]
    if lead or labels not in _HEADERS:
        return None
    texts[-1], _, rest = texts[-1].partition(" ")
    values = dict(zip(labels, texts, strict=True))
    if " " in values.get("Volume", ""):
        return None
    numbers = {label: _number(values.get(label, "")) for label in ("Volume", "Issue")}
    warnings = [
        f"the header gives no number as {label.lower()}: “{values.get(label, '')[:60]}”"
        for label, number in numbers.items()
        if number is None
    ]
    name = values.get("Publication") or None
    return _Header(name, numbers["Volume"], numbers["Issue"], rest, tuple(warnings))


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _LONGEST_NUMBER else None


def _bulletin(lines: Sequence[str], raw: str, line: int) -> Bulletin:
    above, header, lines = _head(lines)
    warnings = list(header.warnings)
    stated, lines = _stated(lines, warnings)
    paragraphs, boilerplate = _without_footers(_paragraphs(lines))
    title, paragraphs = _headline(above, paragraphs)
    paragraphs = _without_tail(paragraphs, warnings)
    found, unclosed = notes.find(paragraphs)
    warnings += unclosed
    citations = Citations(stated, header.year, header.issue, warnings)
    sources, newest = citations.sources(found)
    inferred = next_working_day(newest) if newest and not stated else None
    return Bulletin(
        publication=header.publication,
        volume=header.volume,
        issue=header.issue,
        title=title,
        date=str(stated) if stated else f"{inferred}?" if inferred else None,
        date_basis="stated" if stated else "inferred" if inferred else "unknown",
        body=_joined(paragraphs),
        sources=sources,
        references=citations.references(found, stated or inferred),
        boilerplate=_joined(boilerplate),
        warnings=warnings,
        raw=raw,
        line=line,
    )


def _head(lines: Sequence[str]) -> tuple[str, _Header, list[str]]:
    """Part an item into the headline above its header, the header, and the lines below."""
    for place, line in enumerate(lines[:3]):
        header = _header(line)
        if header:
            return "".join(lines[:place]), header, [header.rest, *lines[place + 1 :]]
    return "", _Header(), list(lines)


def _stated(lines: Sequence[str], warnings: list[str]) -> tuple[date | None, Sequence[str]]:
    """Take the date line, if the first line with words is one."""
    place = next((i for i, line in enumerate(lines) if line), None)
    if place is None:
        return None, lines
    day = _stated_day(lines[place])
    if not day:
        if _DATE_LABEL.match(lines[place]):
            warnings.append(f"the date line cannot be read: {lines[place][:60]}")
        return None, lines
    try:
        return day.date(), lines[place + 1 :]
    except NoDate as error:
        warnings.append(str(error))
        return None, lines[place + 1 :]


def _stated_day(line: str) -> Day | None:
    """Read `January 5, 2001` or `2001-01-05`, with or without the label."""
    label = _DATE_LABEL.match(line)
    text = line[label.end() :].strip() if label else line
    iso = _ISO_DAY.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
        return Day(month, day, year)
    cursor = Cursor(text[:60])
    spans = read_spans(cursor)
    cursor.take(".")
    one = len(spans) == 1 and spans[0].first is spans[0].last and cursor.peek().kind == "end"
    return spans[0].first if one and states_year(spans) else None


def _paragraphs(lines: Iterable[str]) -> list[Paragraph]:
    return [list(run) for has_words, run in groupby(lines, bool) if has_words]


def _joined(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join(" ".join(lines) for lines in paragraphs)


def _without_footers(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Part the paragraphs into text and boilerplate."""
    text: list[Paragraph] = []
    boilerplate: list[Paragraph] = []
    for place, lines in enumerate(paragraphs):
        if begins_footer(" ".join(lines)):
            return text, [*boilerplate, *paragraphs[place:]]
        kept = [line for line in lines if not is_footer_line(line)]
        if kept:
            text.append(kept)
        boilerplate += [[line] for line in lines if is_footer_line(line)]
    return text, boilerplate


def begins_footer(text: str) -> bool:
    """Tell whether boilerplate begins with this paragraph (rule R3)."""
    name, found, _ = text[:200].lower().partition(_PUBLISHER)
    # “He said that the Monitor is a publication of …” is no footer.
    words = [word for word in text[: len(name)].split() if len(word) > 3]
    return bool(found and name) and all(word[0].isupper() for word in words)


def is_footer_line(line: str) -> bool:
    """Tell whether the line is boilerplate by itself (rule R3)."""
    return line.lower().startswith(_FOOTER_LINES)


def _is_headline(line: str) -> bool:
    in_capitals = line == line.upper() != line.lower()
    return in_capitals and len(line.split()) <= _LONGEST_HEADLINE and not is_footer_line(line)


def _headline(above: str, paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """Part the text into title and body."""
    if not above and paragraphs and _is_headline(" ".join(paragraphs[0])):
        above, paragraphs = " ".join(paragraphs[0]), paragraphs[1:]
    return above.removesuffix("."), paragraphs


def _without_tail(paragraphs: list[Paragraph], warnings: list[str]) -> list[Paragraph]:
    """Drop the headline of the next item where the last paragraph is one."""
    tail = " ".join(paragraphs[-1]) if paragraphs else ""
    if len(paragraphs) < 2 or not is_tail(tail) or notes.find(paragraphs[-1:])[0]:
        return paragraphs
    warnings.append(f"the next item's headline was dropped from the end: {tail[:100]}")
    return paragraphs[:-1]


def is_tail(text: str) -> bool:
    """Tell whether a last paragraph reads like the next item's headline (rule R4)."""
    words = text.split()
    letters = ["".join(filter(str.isalpha, word)) for word in words]
    long = [word for word in letters if len(word) > 3]
    capitalised = [word for word in long if word[0].isupper()]
    is_short = len(words) <= _LONGEST_TAIL and text.endswith((".", "?"))
    return is_short and 2 * len(capitalised) > len(long)


def next_working_day(day: date) -> date | None:
    """Return the next Monday to Friday, the day that an item without a date is thought to be of."""
    days = {4: 3, 5: 2}.get(day.weekday(), 1)  # Monday after a Friday or a Saturday
    return day + timedelta(days) if date.max - day >= timedelta(days) else None
