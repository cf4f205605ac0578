"""The forms of a record's name as its page lists them: grouped by script, languages in words."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.conf.locale import LANG_INFO

from archive.models.vocabulary import Variant

# ISO 15924, for the scripts that names of the region are written in.
SCRIPTS = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Geor": "Georgian",
    "Armn": "Armenian",
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Grek": "Greek",
    "Hans": "Chinese (simplified)",
    "Hant": "Chinese (traditional)",
    "Mong": "Mongolian",
}
# Languages that Django has no translations for, by BCP 47.
LANGUAGES = {
    "ab": "Abkhaz",
    "ce": "Chechen",
    "crh": "Crimean Tatar",
    "gag": "Gagauz",
    "ku": "Kurdish",
    "zh": "Chinese",
}


class Form(NamedTuple):
    """A form of a name; `remark` is its kind where that tells something."""

    text: str
    language: str
    language_in_words: str
    remark: str


class Script(NamedTuple):
    name: str
    forms: list[Form]


def by_script(variants: Iterable[Variant]) -> list[Script]:
    """Return the forms by script, Latin first; those without a script stand at the end."""
    order = {code: place for place, code in enumerate(SCRIPTS)}

    def place(variant: Variant) -> tuple[int, str]:
        return (order.get(variant.script, len(order)) if variant.script else 99, variant.script)

    in_order = sorted(variants, key=lambda each: (place(each), each.language, each.form))
    groups = groupby(in_order, key=lambda each: each.script)
    return [Script(_script(code), [_form(each) for each in group]) for code, group in groups]


def _script(code: str) -> str:
    return SCRIPTS.get(code, code) or "Other"


def _form(variant: Variant) -> Form:
    # In a script of its own a transliteration is the name itself.
    is_telling = variant.kind in (Variant.Kind.ABBREVIATION, Variant.Kind.FORMER_NAME)
    remark = str(variant.kind) if is_telling else ""
    return Form(variant.form, variant.language, language_in_words(variant.language), remark)


def language_in_words(code: str) -> str:
    """Return the English name of a language, or the code where none is known."""
    return LANGUAGES.get(code) or LANG_INFO.get(code, {}).get("name", code)
