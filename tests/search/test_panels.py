"""The facets of a results page: which values they show, as which tree, and where these lead."""

import pytest

from archive.models import Actor, Region
from search import engine, rebuild
from search.panels import VALUES_SHOWN, panels
from search.state import read

QUERIES_OF_TWO = (
    "actor=haidar-aliev",
    "actor=haidar-aliev&actor=robert-kocharian",
    "q=actor:robert-kocharian&actor=haidar-aliev",
)


def panel(label, query=""):
    (found,) = [each for each in panels(engine.search(read(query).state)) if each.label == label]
    return found


def rows(label, query=""):
    return {row.label: row for row in panel(label, query).rows}


def outline(query=""):
    """Labels of regions, each moved in by a blank for every level that it lies below."""
    shown, depth = [], 0
    for row in panel("Region", query).rows:
        shown.append(" " * depth + row.label)
        depth += row.opens - len(row.closes)
    return shown


@pytest.fixture
def many(archive):
    """Twelve regions in one, each with an article; the first with two."""
    asia = Region.objects.create(name="Asia")
    for number in range(12):
        region = archive._region(f"Province {number:02}", asia)
        archive.article(f"Report {number}", "Words.", regions=[region])
    archive.article("Report 00", "Words.", regions=[Region.objects.get(name="Province 00")])
    rebuild.rebuild()
    return archive


def test_a_region_under_two_parents_appears_under_both(indexed):
    assert outline() == [
        "South Caucasus",
        " Armenia",
        "  Karabakh",
        " Azerbaijan",
        "  Karabakh",
        "Ukraine",
    ]


@pytest.mark.parametrize("query", ["region=armenia", "actor=haidar-aliev", "q=radar"])
def test_no_region_of_the_tree_changes_its_place(indexed, query):
    whole = outline()
    assert outline(query) == [label for label in whole if label in outline(query)]


def test_the_largest_are_shown_and_the_number_of_all_is_told(many):
    found = panel("Region")
    assert len({row.label for row in found.rows}) == VALUES_SHOWN
    assert found.number == 18
    assert found.has_more


def test_the_path_to_a_small_region_in_force_is_open(many):
    assert "  Karabakh" in outline("region=karabakh")
    assert " Province 11" in outline("region=province-11")


def test_a_chosen_region_opens_what_lies_in_it(many):
    inside = [label for label in outline("region=asia") if label.startswith(" Province")]
    assert len(inside) == VALUES_SHOWN
    assert inside[0] == " Province 00"


def test_a_narrower_region_takes_the_place_of_the_one_around_it(indexed):
    found = rows("Region", "region=south-caucasus&region=ukraine")
    assert found["Armenia"].url == "/search/?region=armenia&region=ukraine"


def test_a_broader_region_takes_the_place_of_those_in_it(indexed):
    found = rows("Region", "region=armenia&region=karabakh")
    assert found["South Caucasus"].url == "/search/?region=south-caucasus"
    assert found["Ukraine"].url == "/search/?region=armenia&region=karabakh&region=ukraine"


def test_another_value_of_a_facet_tells_what_it_adds_and_where_both_are(indexed):
    row = rows("Actor", "actor=haidar-aliev&sort=oldest")["Robert Kocharian"]
    found = {query: engine.search(read(query).state).total for query in QUERIES_OF_TWO}
    alone, either, both = found.values()
    assert (row.added, row.both) == (either - alone, both)
    address = "/search/?q=actor%3Arobert-kocharian&actor=haidar-aliev&sort=oldest"
    assert row.both_url == (address if both else "")


@pytest.mark.parametrize(
    ("query", "q"),
    [
        ("q=karabakh", "karabakh region:armenia"),
        ("q=karabakh+talks&match=any", "(karabakh talks) AND region:armenia"),
        ("", "region:armenia"),
    ],
)
def test_the_search_for_both_names_the_other_among_the_words(indexed, query, q):
    row = rows("Region", f"{query}&region=azerbaijan")["Armenia"]
    state = read(row.both_url.partition("?")[2]).state
    assert (state.q, state.order == "newest") == (q, "q=" not in query)
    assert engine.search(state).total == row.both


def test_a_namesake_is_not_offered_for_both(indexed):
    namesake = Actor.objects.create(name="Kocharian the Younger")
    namesake.variants.create(form="Robert Kocharian")
    indexed.article("Another one", "Another man.", actors=[namesake, indexed.aliev])
    rebuild.rebuild()
    assert rows("Actor", "actor=haidar-aliev")["Robert Kocharian"].both_url == ""


def test_a_search_that_was_repaired_is_not_offered_for_both(indexed):
    assert rows("Region", "q=%22karabakh&region=azerbaijan")["Armenia"].both_url == ""


def test_what_takes_the_place_of_a_chosen_value_adds_nothing(indexed):
    assert rows("Region", "region=armenia")["Karabakh"].added is None


def test_a_value_that_all_results_bear_narrows_nothing(indexed):
    assert rows("Region", "q=gabala")["Azerbaijan"].is_everywhere
    assert not rows("Region", "q=gabala&region=azerbaijan")["Azerbaijan"].is_everywhere
    assert not rows("Region")["Azerbaijan"].is_everywhere


def test_a_value_is_chosen_excluded_and_cleared(indexed):
    assert rows("Actor")["Haidar Aliev"].url == "/search/?actor=haidar-aliev"
    assert rows("Actor")["Haidar Aliev"].turn_url == "/search/?not-actor=haidar-aliev"
    assert rows("Actor", "actor=haidar-aliev")["Haidar Aliev"].url == "/search/"


def test_an_excluded_value_is_cleared_or_chosen(indexed):
    row = rows("Actor", "not-actor=haidar-aliev")["Haidar Aliev"]
    assert row.excluded
    assert (row.url, row.turn_url) == ("/search/", "/search/?actor=haidar-aliev")


@pytest.mark.parametrize("parameter", ["region", "not-region"])
def test_a_value_in_force_stays_visible_without_articles(indexed, parameter):
    row = rows("Region", f"q=fleet&{parameter}=armenia")["Armenia"]
    assert row.count == 0
    assert row.selected or row.excluded


def test_a_value_that_nothing_bears_stays_visible(indexed):
    found = rows("Region", "region=atlantis&region=lemuria")
    assert [found[slug].count for slug in ("atlantis", "lemuria")] == [0, 0]
    assert found["atlantis"].url == "/search/?region=lemuria"


def test_the_share_is_that_of_the_articles_without_the_facet(indexed):
    assert rows("Publication", "region=ukraine&publication=monitor")["Eurasia Digest"].share == 100
    assert rows("Region", "region=ukraine")["Armenia"].share == 33.3


def test_a_search_that_was_refused_has_no_facets(indexed):
    assert panels(engine.search(read("q=" + "a" * 600).state)) == []
