import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh.dictionary import Strings, packed

texts = st.lists(st.text(max_size=5).map(str.encode), max_size=300, unique=True).map(sorted)


@given(texts)
def test_strings_are_what_was_packed(listed):
    strings = Strings(*packed(listed))
    assert [strings[number] for number in range(len(strings))] == list(strings) == listed


@given(texts, st.text(max_size=5).map(str.encode))
def test_a_string_is_found_where_it_stands_or_not_at_all(listed, wanted):
    found = Strings(*packed(listed)).find(wanted)
    assert found == (listed.index(wanted) if wanted in listed else None)


@given(texts, st.text(max_size=2).map(str.encode))
def test_a_prefix_finds_all_strings_that_begin_so(listed, prefix):
    strings = Strings(*packed(listed))
    found = [strings[number] for number in strings.beginning_with(prefix)]
    assert found == [each for each in listed if each.startswith(prefix)]


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 128, 129])
def test_every_string_is_found_around_the_ends_of_blocks(count):
    listed = sorted(f"{number:04}".encode() for number in range(count))
    strings = Strings(*packed(listed))
    assert [strings.find(each) for each in listed] == list(range(count))


def test_a_slice_is_a_list_of_strings():
    listed = [b"a", b"b", b"c", b"d"]
    assert Strings(*packed(listed))[1:3] == [b"b", b"c"]
