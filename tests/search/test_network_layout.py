"""Places of the nodes: the same whatever the order, inside the drawing, labels apart."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search.network_layout import layout

SIZE = np.array([1000.0, 600.0])


def boxes(count):
    return np.tile([90.0, 30.0], (count, 1))


def test_the_order_of_names_and_pairs_plays_no_part():
    names = [f"n{number}" for number in range(12)]
    weights = {pair: 1.0 + number for number, pair in enumerate(combinations(names[:7], 2))}
    turned = {(b, a): weight for (a, b), weight in reversed(weights.items())}
    places = layout(names, weights, boxes(12), SIZE)
    assert np.array_equal(places, layout(names[::-1], turned, boxes(12), SIZE)[::-1])


@given(st.sets(st.tuples(st.integers(0, 39), st.integers(0, 39)), min_size=1, max_size=150))
@settings(max_examples=15)
def test_no_label_lies_on_another_or_outside(pairs):
    names = [f"n{number}" for number in range(40)]
    weights = {(names[a], names[b]): 1.0 for a, b in pairs if a < b}
    places = layout(names, weights, boxes(40), SIZE)
    apart = np.abs(places[:, None] - places[None])
    np.einsum("iij->ij", apart)[:] = 1000
    assert ((apart[..., 0] >= 89) | (apart[..., 1] >= 29)).all()
    assert (places >= [45, 15]).all()
    assert (places <= SIZE - [45, 15]).all()


def test_two_actors_stand_apart():
    first, second = layout(["a", "b"], {("a", "b"): 1.0}, boxes(2), SIZE)
    assert np.abs(first - second).max() > 30
