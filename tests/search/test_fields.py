"""Fields in the language: what each takes, and what is read as words instead."""

import pytest

from search.language import Dated, Fuzzy, InIssue, Phrase, Prefix, Tagged, Within, Word, parse


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("title:radar", Within("title", Word("radar"))),
        ('title:"gabala radar"~5', Within("title", Phrase("gabala radar", 5))),
        ("title:“gabala radar”", Within("title", Phrase("gabala radar"))),
        ("Title:milit*", Within("title", Prefix("milit"))),
        ("body:sergeev~", Within("body", Fuzzy("sergeev", 1))),
        ("title:12:30", Within("title", Word("12:30"))),
        ("actor:haidar-aliev", Tagged("actor", "haidar-aliev")),
        ('region:"South Caucasus"', Tagged("region", "South Caucasus")),
        ("outlet:Turan,", Tagged("outlet", "Turan")),
        ("publication:monitor", Tagged("publication", "monitor")),
        ("issue:7/4", InIssue("7", "4")),
        ("issue:7/4.", InIssue("7", "4")),
        ("date:1999", Dated("1999", "1999")),
        ("date:1999-10..2000-03", Dated("1999-10", "2000-03")),
        ("date:1999..", Dated("1999", "")),
        ("date:..1999", Dated("", "1999")),
        ("date:1999-2000", Dated("1999", "2000")),
        ('date:"October 1999"', Dated("1999-10", "1999-10")),
        ('date:"5 Oct 1999..2000"', Dated("1999-10-05", "2000")),
    ],
)
def test_each_field_makes_its_node(text, leaf):
    query = parse(text)
    assert query.tree == leaf
    assert query.repairs == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("title:(a1 OR b1)", "(title:a1 OR title:b1)"),
        ("title:(a1 -b1)^2", "(title:a1 AND NOT title:b1)^2"),
        ("actor:(x1 OR “Haidar Aliev”)", '(actor:"x1" OR actor:"Haidar Aliev")'),
        ("title:(a1 OR body:b1)", "(title:a1 OR body:b1)"),
        ("-actor:aliev radar", '(radar AND NOT actor:"aliev")'),
        ("title:radar^2", "title:radar^2"),
        ("title:OR", "title:or"),
    ],
)
def test_a_field_reaches_into_a_bracket(text, tree):
    query = parse(text)
    assert str(query.tree) == tree
    assert query.repairs == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("title:-putin", "NOT title:putin"),
        ('radar region:-"South Caucasus"', '(radar AND NOT region:"South Caucasus")'),
        ("title:-(a1 OR b1)", "NOT (title:a1 OR title:b1)"),
        ("title:−putin", "NOT title:putin"),
    ],
)
def test_a_minus_behind_a_field_excludes_and_is_told(text, tree):
    query = parse(text)
    assert str(query.tree) == tree
    assert "was read as “-" in query.repairs[0]


@pytest.mark.parametrize("text", ["http://example.org", "12:30", "a:b", "10:30:15", "smile:"])
def test_not_every_colon_asks_for_a_field(text):
    query = parse(text)
    assert query.tree == Word(text)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("foo:bar", "(foo AND bar)"),
        ("Note:this radar", "(Note AND this AND radar)"),
        ('-foo:"a1 b1" radar', '(radar AND NOT (foo AND "a1 b1"))'),
        ("foo:(a1 OR b1)", "(foo AND (a1 OR b1))"),
        ("title: radar", "(title AND radar)"),
        ("radar OR title:", "(radar OR title)"),
        ("title:()", "title"),
        ("date:..", "date"),
        ("actor:& radar", "(actor AND radar)"),
        ("actor:ali*", "(actor AND ali*)"),
        ('actor:"a1 b1"~3', '(actor AND "a1 b1"~3)'),
        ("issue:7", "(issue AND 7)"),
        ("issue:7a/4", "(issue AND 7a/4)"),
        ("date:1999-13", "(date AND 1999-13)"),
        ("date:(1999 OR soon)", "(date AND (1999 OR soon))"),
    ],
)
def test_what_a_field_cannot_mean_is_read_as_words(text, tree):
    query = parse(text)
    assert str(query.tree) == tree
    assert query.repairs


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("year:1999", "date:1999"),
        ('Person:"Haidar Aliev"', 'actor:"Haidar Aliev"'),
        ("-source:turan", 'NOT outlet:"turan"'),
        ("intitle:(a1 OR b1)", "(title:a1 OR title:b1)"),
    ],
)
def test_what_a_field_is_called_elsewhere_is_read_and_told(text, tree):
    query = parse(text)
    assert str(query.tree) == tree
    assert "was read as" in query.repairs[0]


@pytest.mark.parametrize("text", ["Source: Turan", "text: radar"])
def test_a_word_before_a_colon_in_a_sentence_is_no_field(text):
    assert parse(text).repairs == ()


def test_an_unknown_field_is_told_with_those_there_are():
    (repair,) = parse("author:smith").repairs
    assert "“author” is no field" in repair
    assert "title, body, region, actor, publication, outlet, issue, date" in repair


def test_a_constraint_narrows_what_any_of_the_words_finds():
    tree = parse("radar fleet actor:aliev issue:7/4 -oil", match_any=True).tree
    assert str(tree) == '((radar OR fleet) AND actor:"aliev" AND issue:7/4 AND NOT oil)'


def test_words_of_a_title_are_not_sought_in_bodies():
    query = parse("title:radar fleet")
    assert [*query.words("title")] == [Within("title", Word("radar")).leaf, Word("fleet")]
    assert [*query.words("body")] == [Word("fleet")]
