"""What people type: read as meant, repaired where it cannot be, refused where it costs too much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Everything, QueryTooLarge, parse


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
        ("((radar))", "radar"),
        ("S-300 missile", "(S-300 AND missile)"),
        ("or and not", "(or AND and AND not)"),
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
    ],
)
def test_what_cannot_be_read_is_repaired(text, tree):
    assert str(parse(text).tree) == tree


@pytest.mark.parametrize("text", ['"gabala', "(gabala", "gabala)", "gabala OR", "gabala &", "NOT"])
def test_a_repair_is_told(text):
    assert parse(text).repairs


def test_any_word_is_enough_where_it_is_asked_for():
    assert str(parse("gabala radar -baku", match_any=True).tree) == (
        "((gabala OR radar) AND NOT baku)"
    )


@pytest.mark.parametrize("text", ["x" * 513, "word " * 33, "(" * 9 + "x", "NOT " * 9 + "x"])
def test_a_search_that_costs_too_much_is_refused(text):
    with pytest.raises(QueryTooLarge):
        parse(text)


@given(st.text(alphabet="ab \"()-“”ANDORT'é中\x00 ", max_size=120), st.booleans())
def test_any_text_is_read_or_refused(text, match_any):
    try:
        query = parse(text, match_any)
    except QueryTooLarge:
        return
    assert query.in_words()


@given(st.text(alphabet="ab cd()-\"'", max_size=60))
def test_the_tree_printed_means_the_same_again(text):
    try:
        tree = parse(text).tree
        again = parse("" if tree == Everything() else str(tree)).tree
    except QueryTooLarge:
        return
    assert str(again) == str(tree)
