"""Addresses beside counts: put together quickly, the same as those of the states they lead to."""

from hypothesis import assume, given
from hypothesis import strategies as st

from search.links import Address, BarLinks, FacetLinks
from search.state import Filter, SearchState
from tests.search.states import slugs, states

facets = st.sampled_from(["region", "actor", "publication", "outlet"])
years = st.integers(1, 9999).map(lambda year: f"{year:04}")


@given(states(), facets, slugs)
def test_a_facet_value_leads_to_the_state_with_it(state, facet, slug):
    assert FacetLinks(Address(state), facet).toggle(slug) == toggled(state, facet, slug)


@given(states())
def test_a_facet_value_in_force_leads_to_the_state_without_it(state):
    for facet, slug, _ in state.filters:
        assert FacetLinks(Address(state), facet).toggle(slug) == toggled(state, facet, slug)


def toggled(state, facet, slug):
    excluded = Filter(facet, slug, excluded=True)
    return state.toggle(excluded if excluded in state.filters else Filter(facet, slug)).path


@given(states(), facets, slugs)
def test_a_facet_value_is_turned_into_what_it_is_not(state, facet, slug):
    is_excluded = Filter(facet, slug, excluded=True) in state.filters
    turned = state.add(Filter(facet, slug, excluded=not is_excluded))
    assert FacetLinks(Address(state), facet).turn(slug) == turned.path


@given(states(), facets, slugs, st.data())
def test_a_facet_value_takes_the_place_of_others(state, facet, slug, data):
    chosen = state.values(facet)
    assume(slug not in [*chosen, *state.values(facet, excluded=True)])
    replaced = data.draw(st.sets(st.sampled_from(chosen))) if chosen else set()
    expected = state.add(Filter(facet, slug))
    for each in replaced:
        expected = expected.remove(Filter(facet, each))
    assert FacetLinks(Address(state), facet).toggle(slug, replaced) == expected.path


@given(states(), years)
def test_a_year_leads_to_the_state_between_its_days(state, year):
    assume((state.from_, state.to) != (year, year))
    assert BarLinks(state).toggle(year) == state.between(year, year).path


@given(states(), years)
def test_the_only_year_leads_out_of_it(state, year):
    assert BarLinks(state.between(year, year)).toggle(year) == state.between("", "").path


def test_a_value_stands_in_its_sorted_place_among_those_chosen():
    state = SearchState("radar", filters=frozenset({Filter("region", "c"), Filter("region", "a")}))
    assert (
        FacetLinks(Address(state), "region").toggle("b")
        == "/search/?q=radar&region=a&region=b&region=c"
    )
