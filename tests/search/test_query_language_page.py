"""docs/query-language.md: each example is read as the page says, each limit is that of the code."""

import re

import pytest
from django.conf import settings as site

from search import engine, limits
from search.language import parse
from search.state import SearchState
from search.whoosh.lexicon import MOST_TERMS

PAGE = (site.BASE_DIR / "docs" / "query-language.md").read_text(encoding="utf-8")


def rows(heading):
    """Return the cells of the table that begins with these words."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [re.split(r"(?<!\\)\|", line)[1:3] for line in table.splitlines()[2:]]


def code(cell):
    return re.findall("`([^`]+)`", cell)


TYPED = [text for cell, _ in rows("Typed | Finds articles with") for text in code(cell)]
REPAIRED = rows("Typed | Read as")


@pytest.mark.parametrize("text", TYPED)
def test_what_can_be_typed_needs_no_repair(text):
    assert parse(text).repairs == ()


def test_what_can_be_typed_finds_something_on_the_seeds(indexed_seeds):
    totals = {text: engine.search(SearchState(q=text)).total for text in TYPED}
    assert [text for text, total in totals.items() if not total] == []


@pytest.mark.parametrize(
    "text", [text for cell, told in REPAIRED if "no field" not in told for text in code(cell)]
)
def test_what_is_repaired_is_told(text):
    assert parse(text).repairs


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pair
        for cell, told in REPAIRED
        for pair in zip(code(cell), code(told), strict=False)
        if len(code(cell)) == len(code(told))
    ],
)
def test_repairs_are_read_as_the_page_says(text, read):
    assert parse(text).tree == parse(read).tree


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("characters", limits.MAX_CHARACTERS),
        ("words, those in phrases counted", limits.MAX_TERMS),
        ("levels of brackets and `NOT`", limits.MAX_DEPTH),
        ("words with `*` or `?`", limits.MAX_WILDCARDS),
        ("words with `~`", limits.MAX_FUZZY),
        ("letters that a word with `~` may differ by", limits.MAX_DISTANCE),
        ("other words among those of a phrase", limits.MAX_SLOP),
        ("different words of the texts that one pattern stands for", MOST_TERMS),
    ],
)
def test_limits_are_those_of_the_code(what, most):
    assert f"| {what} | {most:,} |" in PAGE
