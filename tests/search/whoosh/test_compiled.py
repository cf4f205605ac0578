"""Machine code and numpy, which have to give the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.whoosh import ranking
from search.whoosh.compiled import kernels

pytestmark = pytest.mark.usefixtures("machine_code")

values = st.lists(st.integers(-5, 200), min_size=1, max_size=400)


@given(values, st.data(), st.sampled_from([np.float64, np.int32, np.int64]))
def test_the_nth_largest_value_is_that_of_the_sorted_ones(drawn, data, dtype):
    number = data.draw(st.integers(1, len(drawn)))
    assert ranking._nth_largest(np.array(drawn, dtype), number) == sorted(drawn)[-number]


def test_a_setting_switches_machine_code_off(settings):
    settings.SEARCH_COMPILED = False
    assert kernels() is None


def test_the_tests_run_machine_code(settings):
    settings.SEARCH_COMPILED = True
    assert kernels() is not None
