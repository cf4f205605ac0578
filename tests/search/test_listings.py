"""What the address of a list of values says: read, written, and never mixed with the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import listings
from search.listings import Listing
from search.state import PARAMETERS
from search.state import read as read_search
from tests.search.states import states, words

some_listings = st.builds(
    Listing,
    facet=st.just("actor"),
    state=states().map(lambda state: state.on_page(1)),
    contains=words,
    starts=st.sampled_from(["", "a", "z", "0"]),
    by_name=st.booleans(),
    part=st.integers(1, 9_999),
)


def read(query):
    reading = read_search(query, others=listings.READERS)
    return listings.read("actor", reading), reading.notices


@given(some_listings)
def test_a_listing_is_read_as_it_was_written(listing):
    assert read(listing.path.partition("?")[2]) == (listing, [])


def test_no_parameter_of_the_search_is_taken():
    assert not set(listings.READERS) & set(PARAMETERS)


@pytest.mark.parametrize(
    "query", ["starts=ab", "starts=%C3%A9", "by=size", "part=0", f"contains={'x' * 101}"]
)
def test_what_makes_no_sense_is_ignored_with_a_notice(query):
    listing, notices = read(query)
    assert listing.path == "/search/facets/actor/"
    assert len(notices) == 1


def test_a_parameter_that_stands_twice_counts_once():
    listing, notices = read("contains=a&contains=b")
    assert listing.contains == "a"
    assert len(notices) == 1


def test_another_list_begins_at_its_first_part():
    assert read("part=3&by=name")[0].changed(starts="b").path.endswith("/?starts=b&by=name")
