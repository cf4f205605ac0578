"""What people type: read as meant, repaired where it cannot be, refused where it costs too much."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.interpretation import clauses
from search.language import (
    Boosted,
    Everything,
    Fuzzy,
    Phrase,
    Prefix,
    QueryTooLarge,
    Wildcard,
    Word,
    as_typed,
    parse,
)
from search.tree import cost


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", "everything"),
        ("radar", "radar"),
        ("gabala radar", "(gabala AND radar)"),
        ('"gabala radar"', '"gabala radar"'),
        ("“gabala radar”", '"gabala radar"'),
        ("„gabala radar“ baku", '("gabala radar" AND baku)'),
        ("gabala OR karabakh", "(gabala OR karabakh)"),
        ("radar gabala OR karabakh", "(radar AND (gabala OR karabakh))"),
        ("a1 AND b1 OR c1", "((a1 AND b1) OR c1)"),
        ("radar -gabala", "(radar AND NOT gabala)"),
        ("radar NOT gabala", "(radar AND NOT gabala)"),
        ("NOT (gabala OR baku)", "NOT (gabala OR baku)"),
        ("NOT NOT radar", "radar"),
        ("radar !gabala", "(radar AND NOT gabala)"),
        ("radar! gabala", "(radar! AND gabala)"),
        ("gabala || karabakh && baku", "(gabala OR (karabakh AND baku))"),
        ("((radar))", "radar"),
        ("S-300 missile", "(S-300 AND missile)"),
        ("or and not", "(or AND and AND not)"),
        ("milit*", "milit*"),
        ("milit*, radar", "(milit* AND radar)"),
        ("O'Neil*", "O'Neil*"),
        ("g?bala", "g?bala"),
        ("mil*ry", "mil*ry"),
        ("mil?*", "mil?*"),
        ("mil**", "mil*"),
        ("sergeev~", "sergeev~1"),
        ("sergeev~2,", "sergeev~2"),
        ('"gabala radar"~5', '"gabala radar"~5'),
        ('"gabala radar"~0', '"gabala radar"'),
        ("“gabala radar”~5^2", '"gabala radar"~5^2'),
        ("radar^2 gabala", "(radar^2 AND gabala)"),
        ("radar^1", "radar"),
        ("radar^0,5", "radar^0.5"),
        ('"gabala radar"^0.5', '"gabala radar"^0.5'),
        ("(gabala OR baku)^3 radar", "((gabala OR baku)^3 AND radar)"),
        ("((radar^2))^3", "radar^6"),
        ("milit*^2 sergeev~1^3", "(milit*^2 AND sergeev~1^3)"),
        ("-milit* radar", "(radar AND NOT milit*)"),
        ("who won?", "(who AND won?)"),
        ("1998? 198? 19??", "(1998? AND 198? AND 19??)"),
        ("what?! ~5 ^2", "(what?! AND ~5 AND ^2)"),
        ('"haidar aliev", “baku”; who?', '("haidar aliev" AND "baku" AND who?)'),
        ("radar-gabala 1994-97", "(radar-gabala AND 1994-97)"),
    ],
)
def test_words_are_read_as_meant(text, tree):
    query = parse(text)
    assert str(query.tree) == tree
    assert query.repairs == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"gabala radar', '"gabala radar"'),
        ("(gabala radar", "(gabala AND radar)"),
        ("gabala) radar", "(gabala AND radar)"),
        ("gabala OR", "gabala"),
        ("AND gabala", "gabala"),
        ("gabala NOT", "gabala"),
        ("gabala & radar", "(gabala AND radar)"),
        ("()", "everything"),
        ('""', "everything"),
        ("OR OR OR", "everything"),
        ("* radar", "radar"),
        ("**", "everything"),
        ("S-300*", "S-300*"),
        ("S-300~1", "S-300"),
        ("sergeev~0", "sergeev"),
        ("sergeev~0.8", "sergeev"),
        ("OR~0", "or"),
        ("milit*~1", "milit*"),
        ("(gabala radar)~3", "(gabala AND radar)"),
        ('"radar"~3', '"radar"'),
        ('"gabala radar"~', '"gabala radar"'),
        ("radar^50", "radar^10"),
        ("radar^0", "radar^0.1"),
        ("(-radar)^2", "NOT radar"),
        ("radar )^2", "radar"),
    ],
)
def test_what_cannot_be_read_is_repaired(text, tree):
    assert str(parse(text).tree) == tree


@pytest.mark.parametrize(
    "text",
    [
        *[
            '"gabala',
            "(gabala",
            "gabala)",
            "gabala OR",
            "gabala &",
            "?!",
            "NOT",
            "*",
            "S-300*",
            "S-300~1",
        ],
        *["sergeev~0", "milit*~1", "(a b)~3", '"radar"~3', "radar^50", "(-radar)^2"],
    ],
)
def test_a_repair_is_told(text):
    assert parse(text).repairs


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("S-300*", Word("S-300*")),
        ("won?", Word("won?")),
        ("milit*", Prefix("milit")),
        ("g?bala", Wildcard("g?bala")),
        ("198?", Wildcard("198?")),
        ("1998?", Word("1998?")),
        ("sergeev~2", Fuzzy("sergeev", 2)),
        ('"gabala radar"~5', Phrase("gabala radar", 5)),
        ("radar^2", Boosted(Word("radar"), 2)),
    ],
)
def test_each_sign_makes_its_own_node(text, leaf):
    assert parse(text).tree == leaf


def test_signs_in_quotes_are_punctuation():
    assert parse('"milit* g?bala~1"').tree == Phrase("milit* g?bala~1")


def test_the_words_of_a_query_are_those_it_does_not_exclude():
    query = parse('milit*^2 (g?bala OR sergeev~) "gabala radar"~2 -baku NOT (fleet^2)')
    assert list(query.words()) == [
        Prefix("milit"),
        Wildcard("g?bala"),
        Fuzzy("sergeev"),
        Phrase("gabala radar", 2),
    ]


@pytest.mark.parametrize(
    ("folded", "form"),
    [
        (Prefix("Əliy").folded, "eliy"),
        (Prefix("O’Nei").folded, "onei"),
        (Wildcard("Г?йд*р").folded, "g?yd*r"),
        (Wildcard("Г?йд*р").beginning, "g"),
        (Fuzzy("Şəki").folded, "seki"),
    ],
)
def test_patterns_know_neither_case_nor_accents_nor_script(folded, form):
    assert folded == form


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("g?bala", "gabala", True),
        ("g?bala", "gbala", False),
        ("mil*ry", "military", True),
        ("mil*ry", "milry", True),
        ("mil*ry", "militaries", False),
    ],
)
def test_a_question_mark_is_one_letter_and_a_star_any_number(pattern, word, fits):
    assert bool(Wildcard(pattern).expression.fullmatch(word)) == fits


def test_any_word_is_enough_where_it_is_asked_for():
    assert str(parse("gabala radar -baku", match_any=True).tree) == (
        "((gabala OR radar) AND NOT baku)"
    )


def test_a_hostile_pattern_takes_no_time():
    assert not Wildcard("aa" + "*a" * 200 + "b").expression.match("a" * 1000)


@pytest.mark.parametrize(
    "text",
    [
        *["x" * 513, "word " * 33, "(" * 9 + "x", "NOT " * 9 + "x"],
        *["*bala", "?bala", "m*", "g?*", "г*", "mil* mil* mil?t mil*t"],
        *["ab~", "sergeev~3", "abc~ " * 9, '"gabala radar"~51'],
    ],
)
def test_a_search_that_costs_too_much_is_refused(text):
    with pytest.raises(QueryTooLarge):
        parse(text)


def test_a_refusal_names_the_word_and_the_limit():
    with pytest.raises(QueryTooLarge, match=r"“m\*” .* at least 2 letters"):
        parse("radar m*")


@given(st.text(alphabet="ab \"()-“”ANDORT'é中\x00*?~^12. :", max_size=120), st.booleans())
def test_any_text_is_read_or_refused(text, match_any):
    try:
        query = parse(text, match_any)
    except QueryTooLarge:
        return
    assert clauses(query.tree)


@given(st.text(alphabet="abc dORé()-\"'*?~^12.,", max_size=60), st.booleans())
@example('abc*?x a^2* "a b"~2~3^4 abc~1^2^3 (ab^2)^0.5', False)
def test_the_tree_printed_means_the_same_again(text, match_any):
    try:
        tree = parse(text, match_any).tree
        again = parse("" if tree == Everything() else str(tree)).tree
    except QueryTooLarge:
        return
    assert again == tree


PIECES = (
    "title: Body: actor: issue: date: foo: 7/4 1999-10 1999..2000 .. ab cd* ef~2 “gh ij” - ( ) "
    "^2 OR"
).split()


@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=14).map("".join), st.booleans())
def test_fields_printed_mean_the_same_again(text, match_any):
    try:
        tree = parse(text, match_any).tree
        again = parse("" if tree == Everything() else str(tree)).tree
    except QueryTooLarge:
        return
    assert again == tree


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("foo:bar OR (", '"foo:bar OR ("'),
        ('say "yes', '"say yes"'),
        ("*bala", '"*bala"'),
        ("milit*~1 -radar", '"milit*~1 -radar"'),
    ],
)
def test_a_text_as_typed_is_a_phrase_in_which_no_sign_means_anything(text, literal):
    assert as_typed(text) == literal
    assert isinstance(parse(literal).tree, Phrase)
    assert parse(literal).repairs == ()


@pytest.mark.parametrize("text", ["*", "()", "x" * 511, "word " * 33])
def test_what_has_no_words_or_too_many_cannot_be_searched_as_typed(text):
    assert as_typed(text) == ""


def test_quotation_marks_in_a_phrase_are_punctuation():
    assert parse("«gabala ”radar»").tree == Phrase("gabala radar")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("radar", 1),
        ("radar -(oil OR gas)", 3),
        ('title:"gabala radar"~5^2 date:1999', 5),
        ("milit* OR sergeev~", 16),
        ("", 1),
    ],
)
def test_what_a_tree_costs_follows_its_words(text, most):
    assert cost(parse(text).tree) == most
