"""The sentence on every page of results: what was understood of what was typed."""

import pytest

from search import engine, rebuild
from search.interpretation import clauses
from search.language import And, Name, Phrase, Tagged, Word, parse
from search.state import read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "All articles"),
        ("radar fleet", "Searched for “radar” and “fleet”"),
        ("who won, the U.S.?", "Searched for “who” and “won” and “the” and “U.S.”"),
        ("radar -fleet -oil", "Searched for “radar” without “fleet” and without “oil”"),
        ("-fleet", "Searched for every article without “fleet”"),
        ("radar NOT (oil OR gas)", "Searched for “radar” without (“oil” or “gas”)"),
        ("(radar gabala) OR oil", "Searched for (“radar” and “gabala”) or “oil”"),
        ("(radar -gabala) OR oil", "Searched for (“radar” without “gabala”) or “oil”"),
        ("milit*", "Searched for words beginning with “milit”"),
        ("g?bala", "Searched for words like “g?bala”"),
        ("sergeev~1", "Searched for words that differ from “sergeev” by at most one letter"),
        ("sergeev~2", "Searched for words that differ from “sergeev” by at most 2 letters"),
        ("title:radar oil", "Searched for “radar” in the title and “oil”"),
        ('body:"oil gas"', "Searched for the phrase “oil gas” in the text"),
        (
            '"oil gas"~5',
            "Searched for the words “oil gas” with at most 5 words between, in either order",
        ),
        (
            '"oil gas rent"~5',
            "Searched for the words “oil gas rent” with at most 5 words between, in any order",
        ),
        ("$1 S-300", "Searched for “$1” (read as 1) and “S-300”"),
        ("50% C++", "Searched for “50%” (read as 50) and “C++” (read as C)"),
        (
            '"oil gas"~1',
            "Searched for the words “oil gas” with at most 1 word between, in either order",
        ),
        ("(radar OR oil)^2 gas", "Searched for (“radar” or “oil”) (weight 2) and “gas”"),
    ],
)
def test_words_are_told(text, sentence):
    assert clauses(parse(text).tree) == [sentence]


def test_of_many_records_that_are_called_so_some_are_told():
    labels = tuple(f"Ministry {number}" for number in range(11))
    (_, told) = clauses(And((Word("oil"), Tagged("actor", "ministry", (1,), labels))))
    assert told.endswith("Ministry 7 or 3 others")


def forms(word):
    """Texts that have each word with two endings."""
    return [] if word == "the" else [f"{word}ed", f"{word}ing"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Talk", "“Talk” (other forms, too: talked, talking)"),
        ("the talk", "(other forms, too: talked, talking)"),
        ("talk talked", "(other forms, too: talking, talkeded, talkeding)"),
        ('title:"rise talk"^2 -oil', "“oil” (other forms, too: riseed, riseing, talked, talking)"),
        ("the minist*", "words beginning with “minist”"),
    ],
)
def test_the_forms_that_texts_have_of_a_word_are_told(text, end):
    (told,) = clauses(parse(text).tree, forms)
    assert told.endswith(end)


def test_of_many_forms_the_first_are_told():
    (told,) = clauses(parse("a b c d e f").tree, lambda word: [f"{word}{n}" for n in range(5)])
    assert told.endswith("(other forms, too: a0, a1, a2, b0, b1, b2, c0, c1, …)")


def test_a_word_that_is_its_own_stem_tells_its_forms_too(archive):
    archive.article("Gas", "Transit, in transition and transitional.")
    rebuild.rebuild()
    assert sentence("q=transit&exact=1") == (
        "Searched for “transit” (other forms, too: transition, transitional); "
        "names in this spelling only."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Шеварднадзе", "“Шеварднадзе” (read as Shevardnadze)"),
        ("карабах", "“карабах” (read as karabakh)"),
        ("Əliyev", "“Əliyev”"),
    ],
)
def test_words_in_another_script_are_told_as_they_are_read(text, told):
    assert clauses(parse(text).tree) == [f"Searched for {told}"]


@pytest.mark.parametrize(
    ("text", "constraints"),
    [
        ("region:armenia", ["All articles", "region “armenia”"]),
        ("oil issue:7/4", ["Searched for “oil”", "issue 7/4"]),
        ("oil -issue:7/4", ["Searched for “oil”", "issue not 7/4"]),
        ("oil date:1999-10..2000", ["Searched for “oil”", "date October 1999 – 2000"]),
        ("oil date:..1999", ["Searched for “oil”", "date until 1999"]),
        ("oil OR date:1999..", ["Searched for “oil” or date from 1999"]),
        ("outlet:turan -actor:x", ["All articles", "reported by “turan”", "actor not “x”"]),
    ],
)
def test_constraints_among_the_words_are_clauses_of_their_own(text, constraints):
    assert clauses(parse(text).tree) == constraints


def sentence(query):
    return engine.search(read(query).state).interpretation


def test_records_are_told_by_their_labels(indexed):
    assert sentence("q=radar+actor:haidar-aliev&region=azerbaijan&from=2001") == (
        "Searched for “radar”; actor Haidar Aliev; region Azerbaijan; date from 2001."
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "All articles."),
        ("actor=haidar-aliev&from=2001", "Articles: actor Haidar Aliev; date from 2001."),
        ("q=region:armenia", "Articles: region Armenia."),
    ],
)
def test_constraints_alone_are_not_said_to_leave_all_articles(indexed, query, told):
    assert sentence(query) == told


def test_variants_are_told():
    name = Name((Word("Гейдар"), Word("Алиев")), (Phrase("Haidar Aliev"), Phrase("Heydar Aliyev")))
    (told,) = clauses(And((name, Word("oil"))))
    assert told == (
        "Searched for “Гейдар Алиев” (read as Geydar Aliev; also Haidar Aliev, Heydar Aliyev) "
        "and “oil”"
    )


def test_a_page_tells_the_forms_of_names_once(archive, client):
    archive.article("One", "President Haidar Aliev and peace-keepers. Peacekeepers came.")
    rebuild.rebuild()
    page = client.get("/search/", {"q": "Гейдар Алиев peacekeepers"}).text
    assert "Also searched: <bdi>Haidar Aliev</bdi>" in page
    assert "(read as Geydar Aliev) and “peacekeepers” (also peace-keepers)" in page


def test_the_interface_for_programs_tells_the_same(indexed, client):
    body = client.get("/api/v1/search?q=radar+date:2001").json()
    assert body["query"]["interpretation"] == "Searched for “radar”; date 2001."
