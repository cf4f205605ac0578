"""Searches of the small archive: what is found, in which order, and with which counts."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engine
from search.models import OutboxRow
from search.state import Filter, SearchState, read
from search.tree import Tagged


def search(query=""):
    return engine.search(read(query).state)


def titles(query=""):
    return [hit.article.title for hit in search(query).hits]


def counts(results, facet):
    return {value.value: value.count for value in results.facets[facet]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=radar+gabala", {"Gabala radar talks stall"}),
        ("q=radar", {"Gabala radar talks stall", "A note without a day"}),
        ("q=%22radar+gabala%22", set()),
        ("q=%22gabala+radar%22", {"Gabala radar talks stall"}),
        ("q=fleet+OR+pipeline", {"The fleet is divided", "A pipeline for the Caspian"}),
        ("q=fleet+pipeline&match=any", {"The fleet is divided", "A pipeline for the Caspian"}),
        ("q=radar+-rent", {"A note without a day"}),
        ("q=RADARS", {"Gabala radar talks stall", "A note without a day"}),
        ("region=karabakh", {"Presidents meet on Karabakh"}),
        ("region=armenia", {"Presidents meet on Karabakh", "Shots in parliament"}),
        ("region=armenia&not-region=karabakh", {"Shots in parliament"}),
        (
            "region=armenia&region=ukraine&from=1999",
            {"Presidents meet on Karabakh", "Shots in parliament"},
        ),
        ("outlet=turan", {"Gabala radar talks stall"}),
        ("from=1997-05-31&to=1997-06-10", {"The fleet is divided"}),
        ("from=1999-11&to=1999-11", {"A pipeline for the Caspian"}),
        ("from=2001&dates=certain", {"Presidents meet on Karabakh"}),
        ("undated=1", {"A note without a day"}),
        ("from=2002", set()),
        ("region=atlantis", set()),
        ("q=title:radar", {"Gabala radar talks stall"}),
        ("q=body:talks", set()),
        ("q=title:tal*", {"Gabala radar talks stall"}),
        ("q=body:%22gabala+radar%22", {"Gabala radar talks stall"}),
        ("q=title:(fleet+OR+pipeline)", {"The fleet is divided", "A pipeline for the Caspian"}),
        ("q=region:armenia+-region:karabakh", {"Shots in parliament"}),
        ("q=region:armenia+title:presidents", {"Presidents meet on Karabakh"}),
        ("q=actor:%22гейдар+алиев%22+-issue:7/4", {"Presidents meet on Karabakh"}),
        ("q=actor:nobody+radar", set()),
        ("q=outlet:turan+publication:monitor", {"Gabala radar talks stall"}),
        ("q=issue:5/201+OR+fleet", {"Shots in parliament", "The fleet is divided"}),
        ("q=date:1999-11..2000", {"A pipeline for the Caspian"}),
        ("q=date:..1998", {"The fleet is divided"}),
        ("q=date:2001..&region=karabakh", {"Presidents meet on Karabakh"}),
    ],
)
def test_a_search_finds_just_what_it_asks_for(indexed, query, found):
    assert set(titles(query)) == found


def test_a_word_sought_in_titles_is_marked_there_only(indexed):
    (hit,) = search("q=title:radar").hits
    assert "<mark>radar</mark>" in hit.title
    assert "<mark>" not in hit.snippet


def test_drafts_and_withdrawn_articles_are_never_found(indexed):
    assert titles("q=plan") == []


def test_a_region_counts_its_narrower_regions_each_article_once(indexed):
    assert counts(search(), "region") == {
        "south-caucasus": 4,
        "azerbaijan": 3,
        "armenia": 2,
        "karabakh": 1,
        "ukraine": 1,
    }


def test_a_facet_ignores_its_own_filter(indexed):
    results = search("region=ukraine")
    assert counts(results, "region")["armenia"] == 2
    assert counts(results, "publication") == {"eurasia-digest": 1}


def test_an_interval_counts_in_every_year_that_it_touches(indexed):
    indexed.article("Over new year", "A long winter.", date="1999-12-30/2001-01-02")
    from search import rebuild

    rebuild.rebuild()
    years = {bar.first.year: bar.count for bar in search("q=winter").histogram}
    assert years == {1999: 1, 2000: 1, 2001: 1}


def test_without_words_the_newest_stand_first_and_undated_ones_last(indexed):
    found = titles()
    assert found[0] == "Presidents meet on Karabakh"
    assert found[-1] == "A note without a day"


def test_oldest_first_keeps_undated_ones_last(indexed):
    found = titles("sort=oldest")
    assert found[0] == "The fleet is divided"
    assert found[-1] == "A note without a day"


def test_a_word_in_the_title_weighs_more(indexed):
    assert titles("q=radar")[0] == "Gabala radar talks stall"


def test_pages_neither_overlap_nor_skip(indexed):
    pages = [engine.search(SearchState(page=page), size=2).hits for page in (1, 2, 3)]
    keys = [hit.article.pk for page in pages for hit in page]
    assert len(keys) == len(set(keys)) == 6


def test_an_unknown_value_stays_a_constraint_with_a_notice(indexed):
    results = search("region=atlantis")
    assert results.chips[0].label == "atlantis"
    assert any("atlantis" in notice for notice in results.notices)


def test_dates_that_end_before_they_begin_are_said_to_hold_nothing(indexed):
    results = search("from=2001&to=1999")
    assert results.total == 0
    assert any("before they begin" in notice for notice in results.notices)


def test_nothing_found_tells_which_constraint_to_drop(indexed):
    results = search("q=radar&region=ukraine")
    (group,) = results.alternatives
    assert [each[:3] for each in group.alternatives] == [
        ("Without", "Ukraine", 2),
        ("Without the words", "“radar”", 1),
    ]


def test_a_merged_record_finds_what_its_survivor_finds(indexed):
    old = indexed.ukraine
    old.merged_into = indexed.armenia
    old.save()
    results = search("region=ukraine")
    assert results.state == SearchState(filters=frozenset({Filter("region", "armenia")}))
    assert results.total == 3


def test_renaming_a_record_reindexes_nothing(indexed):
    OutboxRow.objects.all().delete()
    indexed.armenia.name = "Hayastan"
    indexed.armenia.save()
    assert not OutboxRow.objects.exists()
    assert "Hayastan" in [value.label for value in search().facets["region"]]


def test_a_hit_withdrawn_since_is_dropped(indexed):
    type(indexed.radar).objects.filter(pk=indexed.radar.pk).update(state="withdrawn")
    assert titles("q=rent") == []


def test_a_search_asks_the_database_a_fixed_number_of_times(indexed, django_assert_max_num_queries):
    search("q=radar")  # reads the forms of all names, once a version
    with django_assert_max_num_queries(3):  # the names' version, the articles, their tags
        search("q=radar+OR+fleet+OR+president")


facet_values = st.sampled_from(
    [
        Filter("region", "armenia"),
        Filter("region", "azerbaijan"),
        Filter("region", "karabakh", excluded=True),
        Filter("actor", "haidar-aliev"),
        Filter("actor", "robert-kocharian", excluded=True),
        Filter("publication", "monitor"),
        Filter("outlet", "turan"),
    ]
)


@given(
    q=st.sampled_from(["", "radar", "karabakh OR parliament", "the", "-fleet"]),
    filters=st.frozensets(facet_values, max_size=3),
    from_=st.sampled_from(["", "1999", "2001-01"]),
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_a_count_is_the_size_of_the_set_that_a_click_leaves(indexed, q, filters, from_):
    state = SearchState(q=q, filters=filters, from_=from_)
    results = engine.search(state)
    for facet, values in results.facets.items():
        chosen = {Filter(facet, value) for value in results.state.values(facet)}
        others = replace(results.state, filters=results.state.filters - chosen)
        for value in values:
            if not value.excluded:
                alone = others.add(Filter(facet, value.value))
                assert engine.search(alone).total == value.count
    for bar in results.histogram:
        year = str(bar.first.year)
        assert engine.search(results.state.between(year, year)).total == bar.count


SENTENCE = "gabala radar station rent baku presidents karabakh"


def test_stages_of_ranking_change_no_totals_and_no_counts(indexed, settings):
    with_stages = search(f"q={SENTENCE}&match=any")
    settings.SEARCH_STAGES = []
    without = search(f"q={SENTENCE}&match=any")
    assert with_stages.total == without.total
    assert counts(with_stages, "region") == counts(without, "region")
    assert {hit.article.pk for hit in with_stages.hits} == {hit.article.pk for hit in without.hits}


def test_pages_of_a_sentence_neither_overlap_nor_skip(indexed):
    state = read(f"q={SENTENCE}&match=any").state
    pages = [engine.search(state.on_page(page), size=1).hits for page in (1, 2, 3)]
    keys = [hit.article.pk for page in pages for hit in page]
    assert len(keys) == len(set(keys)) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=radar*", {"Gabala radar talks stall", "A note without a day"}),
        ("q=g%3Fbala", {"Gabala radar talks stall"}),
        ("q=gobala~1", {"Gabala radar talks stall"}),
        ('q="presidents+west"~9', {"Presidents meet on Karabakh"}),
        ('q="presidents+west"~2', set()),
        ("q=fleet^5+OR+pipeline", {"The fleet is divided", "A pipeline for the Caspian"}),
    ],
)
def test_patterns_and_near_words_are_searched(indexed, query, found):
    assert set(titles(query)) == found


def test_a_pattern_for_too_many_words_is_refused_and_nothing_searched(indexed, monkeypatch):
    from search.whoosh import lexicon

    monkeypatch.setattr(lexicon, "MOST_TERMS", 1)
    results = search("q=pa*")
    assert "stands for" in results.refusal
    assert results.hits == []


@pytest.mark.parametrize(("phrases", "offered"), [(1, 1), (16, 0)])
def test_a_dear_search_is_offered_fewer_others(indexed, phrases, offered):
    q = " OR ".join(["%22gabala+radar%22"] * phrases).replace(" ", "+")
    found = search(f"q={q}&region=armenia&outlet=none&from=2001")
    totals = [each.total for group in found.alternatives for each in group.alternatives]
    assert len(totals) == offered


def test_tag_counts_are_those_of_public_articles_beside_a_record(indexed):
    beside = Tagged("actor", "haidar-aliev", (indexed.aliev.pk,))
    counts = engine.tag_counts(["region"], beside)["region"]
    assert counts[indexed.azerbaijan.pk] == 2
    assert indexed.ukraine.pk not in counts
