from hypothesis import given
from hypothesis import strategies as some

from search.alerts import known


@given(some.sets(some.integers(1, 2**40)))
def test_what_is_packed_comes_out_again(keys):
    assert known.unpack(known.pack(keys)) == keys


def test_neighbours_take_less_than_a_byte():
    assert len(known.pack(range(1, 100_000))) < 2_000
