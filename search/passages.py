"""Which part of a text to show: where most different words stand, in whole words and sentences."""

import re
import unicodedata

from search.occurrences import Occurrence

LENGTH = 280
WINDOW = LENGTH * 3 // 4  # what is found so near together shows in one passage
LEAD = LENGTH // 3  # before the first word found
# A full stop behind a title, a month or a single letter (U.S., J. Smith) ends nothing.
ABBREVIATION = (
    r"(?<!\b[^\W\d_]\.)(?<!\b(?:Dr|Jr|Lt|Mr|Ms|No|Sr|St|vs)\.)(?<!\bSept\.)"
    r"(?<!\b(?:Apr|Aug|Col|Dec|Feb|Gen|Gov|Jan|Maj|Mrs|Nov|Oct|Rep|Sen)\.)"
)
# The group ends where the sentence does; without it the gap is one of paragraphs.
SENTENCE_GAP = re.compile(
    rf"""[.!?\n](?:(?<!\n){ABBREVIATION}(["'’”)\]]*)\s+(?=[^\sa-z])|(?<=\n)\s*?\n\s*)"""
)
# White space, but not inside a number such as 1 000.
GAP = re.compile(r"[^\S\xa0\u202f\u2007](?!(?<=\d.)\d{3}(?!\d))", re.DOTALL)
ZERO_WIDTH_JOINER = "\u200d"


def best_passage(text: str, found: list[Occurrence]) -> tuple[int, int]:
    """Return start and end of the passage to show; occurrences come in order."""
    first, last = _window(found)
    start = _start(text, first, last)
    end = _end(text, start, last)
    if end < len(text):
        for begin, stop, _ in found:
            if last <= begin < end < stop:
                end = begin
    while start < end and (text[start].isspace() or (start and in_character(text, start))):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _window(found: list[Occurrence]) -> tuple[int, int]:
    """Return where the window with most different words, then most words, starts and ends."""
    if not found:
        return 0, 0
    first, last = found[0][0], max([end for _, end, _ in found])
    if last <= first + WINDOW or len(found) == 1:
        return first, last
    best = (0, 0, 0, 1)  # different words, words, and where the window lies in found
    inside: dict[int, int] = {}  # how often each target stands in the window
    end, count = 0, len(found)
    for begin, (start, _, number) in enumerate(found):
        while end < count and (found[end][1] <= start + WINDOW or end == begin):
            entering = found[end][2]
            inside[entering] = inside.get(entering, 0) + 1
            end += 1
        if (len(inside), end - begin) > best[:2]:
            best = (len(inside), end - begin, begin, end)
        if end == count and best[0] == len(inside):
            break  # what follows is less
        inside[number] -= 1
        if not inside[number]:
            del inside[number]
    window = found[best[2] : best[3]]
    return window[0][0], max([last for _, last, _ in window])


def _start(text: str, first: int, last: int) -> int:
    """Go back to the beginning of the sentence if it is near, else to that of a word."""
    lead = LENGTH - (last - first)
    earliest = first - LEAD if lead > LEAD else first - max(0, lead)
    room = LENGTH - (len(text) - earliest)
    if room > 0:
        earliest -= room
    if earliest <= 0:
        return 0
    start = -1
    for gap in SENTENCE_GAP.finditer(text, earliest, first + 1):
        if gap.end() <= first and (start < 0 or room <= 0):
            start = gap.end()
    if start >= 0:
        return start
    near = earliest if room > 0 else max(earliest, first - LENGTH // 6)
    blank = GAP.search(text, near - 1)
    return min(blank.end(), first) if blank else first


def _end(text: str, start: int, last: int) -> int:
    """Go on to the last sentence that ends in the passage if it is long enough, else a word."""
    latest = start + LENGTH
    if latest >= len(text):
        return len(text)
    end = 0
    for gap in SENTENCE_GAP.finditer(text, max(last, latest - LENGTH // 3), latest + 2):
        sentence_end = gap.start() if gap[1] is None else gap.end(1)
        if sentence_end <= latest:
            end = sentence_end
    if end:
        return end
    lowest = last if start < last < latest else latest - LENGTH // 2
    return _end_of_word(text, lowest, latest)


def _end_of_word(text: str, lowest: int, latest: int) -> int:
    """Return the last place to end at; what has no gaps ends between characters."""
    for may_end in (_is_gap, _is_edge, _is_character):
        for at in range(latest, lowest - 1, -1):
            if may_end(text, at):
                return at
    return latest


def _is_gap(text: str, at: int) -> bool:
    return text[at].isspace() and GAP.match(text, at) is not None


def _is_edge(text: str, at: int) -> bool:
    """Tell whether no word or number goes on from the character before to this one."""
    before, after = text[at - 1], text[at]
    is_word = before.isalnum() and after.isalnum()
    is_number = (before in ".,'’" or after in ".,'’") and (before + after).strip(".,'’").isalnum()
    return not is_word and not is_number and _is_character(text, at)


def _is_character(text: str, at: int) -> bool:
    return not in_character(text, at)


def in_character(text: str, at: int) -> bool:
    """Tell whether what stands here belongs to the character before (UAX 29, roughly)."""
    here = text[at]
    if here < "\u0300":
        return False
    is_joined = text[at - 1] == ZERO_WIDTH_JOINER or here == ZERO_WIDTH_JOINER
    is_skin = "\U0001f3fb" <= here <= "\U0001f3ff"
    return is_joined or is_skin or unicodedata.category(here) in ("Mn", "Mc", "Me", "Cs")
