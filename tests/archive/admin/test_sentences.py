from archive.admin.sentences import sentences

BODY = "It rained. The U.S. envoy met Mr. Aliev in Baku. Nothing else.\n\nAliev left! So did we."


def shown(*names, body=BODY):
    spans = [(body.index(name), body.index(name) + len(name)) for name in names]
    found = sentences(body, spans)
    return ["".join(f"[{text}]" if marked else text for text, marked in each) for each in found]


def test_the_sentence_around_a_name_is_shown_and_the_name_marked():
    assert shown("Baku") == ["The U.S. envoy met Mr. Aliev in [Baku]."]


def test_two_names_of_a_sentence_are_marked_in_one():
    assert shown("Aliev", "Baku") == ["The U.S. envoy met Mr. [Aliev] in [Baku]."]


def test_a_paragraph_ends_a_sentence():
    assert shown("Aliev left") == ["[Aliev left]!"]


def test_three_sentences_are_enough():
    body = "A one. A two. A three. A four."
    assert len(shown("one", "two", "three", "four", body=body)) == 3


def test_a_text_without_full_stops_is_cut():
    assert len(shown("Name", body="word " * 500 + "Name" + " word" * 500)[0]) < 700


def test_places_beyond_a_changed_text_are_passed_over():
    assert sentences("Short.", [[100, 110], [3, 2]]) == []
