"""Stacked runs against each run alone in `core.descent`: equal to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.descent import Descent
from core.explore.stack import Stack
from core.network import initialize_parameters
from core.vectors import flatten


def check(sizes, k: int, activation: str, rates, steps: int, seed: int, spread: float = 1.0):
    n0, n1, m = sizes
    rng = np.random.default_rng(seed)
    X, Y = spread * rng.standard_normal((n0, m)), (rng.random((1, m)) < 0.5).astype(float)
    starts = [initialize_parameters((n0, n1, 1), method="xavier", rng=rng) for _ in range(k)]
    with np.errstate(all="ignore"):
        stack = Stack(starts, X, Y, activation, rates)
        alone = [Descent(p, X, Y, activation, rate) for p, rate in zip(starts, rates, strict=True)]
        for _ in range(steps + 1):
            np.testing.assert_array_equal(stack.costs, [d.cost for d in alone])
            stack.step()
            for descent in alone:
                descent.step()
    for i, descent in enumerate(alone):
        np.testing.assert_array_equal(flatten(stack.parameters(i)), flatten(descent.parameters()))
    return stack


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(1, 9), st.integers(1, 30), st.integers(1, 500)),
    st.integers(1, 9),
    st.sampled_from(sorted(ACTIVATIONS)),
    st.integers(0, 2**32 - 1),
)
def test_every_bit_is_that_of_a_run_alone(sizes, k: int, activation: str, seed: int):
    rates = 10 ** np.random.default_rng(seed).uniform(-2, 1.5, k)
    check(sizes, k, activation, rates, 30, seed)


@pytest.mark.parametrize("sizes", [(2, 50, 400), (30, 50, 398), (2, 20, 5000)])
def test_also_where_a_product_is_shared_among_threads(sizes):
    check(sizes, 3, "tanh", [0.1, 1.0, 10.0], 10, 1)


def test_a_diverging_run_leaves_its_neighbours_alone():
    stack = check((2, 4, 50), 3, "relu", [0.1, 1e5, 0.3], 40, 3, spread=10)
    assert not stack.costs[1] < 100
    assert np.all(stack.costs[[0, 2]] < 1)
