"""The grammar of source notes: finds them in the text, and parts them into groups."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise

from archive.importing.days import Cursor, Span, read_spans, starts_day

# No printed note comes near these; they bound what a hostile file can make of a few bytes.
_LONGEST_NOTE = 4_000
_LONGEST_NAME = 200
_LARGEST_GROUP = 500

_BRACKET = re.compile(r"[()]")
_DIGIT = re.compile(r"[0-9]")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)](?![0-9])")
_SENTENCE_ENDS = (".", "?", "!", "…")
_CLOSING_QUOTES = "”’\"'»´"


@dataclass
class Group:
    """Names that share their days: outlets, or publications after `see`."""

    is_reference: bool
    names: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    """What one bracket or numbered line cites; a group may lack names, never days."""

    sources: list[Group]
    references: list[Group]


Placed = tuple[int, int, Note]


@dataclass(frozen=True)
class _Piece:
    """A stretch of text that no bracket leaves: a paragraph, or a numbered line at the end."""

    text: str
    is_numbered: bool = False


def find(paragraphs: Sequence[Sequence[str]]) -> tuple[list[Note], list[str]]:
    """Return the notes of paragraphs (lists of lines) in order of appearance, and warnings."""
    notes: list[Note] = []
    warnings: list[str] = []
    for piece in _pieces(paragraphs):
        numbered = _numbered(piece)
        if numbered:
            notes.append(numbered)
            continue
        brackets, unclosed = _brackets(piece.text)
        notes += [note for _, _, note in _in_brackets(piece.text, brackets)]
        if unclosed is not None:
            excerpt = piece.text[unclosed : unclosed + 60]
            warnings.append(f"a bracket is not closed and was read as text: {excerpt}")
    return notes, warnings


def placed(text: str) -> Iterator[Placed]:
    """Yield the notes in the brackets of one paragraph, with the characters [start, end)."""
    return _in_brackets(text, _brackets(text)[0])


def places(paragraph: str) -> list[tuple[int, int]]:
    """Return start and end of the source notes in a paragraph; a numbered line is one."""
    if _numbered(_Piece(paragraph, _NUMBERED.match(paragraph) is not None)):
        return [(0, len(paragraph))]
    return [(start, end) for start, end, _ in placed(paragraph)]


def _pieces(paragraphs: Sequence[Sequence[str]]) -> list[_Piece]:
    """Set the numbered lines at the end apart from each other and from the text."""
    pieces: list[_Piece] = []
    at_end = True
    for lines in reversed(paragraphs):
        parted = _parted(lines) if at_end else [_Piece(" ".join(lines))]
        at_end = at_end and parted[0].is_numbered
        pieces += reversed(parted)
    return pieces[::-1]


def _parted(lines: Sequence[str]) -> list[_Piece]:
    starts = [place for place, line in enumerate(lines) if _NUMBERED.match(line)]
    if starts[:1] != [0]:
        # A line of running text may happen to begin with a number: that starts no notes.
        starts = list(dropwhile(lambda start: not _numbered(_Piece(lines[start], True)), starts))
    bounds = pairwise([*starts, len(lines)])
    numbered = [_Piece(" ".join(lines[start:end]), True) for start, end in bounds]
    text = " ".join(lines[: starts[0]] if starts else lines)
    return [_Piece(text), *numbered] if text else numbered


def _numbered(piece: _Piece) -> Note | None:
    number = _NUMBERED.match(piece.text) if piece.is_numbered else None
    return read(piece.text[number.end() :]) if number else None


def _brackets(text: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return start and end of the brackets that may be notes, and the first unclosed one.

    An unclosed bracket is text, so what it holds may still be a note.
    """
    found: list[tuple[int, int]] = []
    starts: list[int] = []
    heights: list[int] = []  # of the brackets within each open one
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            starts.append(match.start())
            heights.append(0)
        elif starts:
            start, height = starts.pop(), heights.pop()
            if heights:
                heights[-1] = max(heights[-1], height + 1)
            if height < 2 and _DIGIT.search(text, start, match.end()):
                found.append((start, match.end()))
    return sorted(found), starts[0] if starts else None


def _in_brackets(text: str, brackets: Sequence[tuple[int, int]]) -> Iterator[Placed]:
    read_to = 0
    for start, end in brackets:
        is_source = start >= read_to and _ends_sentence(text, start, end)
        note = read(text[start + 1 : end - 1], is_source)
        if note:
            read_to = max(read_to, end)
            yield start, end, note


def _ends_sentence(text: str, start: int, end: int) -> bool:
    after = text[end : end + 2].strip()
    before = text[max(start - 4, 0) : start].rstrip().rstrip(_CLOSING_QUOTES)
    return not after or after[0] in ".?!" or before.endswith(_SENTENCE_ENDS)


def read(text: str, is_source: bool = True) -> Note | None:
    """Return the note that the text of a bracket is, or None if it is none.

    References count wherever a bracket stands, sources in a true source note only.
    """
    if len(text) > _LONGEST_NOTE:
        return None
    groups = _Reading(text).groups()
    if not is_source or _begins_in_lower_case(text):
        groups = [group for group in groups if group.is_reference]
    note = Note(
        [group for group in groups if not group.is_reference],
        [group for group in groups if group.is_reference],
    )
    return note if groups else None


def _begins_in_lower_case(text: str) -> bool:
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


class _Reading:
    """One pass over the tokens of a note, group by group."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cursor = Cursor(text)
        self.only_refers = self._at_see()
        self.group = Group(self.only_refers)
        self.all_groups = [self.group]

    def groups(self) -> list[Group]:
        """Return the groups that have days."""
        while self.cursor.peek().kind != "end":
            self._step()
        return [
            group
            for group in self.all_groups
            if group.spans and len(group.names) * len(group.spans) <= _LARGEST_GROUP
        ]

    def _open(self, is_reference: bool) -> None:
        self.group = Group(is_reference)
        self.all_groups.append(self.group)

    def _step(self) -> None:
        if self.cursor.take(";"):
            self._open(self.only_refers)
        elif self._at_see():
            self.cursor.at += 1
            self.cursor.take("also")
            self._open(is_reference=True)
        elif not self.cursor.take(",", "and"):
            self._days_or_name()

    def _at_see(self) -> bool:
        return self.cursor.peek().text in ("see", "See")

    def _days_or_name(self) -> None:
        spans = read_spans(self.cursor)
        self.group.spans += spans
        if not spans:
            self._name()

    def _name(self) -> None:
        start = self.cursor.peek().start
        self._pass_name()
        name = self.text[start : self.cursor.peek(-1).end].strip(" :-–—")
        if not any(char.isalpha() for char in name):
            return
        if self.group.spans:
            self._open(self.group.is_reference)
        if self.group.is_reference:
            name = _publication(name)
        if name and len(name) <= _LONGEST_NAME:
            self.group.names.append(name)

    def _pass_name(self) -> None:
        """Step to the comma or semicolon, `see` or day that ends a name."""
        depth = 0
        while True:
            depth += {"(": 1, ")": -1}.get(self.cursor.peek().text, 0)
            self.cursor.at += 1
            token = self.cursor.peek()
            if token.kind == "end":
                return
            if depth < 1 and (token.text in (",", ";", "see") or self._day_ends_name()):
                return

    def _day_ends_name(self) -> bool:
        """Tell whether the comma before a day was forgotten, unlike in `signed on May 1`."""
        before, token = self.cursor.peek(-1), self.cursor.peek()
        glued = before.end == token.start
        return not glued and not before.text.islower() and starts_day(self.cursor)


def _publication(name: str) -> str:
    """Strip a leading `the`; `above`, `below` and other words without a capital name nothing."""
    name = name[4:] if name.lower().startswith("the ") else name
    return "" if name == name.lower() else name
