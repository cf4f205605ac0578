"""Other searches where one finds little: what is offered, with counts that are kept."""

import pytest

from search import alternatives, engine, rebuild, vocabulary
from search.results import FEW
from search.state import read
from search.tree import Everything


def offered(query):
    """Return words, name and total of each offer."""
    groups = engine.search(read(query).state).alternatives
    return [tuple(each[:3]) for group in groups for each in group.alternatives]


def test_each_constraint_that_kills_a_search_is_told_with_what_it_costs(indexed):
    assert ("Without", "Ukraine", 2) in offered("q=radar&region=ukraine")


def test_an_exclusion_may_be_what_kills_a_search(indexed):
    assert ("Without excluding", "Azerbaijan", 1) in offered("q=gabala&not-region=azerbaijan")


def test_the_words_may_be_what_kills_a_search(indexed):
    assert ("Without the words", "“submarine”", 1) in offered("q=submarine&region=ukraine")


def test_any_of_the_words_may_do(indexed):
    assert ("Any of the words instead of all", "", 2) in offered("q=gabala+fleet")


@pytest.mark.parametrize(
    ("q", "offer"),
    [
        ('"radar gabala"', ("Without quotation marks", "", 1)),
        ("«rent station»~1 radar", ("Without quotation marks", "", 1)),
        ("gabala or fleet", ("With OR in capitals, either side of it", "", 2)),
        ("radar NEAR/9 rent", ("As words near each other", "", 1)),
        ("gabala NEAR rent", ("As words near each other", "", 1)),
        ("region: armenia", ("Without a blank behind the colon", "", 2)),
    ],
)
def test_what_signs_may_have_been_meant_for_is_offered(indexed, q, offer):
    assert offer in offered(f"q={q}")


@pytest.mark.parametrize(
    ("q", "offer"),
    [
        ("gabala radar fleet", ("Without", "“fleet”", 1)),
        ('"switched on" fleet', ("Without", "the phrase “switched on”", 1)),
        ("radar region:ukraine", ("Without", "region Ukraine", 2)),
        ("radar date:1999 region:azerbaijan", ("Without", "date 1999", 1)),
        ("gabala -actor:aliev", ("Without excluding", "actor Haidar Aliev", 1)),
    ],
)
def test_what_was_typed_and_kills_a_search_is_told(indexed, q, offer):
    assert offer in offered(f"q={q}")


def test_where_something_is_found_constraints_are_offered_and_no_words(archive):
    archive.article("Radar in Yerevan", "A radar.", regions=[archive.armenia])
    rebuild.rebuild()
    assert offered("q=radar region:armenia") == [("Without", "region Armenia", 3)]


def test_a_name_is_left_out_as_a_whole(archive):
    archive.article("A visit", "Haidar Aliev came.")
    rebuild.rebuild()
    assert ("Without", "“Гейдар Алиев”", 1) in offered("q=Гейдар Алиев fleet")


def test_of_a_pasted_sentence_no_words_are_left_out_one_by_one(indexed):
    assert "Without" not in [words for words, _, _ in offered("q=gabala radar fleet zyx zyy")]


def test_the_regions_around_are_offered_the_narrowest_first(archive):
    archive.article("Radar in Yerevan", "A radar.", regions=[archive.armenia])
    rebuild.rebuild()
    broader = [each for each in offered("q=radar&region=karabakh") if each[0] == "In"]
    assert broader == [("In", "Armenia", 1), ("In", "Azerbaijan", 1), ("In", "South Caucasus", 2)]


def test_the_nearest_years_on_both_sides_are_offered(indexed):
    found = offered("from=1999-12&to=2000-12")
    assert ("In", "1999", 2) in found
    assert ("In", "2001", 2) in found
    assert "1997" not in [name for _, name, _ in found]


def test_what_has_no_date_is_offered_where_dates_find_nothing(indexed):
    assert ("Among the undated articles", "", 1) in offered("q=radar&from=1999&to=1999")


def test_what_finds_no_more_is_not_offered(indexed):
    assert ("Without", "Azerbaijan", 1) not in offered("q=gabala&region=azerbaijan")


@pytest.mark.parametrize(
    "query",
    [
        "q=radar&region=ukraine",
        "from=2000&to=2000&region=armenia",
        "q=radar region:ukraine -fleet",
        "q=Haidar Aliev (fleet OR harbour)^2 body:peace-keepers",
        "q=radar fleet region:armenia&match=any",
    ],
)
def test_an_offer_finds_as_many_as_it_says(indexed, query):
    for group in engine.search(read(query).state).alternatives:
        for each in group.alternatives:
            assert engine.search(read(each.url.partition("?")[2]).state).total == each.total


def test_where_enough_is_found_nothing_is_offered(indexed):
    results = engine.search(read("from=1997").state)
    assert results.total >= FEW
    assert results.alternatives == []


def test_of_many_constraints_only_some_are_counted(indexed):
    counted = []
    state = read("q=x&" + "&".join(f"not-region=r{n}" for n in range(100))).state
    results = engine.search(state)
    alternatives.alternatives(
        results, Everything(), [], vocabulary.current(), lambda each: counted.append(each) or 0
    )
    assert len(counted) <= 3 * alternatives.MOST_COUNTED + 1


def test_few_hits_stand_with_the_offers_below_them(indexed, client):
    page = client.get("/search/?q=gabala&region=azerbaijan").text
    assert page.index("Gabala</mark>") < page.index("More with a small change")
