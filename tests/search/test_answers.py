"""Facet values and bars from bare counts: which are shown, in which order."""

from dataclasses import dataclass

import pytest

from search import answers
from search.facets import FACETS
from search.state import Filter, SearchState, read
from search.vocabulary import FacetNames, Record, Vocabulary


@dataclass
class Counts:
    facets: dict


def vocabulary(*labels):
    """Names of regions alone; the first label has key 1."""
    records = {key: Record(key, label.lower(), label) for key, label in enumerate(labels, 1)}
    regions = FacetNames(records, {record.slug: record for record in records.values()})
    return Vocabulary(1, {**{facet: FacetNames() for facet in FACETS}, "region": regions})


def shown(counts, *labels, state=None):
    of_facets = {**{facet: {} for facet in FACETS}, "region": counts}
    values = answers.facet_values(state or SearchState(), Counts(of_facets), vocabulary(*labels))
    return [(value.value, value.count) for value in values["region"]]


def test_the_largest_stand_first_and_ties_in_the_order_of_labels():
    assert shown({1: 2, 2: 5, 3: 2}, "C", "B", "A") == [("b", 5), ("a", 2), ("c", 2)]


def test_of_many_equally_large_the_first_labels_are_shown():
    letters = "ZYXWVUTSRQPONMLKJIHGFEDCBA"
    values = shown(dict.fromkeys(range(1, 27), 3), *letters)
    assert [value for value, _ in values] == list("abcdefghijklmnopqrst")


@pytest.mark.parametrize("excluded", [False, True])
def test_a_small_value_in_force_is_shown_at_the_end(excluded):
    labels = [f"R{number:02}" for number in range(30)]
    state = SearchState(filters=frozenset({Filter("region", "r29", excluded)}))
    values = shown({key: 100 - key for key in range(1, 31)}, *labels, state=state)
    assert len(values) == 21
    assert values[-1] == ("r29", 70)


def test_a_value_in_force_without_articles_or_record_is_shown_with_none():
    state = SearchState(filters=frozenset({Filter("region", "a"), Filter("region", "atlantis")}))
    assert shown({2: 1}, "A", "B", state=state) == [("b", 1), ("a", 0), ("atlantis", 0)]


def test_keys_that_the_names_do_not_know_are_left_out():
    assert shown({1: 2, 7: 5}, "A") == [("a", 2)]


@pytest.mark.parametrize(
    ("query", "selected"),
    [
        ("", []),
        ("from=2000", [2000, 2001]),
        ("to=2000-03", [1999, 2000]),
        ("from=2000-12-31&to=2000-12-31", [2000]),
    ],
)
def test_bars_that_the_limits_touch_are_selected(query, selected):
    bars = answers.histogram(read(query).state, {2001: 1, 1999: 3, 2000: 0})
    assert [bar.first.year for bar in bars] == [1999, 2000, 2001]
    assert [bar.first.year for bar in bars if bar.selected] == selected
