import pytest

from archive.importing.notes import find, read


def groups(text, **how):
    """Return the names of each group with the first days of its spans."""
    note = read(text, **how)
    found = [*note.sources, *note.references] if note else []
    return [(group.names, [str(span.first) for span in group.spans]) for group in found]


def outlets(*paragraphs):
    """Return the outlets of each note in these paragraphs."""
    notes, _ = find([paragraph.splitlines() for paragraph in paragraphs])
    return [[name for group in note.sources for name in group.names] for note in notes]


def publications(text):
    note = read(text)
    return [name for group in note.references for name in group.names] if note else []


def test_every_outlet_of_a_group_shares_its_days():
    assert groups("Turan, ANS, May 1, 3") == [(["Turan", "ANS"], ["May 1", "May 3"])]


def test_a_semicolon_ends_a_group():
    assert groups("Turan, May 1; ANS, May 2") == [(["Turan"], ["May 1"]), (["ANS"], ["May 2"])]


@pytest.mark.parametrize("text", ["Turan, May 1, ANS, May 2", "Turan, May 1 and ANS, May 2"])
def test_an_outlet_after_a_day_begins_a_group(text):
    assert groups(text) == [(["Turan"], ["May 1"]), (["ANS"], ["May 2"])]


def test_outlets_are_never_parted_at_and():
    assert groups("Russian and Western agencies, May 1")[0][0] == ["Russian and Western agencies"]


@pytest.mark.parametrize("text", ["Turan, and ANS, May 1", "Turan, and ANS, and May 1"])
def test_a_leading_and_is_stripped(text):
    assert groups(text) == [(["Turan", "ANS"], ["May 1"])]


def test_an_outlet_may_hold_a_nested_bracket():
    assert groups("Zerkalo (Baku), Diena (Riga, daily), May 1")[0][0] == [
        "Zerkalo (Baku)", "Diena (Riga, daily)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Itar-Tass", "24 Chasa", "ORT-1", "Moskovskie Novosti", "l’Unità"]
)
def test_an_outlet_keeps_its_hyphens_and_numbers(name):
    assert groups(f"Turan, May 1, {name}, May 2")[-1] == ([name], ["May 2"])


@pytest.mark.parametrize("text", ["Turan May 1", "Zerkalo (Baku) May 1", "ORT 1 May 1"])
def test_the_comma_before_a_day_may_be_missing(text):
    assert groups(text) == [([text.removesuffix(" May 1")], ["May 1"])]


def test_a_day_needs_no_outlet():
    assert groups(", March 2") == [([], ["March 2"])]


def test_a_group_without_a_day_names_no_outlet():
    assert groups("Interview; Turan, May 1") == [(["Turan"], ["May 1"])]


@pytest.mark.parametrize("text", ["Turan, ANS", "a quarter", "1", "", "in 2000", "Signed on May 1"])
def test_a_bracket_without_a_day_is_no_note(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["born May 1, 1950", "“until May 1", "the Guardian, May 1"])
def test_a_bracket_that_begins_in_lower_case_is_no_note(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["see the Monitor, May 1", "See also The Monitor, May 1"])
def test_see_refers_to_a_publication_without_its_article(text):
    assert publications(text) == ["Monitor"]


@pytest.mark.parametrize(
    "text",
    [
        "see the Monitor, May 1; see also Chechnya Weekly, January 21",
        "see the Monitor, May 1, and Chechnya Weekly, January 21",
        "see the Monitor, May 1; Chechnya Weekly, January 21",
    ],
)
def test_one_bracket_may_refer_to_several_publications(text):
    assert publications(text) == ["Monitor", "Chechnya Weekly"]


@pytest.mark.parametrize("text", ["see above", "see below", "see above, May 1", "see May 1"])
def test_see_without_a_publication_refers_to_nothing(text):
    assert publications(text) == []


def test_sources_and_references_stand_in_one_note():
    note = read("Turan, May 1; see the Monitor, May 2")
    assert (len(note.sources), len(note.references)) == (1, 1)


def test_a_group_after_the_references_is_a_source_again():
    assert groups("Turan, May 1; see the Monitor, May 2; ANS, May 3")[1] == (["ANS"], ["May 3"])


def test_a_bracket_inside_a_sentence_has_references_only():
    assert publications("Turan, May 1; see the Monitor, May 2") == ["Monitor"]
    assert groups("Turan, May 1; see the Monitor, May 2", is_source=False) == [
        (["Monitor"], ["May 2"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It fell (Turan, May 1).",
        "It fell (Turan, May 1)?",
        "It fell (Turan, May 1)! So it was.",
        "It fell (Turan, May 1)",
        "It fell. (Turan, May 1) So it was.",
        "“It fell.” (Turan, May 1) So it was.",
        "“It fell”? (Turan, May 1) So it was.",
        "“‘It fell…’” (Turan, May 1) So it was.",
        "It fell!(Turan, May 1) So it was.",
    ],
)
def test_a_source_note_stands_at_the_end_of_a_sentence(text):
    assert outlets(text) == [["Turan"]]


@pytest.mark.parametrize("text", ["It (Turan, May 1) fell.", "“It” (Turan, May 1), fell."])
def test_a_bracket_inside_a_sentence_is_no_source_note(text):
    assert outlets(text) == []


def test_references_count_inside_a_sentence():
    notes, _ = find([["It (see the Monitor, May 1) fell."]])
    assert [note.references[0].names for note in notes] == [["Monitor"]]


def test_a_note_inside_a_bracket_of_prose_is_found():
    assert outlets("It fell (as they said (Turan, May 1).)") == [["Turan"]]


def test_a_reference_inside_a_note_is_found():
    notes, _ = find([["It fell (Turan, May 3 (see the Monitor, May 2))."]])
    assert [len(note.references) for note in notes] == [0, 1]


def test_notes_come_in_order_of_appearance():
    assert outlets("One (ANS, May 2). Two (RIA, May 1).", "Three (BNS, May 3).") == [
        ["ANS"], ["RIA"], ["BNS"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "end",
    [
        ["1. Interfax, Reuter, December 28\n2. BNS, January 3"],
        ["1. Interfax, Reuter, December 28", "2. BNS, January 3"],
        ["1. Interfax,\nReuter, December 28.\n2. BNS, January 3."],
        ["And so on.\n1. Interfax, Reuter, December 28\n2. BNS, January 3"],
        ["1) Interfax, Reuter, December 28", "2) BNS, January 3"],
    ],
)
def test_numbered_notes_stand_at_the_end(end):
    assert outlets("It fell.", *end) == [["Interfax", "Reuter"], ["BNS"]]


def test_a_numbered_line_in_the_middle_is_no_note():
    assert outlets("1. Interfax, December 28", "It fell.") == []


def test_a_numbered_paragraph_of_prose_is_no_note():
    assert outlets("It fell.", "1. Troops withdraw by May 1 (Turan, May 2).") == [["Turan"]]


def test_a_bracket_does_not_cross_the_end_of_a_paragraph():
    notes, warnings = find([["It fell (Turan,"], ["May 1)."]])
    assert notes == []
    assert warnings == ["a bracket is not closed and was read as text: (Turan,"]


def test_a_bracket_may_cross_a_line():
    assert outlets("It fell (Turan,\nMay 1).") == [["Turan"]]


def test_an_unclosed_bracket_does_not_hide_the_next_note():
    assert outlets("It (so to speak fell (Turan, May 1).") == [["Turan"]]


def test_a_closing_bracket_alone_is_text():
    assert find([["a) It fell (Turan, May 1)."]])[1] == []
    assert outlets("a) It fell (Turan, May 1).") == [["Turan"]]
