"""Forms of a name by script and language."""

from archive.models import ActorVariant
from archive.names import by_script, language_in_words


def variant(form, script="", language="", kind="spelling"):
    return ActorVariant(form=form, script=script, language=language, kind=kind)


def test_latin_stands_first_and_no_script_last():
    scripts = by_script([variant("x"), variant("Алиев", "Cyrl"), variant("Aliev", "Latn")])
    assert [each.name for each in scripts] == ["Latin", "Cyrillic", "Other"]


def test_a_former_name_and_an_abbreviation_say_so():
    (script,) = by_script(
        [variant("KGB", "Latn", kind="abbreviation"), variant("Cheka", "Latn", kind="former name")]
    )
    assert [form.remark for form in script.forms] == ["former name", "abbreviation"]


def test_a_transliteration_needs_no_remark():
    (script,) = by_script([variant("Алиев", "Cyrl", "ru", "transliteration")])
    assert script.forms[0].remark == ""


def test_languages_have_names_and_unknown_ones_their_code():
    assert [language_in_words(code) for code in ("ka", "ab", "qqq", "")] == [
        "Georgian",
        "Abkhaz",
        "qqq",
        "",
    ]
