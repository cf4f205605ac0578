"""The best passage of a text for a search, with the words found marked."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Token, terms, tokens
from search.language import Query

LENGTH = 280


@dataclass(frozen=True)
class Marker:
    """Finds the terms of a query in texts; phrases only as phrases."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, query: Query) -> "Marker":
        found = (tuple(terms(node.text)) for node in query.words())
        return cls(tuple(dict.fromkeys(found)))

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and number of the phrase of each occurrence, in order."""
        found_tokens = list(tokens(text))
        starts: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            starts.setdefault(phrase[0], []).append(number)
        spans = []
        for at, token in enumerate(found_tokens):
            for number in starts.get(token.term, ()):
                end = at + len(self.phrases[number])
                if _terms_of(found_tokens[at:end]) == self.phrases[number]:
                    spans.append((token.start, found_tokens[end - 1].end, number))
        return spans

    def snippet(self, text: str) -> SafeString:
        """Return the passage where most different words stand, marked and escaped."""
        spans = self.spans(text)
        start = _start_of_passage(text, _best_start(spans))
        end = _end_of_passage(text, start + LENGTH)
        inside = [(first, last) for first, last, _ in spans if start <= first and last <= end]
        before = escape("… " if start else "")
        return before + _marked(text[:end], start, inside) + escape(" …" if end < len(text) else "")

    def marked(self, text: str) -> SafeString:
        """Return the whole text, marked and escaped."""
        spans = [(first, last) for first, last, _ in self.spans(text)]
        return _marked(text, 0, spans)


def _terms_of(found: list[Token]) -> tuple[str, ...]:
    return tuple(token.term for token in found)


def _best_start(spans: list[tuple[int, int, int]]) -> int:
    """Return where the window with most different phrases, then most occurrences, begins."""
    best, best_start, end = (0, 0), 0, 0
    for begin, (start, _, _) in enumerate(spans):
        while end < len(spans) and spans[end][1] <= start + LENGTH * 3 // 4:
            end += 1
        window = spans[begin:end]
        score = (len({number for _, _, number in window}), len(window))
        if score > best:
            best, best_start = score, start
    return best_start


def _start_of_passage(text: str, start: int) -> int:
    """Go back to the beginning of the sentence if it is near, else to that of a word."""
    if start < LENGTH // 3:
        return 0
    earliest = start - LENGTH // 3
    sentence = max(text.rfind(sign, earliest, start) for sign in (". ", "! ", "? ", "\n\n"))
    if sentence >= 0:
        return sentence + 2
    blank = text.find(" ", start - LENGTH // 6, start)
    return blank + 1 if blank >= 0 else start


def _end_of_passage(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", end - LENGTH // 2, end)
    return blank if blank >= 0 else end


def _marked(text: str, start: int, spans: list[tuple[int, int]]) -> SafeString:
    """Escape the text from start on, with overlapping spans marked as one."""
    pieces: list[str] = []
    at = start
    for first, last in spans:
        if last > at:
            begin = max(first, at)
            pieces += [escape(text[at:begin]), f"<mark>{escape(text[begin:last])}</mark>"]
            at = last
    pieces.append(escape(text[at:]))
    # Everything above is escaped: this is the one place where text becomes HTML.
    return mark_safe("".join(pieces))  # noqa: S308
