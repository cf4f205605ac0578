"""What people write of a person's name beside given name and surname: initials, patronymics."""

import re
from functools import lru_cache

from search.analysis import plain
from search.bearers import Named
from search.folding import folded

# Of one name so many words are initials or a patronymic.
MOST_LEFT_OUT = 3
# B., B.N., B and N alone in capitals; A-B. of double names.
INITIALS = re.compile(r"(?:[^\W\d_]\.-?){0,2}[^\W\d_]\.?,?")
# As they fold: Vladimirovich, Sergeevich, Ilyich, Borisovna; Azerbaijani oghlu and qizi.
PATRONYMIC = re.compile(r".{2,}(?:ovich|avich|ivich|ovna|avna|ivna)|ilich|ohlu|hizi|kizi")


def initials(word: str) -> str:
    """Return the letters of initials; nothing for any other word, nor for a small letter alone."""
    if not INITIALS.fullmatch(word) or not (word[0].isupper() or "." in word):
        return ""
    return "".join(filter(str.isalpha, word))


@lru_cache(maxsize=50_000)
def is_left_out(word: str) -> bool:
    """Tell whether records may do without the word: initials, or a patronymic."""
    return bool(initials(word) or PATRONYMIC.fullmatch(folded(word)))


def abbreviates(letters: str, record: Named) -> bool:
    """Tell whether the first of the initials begins a given name of the record, in any script."""
    first = initials(letters)[0]
    sounds = {folded(first)[:1], plain(first)[:1]} - {""}
    names = record.given_names
    return any({folded(name)[:1], plain(name)[:1]} & sounds for name in names)
