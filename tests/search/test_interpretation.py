"""The sentence on every page of results: what was understood of what was typed."""

import pytest

from search import engine
from search.interpretation import clauses
from search.language import And, Name, Phrase, Word, parse
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
        ("sergeev~1", "Searched for words spelled almost like “sergeev”"),
        ("sergeev~2", "Searched for words spelled roughly like “sergeev”"),
        ("title:radar oil", "Searched for “radar” in the title and “oil”"),
        ('body:"oil gas"', "Searched for the phrase “oil gas” in the text"),
        ('"oil gas"~5', "Searched for the words “oil gas” within 5 words of each other"),
        ('"oil gas"~1', "Searched for the words “oil gas” within 1 word of each other"),
        ("(radar OR oil)^2 gas", "Searched for (“radar” or “oil”) (weight 2) and “gas”"),
    ],
)
def test_words_are_told(text, sentence):
    assert clauses(parse(text).tree) == [sentence]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("negotiates on the talks", "“talks” (in all forms of negoti-, talk-)"),
        ('title:"parties agreed"^2 -talks', "without “talks” (in all forms of parti-, agre-)"),
        ("talks OR (talks oil)", "“oil”) (in all forms of talk-)"),
        ("peace talks", "(in all forms of talk-)"),
        ("radar fleet 1999 minist*", "words beginning with “minist”"),
    ],
)
def test_stems_are_told_where_words_do_not_show_them(text, end):
    (told,) = clauses(parse(text).tree)
    assert told.endswith(end)


def test_of_many_stems_the_first_are_told():
    (told,) = clauses(parse("talks fleets radars treaties ministers wars states").tree)
    assert told.endswith("(in all forms of talk-, fleet-, radar-, treati-, minist-, war-, …)")


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


def test_variants_are_told():
    name = Name((Word("Гейдар"), Word("Алиев")), (Phrase("Haidar Aliev"), Phrase("Heydar Aliyev")))
    assert clauses(And((name, Word("oil")))) == [
        "Searched for “Гейдар Алиев” (also Haidar Aliev, Heydar Aliyev) and “oil”"
    ]


def test_the_interface_for_programs_tells_the_same(indexed, client):
    body = client.get("/api/v1/search?q=radar+date:2001").json()
    assert body["query"]["interpretation"] == "Searched for “radar”; date 2001."
