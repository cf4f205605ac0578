from archive.tagging.passages import Part, passages

NOTE = "(Turan, Interfax, January 5, 2001)"


def texts(body, title=""):
    return [each.text for each in passages(title, body)]


def test_headline_first_paragraph_and_rest_are_told_apart():
    parts = [each.part for each in passages("TITLE", "One.\n\nTwo.\n\nThree of them.")]
    assert parts == [Part.HEADLINE, Part.OPENING, Part.REST, Part.REST]


def test_a_passage_knows_its_place_in_the_body():
    body = "First one.\n\nThe second one."
    assert [body[each.start :] for each in passages("", body)] == [body, "The second one."]


def test_source_notes_are_blanked_in_place():
    body = f"He resigned {NOTE}."
    assert texts(body) == [f"He resigned {' ' * len(NOTE)}."]


def test_other_brackets_are_read():
    body = "The European Community (EC) agreed."
    assert texts(body) == [body]


def test_numbered_notes_at_the_end_are_blanked():
    body = "He resigned.\n\n1. Interfax, December 28, 2000"
    assert texts(body)[1].strip() == ""


def test_boilerplate_is_not_read():
    body = "Text.\n\nThe Letter is a publication of the Jamestown Foundation in Washington."
    assert texts(body) == ["Text."]


def test_the_next_headline_at_the_tail_is_not_read():
    assert texts("A long text.\n\nGeorgian President Visits Ankara.") == ["A long text."]


def test_a_short_last_sentence_is_read():
    assert texts("A long text.\n\nIt was Ilham Aliev who spoke.")[1:]
