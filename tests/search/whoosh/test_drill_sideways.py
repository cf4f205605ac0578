"""A facet count is what choosing the value gives, under any combination of constraints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.facets import FACETS
from search.language import parse
from search.state import Filter, SearchState
from search.vocabulary import FacetNames, Record, Vocabulary
from search.whoosh.searching import VALUES_COUNTED, Search

# Which keys a stored region counts for: 8 lies in 5 and 6, which lie in 1.
COUNTS_FOR = {5: (1, 5), 6: (1, 6), 8: (1, 5, 6, 8)}
KEYS = {"region": range(1, 9), "actor": range(1, 30), "publication": range(1, 4), "outlet": ()}
values = st.one_of(
    *(
        st.builds(Filter, st.just(facet), st.sampled_from([f"{facet}-{key}" for key in keys]),
                  st.booleans())
        for facet, keys in KEYS.items() if keys
    )
)  # fmt: skip
states = st.builds(
    SearchState,
    q=st.sampled_from(["", "radar", "radar OR oil", "-pipeline", '"said the"']),
    filters=st.frozensets(values, max_size=5),
    from_=st.sampled_from(["", "1999", "2000-06"]),
    certain=st.booleans(),
)


def names_of(facet):
    records = {key: Record(key, f"{facet}-{key}", f"{facet} {key}") for key in KEYS[facet]}
    counts_for = COUNTS_FOR if facet == "region" else {}
    return FacetNames(
        records,
        {record.slug: record for record in records.values()},
        {key: counts_for.get(key, (key,)) for key in records},
        facet,
    )


@pytest.fixture(scope="module")
def names():
    return Vocabulary(1, {facet: names_of(facet) for facet in FACETS})


# Four archives, each asked so often.
few = settings(max_examples=25)


class Opened:
    """A snapshot in the place of an index that opens the newest."""

    def __init__(self, snapshot):
        self.snapshot = lambda: snapshot


@pytest.fixture(scope="module", params=range(4))
def archive(request, new_index, random_documents):
    """A random archive in two segments, some documents of the first deleted."""
    index = new_index()
    documents = random_documents(request.param, 120)
    index.commit(documents[:80])
    index.commit(documents[80:], delete=range(0, 60, 7))
    return Opened(index.snapshot())


def search(archive, names, state):
    return Search(archive, parse(state.q).tree, names)


def total(archive, names, state):
    return search(archive, names, state).total(state)


def excluded_of(state, facet):
    return [each for each in state.filters if each.facet == facet and each.excluded]


def without_chosen(state, facet):
    """The state without the chosen values of a facet; what is excluded of it stays so."""
    for value in state.values(facet):
        state = state.remove(Filter(facet, value))
    return state


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_every_count_is_the_size_of_the_set_left(archive, names, state, facet):
    found = search(archive, names, state)
    counted = found.all_values(facet, state).facets[facet]
    excluded = [each.value for each in excluded_of(state, facet)]
    free = without_chosen(state, facet)
    for key in KEYS[facet]:
        value = f"{facet}-{key}"
        if value not in excluded:
            assert counted.get(key, 0) == found.total(free.add(Filter(facet, value)))


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_an_excluded_value_counts_what_freeing_it_brings_back(archive, names, state, facet):
    found = search(archive, names, state)
    counted, total = found.counts(state).facets[facet], found.total(state)
    for each in excluded_of(state, facet):
        if each._replace(excluded=False) not in state.filters:
            key = names.facets[facet].of_slug(each.value).key
            assert counted[key] == found.total(state.remove(each)) - total


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_what_another_value_adds_is_told(archive, names, state, facet):
    found = search(archive, names, state)
    counts, total = found.counts(state), found.total(state)
    added = counts.added(facet, list(KEYS[facet]))
    for key in KEYS[facet]:
        other = Filter(facet, f"{facet}-{key}")
        if state.values(facet) and other._replace(excluded=True) not in state.filters:
            assert added[key] == found.total(state.add(other)) - total


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_excluding_a_value_takes_its_count_away(archive, names, state, facet):
    free = state.without_facet(facet)
    found = search(archive, names, free)
    whole, counted = found.total(free), found.all_values(facet, free).facets[facet]
    left = {
        key: found.total(free.add(Filter(facet, f"{facet}-{key}", excluded=True)))
        for key in KEYS[facet]
    }
    assert left == {key: whole - counted.get(key, 0) for key in KEYS[facet]}


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_the_number_of_values_is_that_of_all_counts(archive, names, state, facet):
    counts = search(archive, names, state).counts(state)
    everything = search(archive, names, state).all_values(facet, state)
    excluded = {names.facets[facet].of_slug(each.value).key for each in excluded_of(state, facet)}
    assert counts.number(facet) == len(everything.facets[facet].keys() - excluded)
    assert counts.number(facet) == everything.number(facet)


@few
@given(state=states, facet=st.sampled_from(["region", "actor", "publication"]))
def test_the_whole_is_what_the_search_finds_without_the_facet(archive, names, state, facet):
    whole = total(archive, names, without_chosen(state, facet))
    assert search(archive, names, state).counts(state).whole(facet) == whole


@few
@given(state=states)
def test_what_stands_around_a_chosen_region_is_counted_too(archive, names, state):
    chosen = names.facets["region"].around(state.values("region"))
    counts = search(archive, names, state).counts(state).facets["region"]
    everything = search(archive, names, state).all_values("region", state).facets["region"]
    assert len(everything) <= VALUES_COUNTED
    assert {key: counts.get(key, 0) for key in chosen} == {
        key: everything.get(key, 0) for key in chosen
    }
