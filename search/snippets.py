"""The best passage of a text for a search, with the words found marked."""

import re
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from archive.markup import as_html
from search.language import Query
from search.occurrences import Occurrence, Target, occurrences
from search.passages import best_passage, in_character

# Where marks begin and end until all is escaped, at once: control characters, not allowed in HTML.
OPEN, CLOSE = "\x02", "\x03"
LINE_BREAK = re.compile(r"[\r\n]\s*")


@dataclass(frozen=True)
class Marker:
    """Finds the words of a query in one field of texts; phrases only as phrases."""

    targets: tuple[Target, ...]

    @classmethod
    def of(cls, query: Query, field: str = "body") -> "Marker":
        leaves = dict.fromkeys(query.words(field))
        return cls(tuple(target for leaf in leaves for target in Target.of(leaf)))

    def spans(self, text: str) -> list[Occurrence]:
        """Return what is found, with the number of the word or phrase, in order."""
        return occurrences(text, self.targets)

    def snippet(self, text: str) -> SafeString:
        """Return the passage where most different words stand, marked and escaped."""
        found = self.spans(text)
        start, end = best_passage(text, found)
        is_left_out_before = start and not text[:start].isspace()
        is_left_out_after = end < len(text) and not text[end:].isspace()
        ellipses = "… " if is_left_out_before else "", " …" if is_left_out_after else ""
        return marked(text, found, start, end, ellipses)

    def marked(self, text: str) -> SafeString:
        """Return the whole text, marked and escaped."""
        return marked(text, self.spans(text), 0, len(text))


def marked(
    text: str, found: list[Occurrence], start: int, end: int, ellipses: tuple[str, str] = ("", "")
) -> SafeString:
    """Return a part of the text, escaped and marked, between what stands for the rest."""
    if OPEN in text or CLOSE in text:
        text = text.replace(OPEN, " ").replace(CLOSE, " ")
    before, after = ellipses
    pieces = [before]
    at = start
    for first, last in _united(text, found, start, end):
        pieces += (text[at:first], OPEN, text[first:last], CLOSE)
        at = last
    pieces += (text[at:end], after)
    html = escape("".join(pieces)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    if "\n" in html:
        html = LINE_BREAK.sub(" ", html.replace("\n\n", " "))
    return as_html(html)


def _united(text: str, found: list[Occurrence], start: int, end: int) -> list[tuple[int, int]]:
    """Return what lies in the part of the text, overlapping spans as one."""
    united: list[tuple[int, int]] = []
    until = -1
    is_ascii = text.isascii()
    for first, last, _ in found:
        if last <= start or first >= end:
            continue
        begin, stop = max(first, start), min(last if is_ascii else _with_accents(text, last), end)
        if begin > until:
            united.append((begin, stop))
        elif stop > until:
            united[-1] = (united[-1][0], stop)
        until = united[-1][1]
    return united


def _with_accents(text: str, end: int) -> int:
    while end < len(text) and in_character(text, end):
        end += 1
    return end
