"""Names as written, in any script, to a form that their romanisations share.

The names of the post-Soviet world reach a reader in several spellings: Heydar Aliyev, Haidar Aliev,
Heydər Əliyev, Гейдар Алиев. Folding writes all of them alike, so that names can be compared as
equal strings. It is coarser than `search.analysis.fold`, which only takes off case and accents, and
it is meant for names: English words would fall together (later, latter).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from search.analysis import TOKEN


class Rule(NamedTuple):
    """What letters become, where they stand as the pattern says."""

    pattern: str
    becomes: str
    reason: str


# Letters that say more than their transliteration, in lower case.
LETTERS = (
    ("ə", "a"), ("ş", "sh"), ("ș", "sh"), ("š", "sh"), ("ç", "ch"), ("č", "ch"), ("ć", "ch"),
    ("ž", "zh"), ("ţ", "ts"), ("ț", "ts"), ("đ", "dj"), ("ў", "v"), ("ŭ", "v"), ("ու", "u"),
)  # fmt: skip
# An Azerbaijani word is known by these; in it c, q and x sound as in no other Latin script.
AZERBAIJANI = re.compile("[əğı]")
OF_AZERBAIJANI = (("c", "j"), ("q", "g"), ("x", "kh"))
GEORGIAN_NOMINATIVE = re.compile("[ა-ჰ]{2,}[^აეიოუ]ი")
# How a first letter may sound that folds as h: Russian г stands for an h, too.
THROAT = re.compile("(?P<gh>г)|(?P<h>kh|h|x|х)|(?P<g>g|q)")

# At each place of the word, left to right, the first rule that fits is applied. Letters are
# compared as they came, in lower-case ASCII, without doubles but for o and f.
RULES = (
    # Endings.
    Rule(r"(?<=[aeo])h$", "", "Abdullah, Abdulla; Rasizadeh, Rasizade"),
    Rule(r"(?<=..)off$", "ov", "Smirnoff, Smirnov"),
    Rule(r"(?<=..)[iy]*eff$", "av", "Prokofieff, Prokofiev"),
    Rule(r"(?<=.a)u$", "v", "Belarusian: Stanislau, Stanislav"),
    Rule(r"(?<=[ae]nk)[oa]$", "a", "Belarusian: Lukashenka, Lukashenko"),
    Rule(r"(?<=[dt])er$", "r", "Alexander, Aleksandr; Dniester, Dniestr"),
    Rule(r"[iy]+j$", "i", "Kerenskij, Kerensky"),
    Rule(r"(?<=[aeou])j(?=$|[dkmnst])", "i", "Sergej, Sergei; Gajdar, Gaidar"),
    Rule(r"(?<=i)j(?=[aeu]$)", "", "Latvija, Latvia"),
    # Hushing sounds.
    Rule(r"shch|sch|sh", "sh", "Yushchenko, Yuschenko"),
    Rule(r"tsch|tch|ch", "ch", "Gorbatchev, Gorbachev"),
    Rule(r"dzh|dj|zh|j", "j", "Dzhaba, Djaba, Jaba; Zhumaliev, Jumaliev"),
    Rule(r"ts|tz|(?<=.)c(?=[eiy])", "c", "Nemtsov, Nemtzov; Kunitsyn, Kunicyn"),
    # c at the beginning stays: Cuban is not Kuban.
    Rule(r"(?<=.)ck?", "k", "Victor, Viktor; Wieck, Wiek"),
    # Throat sounds: Russian has г for an h, Ukrainian and Belarusian an h for г.
    Rule(r"kh|gh|g|h", "h", "Khatami, Hatami; Aghdam, Agdam; Гейдар, Heydar; Ihor, Igor"),
    Rule(r"^x|x(?=[bcdfgklmnprstvz])", "h", "Xonobod, Khonobod; Naxchivan, Nakhchivan"),
    Rule(r"x", "ks", "Alexei, Aleksei"),
    Rule(r"q", "k", "Qazaqstan, Kazakstan; Natiq, Natik"),
    # Vowels after a glide, which some romanisations write and others do not.
    Rule(r"^[iy]*e", "e", "Yerevan, Erevan"),
    Rule(r"^[iy]+(?=[au])", "i", "Yulia, Iulia; Yakub, Iakub"),
    Rule(r"[iy]+j?e|(?<=.)yo", "a", "Aliyev, Aliev, Alijev; Vasilyev, Васильев; Semyonov, Semenov"),
    Rule(r"(?<=ch)o", "a", "Gorbachov, Gorbachev; Chornobyl, Chernobyl"),
    Rule(r"(?<=[bcdfghjklmnpqrstvwxz])[iy]+(?=u)", "", "Lyudvig, Ludvig; Tiumen, Tyumen"),
    Rule(r"[iy]+", "i", "Kyryliv, Kiriliv; Sarkisyan, Sarkisian; Zlenko Anatolii, Anatoliy"),
    Rule(r"(?<=.)[ae]", "a", "Heydar, Haidar; Mamedov, Mammadov; Karimov, Kerimov"),
    Rule(r"ou|oo", "u", "Manoukian, Manukian; Masood, Masud"),
    # Other consonants.
    Rule(r"w", "v", "Berdimuhamedow, Berdymukhamedov; Walesa, Valesa"),
    Rule(r"ph|f+", "f", "Stephan, Stefan"),
)  # fmt: skip

DOUBLE = re.compile(r"([a-eg-np-z])\1+")
PLACE = re.compile("|".join(f"({rule.pattern})" for rule in RULES))


def _becomes(match: re.Match[str]) -> str:
    return RULES[(match.lastindex or 0) - 1].becomes


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return the folded form of one word of a name: lower-case ASCII letters and digits."""
    text = _in_ascii(word.lower().removesuffix("'s").removesuffix("’s"))
    return PLACE.sub(_becomes, DOUBLE.sub(r"\1", text))


def folded_words(text: str) -> list[str]:
    """Return the folded forms of a text's words in order; what folds to nothing is left out."""
    return [form for word in TOKEN.findall(text) if (form := folded(word))]


def readings(word: str) -> list[str]:
    """Return the folded forms that a word may have, the likeliest first.

    A first q of Azerbaijani is a g in most romanisations, in some a k: Qəbələ, Gabala; Qarabağ,
    Karabakh. Georgian ends foreign names in an i: ალიევი, Aliev; not so სააკაშვილი, Saakashvili.
    """
    lower = word.lower()
    if lower.startswith("q") and AZERBAIJANI.search(lower):
        return [folded(word), folded(f"k{lower[1:]}")]
    if GEORGIAN_NOMINATIVE.fullmatch(lower):
        return [folded(word), folded(lower[:-1])]
    return [folded(word)]


def begin_alike(one: str, other: str) -> bool:
    """Tell whether two words that fold alike may also begin alike: not Haidar and Gaidar.

    Folding takes g for h, which whole names need (Гейдар Алиев, Haidar Aliev). A single word has
    nothing beside it that tells whose name it is.
    """
    return bool(_throats(one) & _throats(other))


@lru_cache(maxsize=50_000)
def _throats(word: str) -> frozenset[str]:
    lower = word.lower()
    begins = anyascii(lower[:1]).lower()
    found = THROAT.match(lower) or THROAT.match(begins)
    sounds = (found.lastgroup or "") if found else "-"
    # What folds otherwise, too, may be compared with what begins otherwise.
    return frozenset(f"{sounds}-" if begins.startswith("q") else sounds)


def _in_ascii(text: str) -> str:
    if not text.isascii():
        for letter, meant in OF_AZERBAIJANI if AZERBAIJANI.search(text) else ():
            text = text.replace(letter, meant)
        for letter, meant in LETTERS:
            text = text.replace(letter, meant)
        text = anyascii(text).lower()
    return "".join(filter(str.isalnum, text))
