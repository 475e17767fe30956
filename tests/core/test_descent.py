"""The fast inner loop is the readable equations, to rounding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config import Config
from core.descent import Descent
from core.network import (
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    update_parameters,
)
from core.readable import train_readably
from core.steppers import fits
from core.training import advance, start, train
from core.vectors import flatten


def problem(n0: int, n1: int, m: int, seed: int, method: str = "xavier"):
    rng = np.random.RandomState(seed)
    X, Y = rng.randn(n0, m), (rng.rand(1, m) < 0.5).astype(float)
    return initialize_parameters((n0, n1, 1), method=method, rng=rng), X, Y


def test_its_vector_is_its_parameters_in_order():
    for n0, n1 in ((1, 1), (2, 4), (5, 3)):
        parameters, X, Y = problem(n0, n1, 9, 3)
        descent = Descent(parameters, X, Y, "tanh", 0.5)
        descent.step()
        vector = descent.vector()
        np.testing.assert_array_equal(vector, flatten(descent.parameters()))
        before = vector.copy()
        descent.step()
        np.testing.assert_array_equal(vector, before)


@settings(max_examples=60, deadline=None)
@given(
    n0=st.integers(1, 6), n1=st.integers(1, 8), m=st.integers(1, 40), seed=st.integers(0, 999),
    activation=st.sampled_from(["tanh", "sigmoid", "relu", "leaky_relu"]),
    method=st.sampled_from(["xavier", "small", "zeros", "he"]),
    alpha=st.sampled_from([0.01, 0.5, 2.0]),
)  # fmt: skip
def test_every_step_is_that_of_the_readable_functions(n0, n1, m, seed, activation, method, alpha):
    parameters, X, Y = problem(n0, n1, m, seed, method)
    descent = Descent(parameters, X, Y, activation, alpha)
    for _ in range(8):
        cache = forward_propagation(parameters, X, activation)
        assert descent.cost == pytest.approx(compute_cost(cache, Y), rel=1e-9, abs=1e-12)
        gradients = backward_propagation(parameters, cache, Y)
        parameters = update_parameters(parameters, gradients, alpha)
        descent.step()
        fast = descent.parameters()
        for l in (1, 2):
            np.testing.assert_allclose(fast.W[l], parameters.W[l], rtol=1e-9, atol=1e-11)
            np.testing.assert_allclose(fast.b[l], parameters.b[l], rtol=1e-9, atol=1e-11)
        # Both go on from the same parameters, so that rounding does not add up.
        descent = Descent(parameters, X, Y, activation, alpha)


def test_a_logit_too_large_for_an_exponential():
    parameters, X, Y = problem(2, 3, 20, 1)
    parameters.b[2][:] = 2000.0
    with np.errstate(all="ignore"):
        descent = Descent(parameters, X, Y, "tanh", 0.1)
        cost = compute_cost(forward_propagation(parameters, X, "tanh"), Y)
        assert descent.cost == pytest.approx(cost, rel=1e-12)
        descent.step()
    assert np.isfinite(descent.cost)
    assert descent.cost < cost


def test_inputs_and_results_are_nobody_elses():
    parameters, X, Y = problem(2, 3, 20, 1)
    before = [parameters.W[1].copy(), X.copy(), Y.copy()]
    descent = Descent(parameters, X, Y, "tanh", 0.1)
    descent.step()
    early = descent.parameters()
    kept = early.W[1].copy()
    descent.step()
    for now, then in zip((parameters.W[1], X, Y), before, strict=True):
        np.testing.assert_array_equal(now, then)
    np.testing.assert_array_equal(early.W[1], kept)


def test_train_and_advance_are_the_same_to_the_bit():
    run = start(Config())
    s = run.snapshot.train
    parameters, costs = train(s.parameters, s.X, s.Y, learning_rate=1.2, iterations=500)
    run = advance(advance(run, 123), 377)
    for l in (1, 2):
        np.testing.assert_array_equal(parameters.W[l], run.snapshot.train.parameters.W[l])
    assert list(costs[-99:]) == list(run.recent[-100:-1])


def test_other_networks_are_trained_by_the_readable_loop():
    rng = np.random.RandomState(0)
    deep = initialize_parameters((2, 3, 3, 1), method="xavier", rng=rng)
    wide = initialize_parameters((2, 3, 2), method="xavier", rng=rng)
    X, Y = rng.randn(2, 30), (rng.rand(2, 30) < 0.5).astype(float)
    assert not fits(deep, Y[:1])
    assert not fits(wide, Y)
    one_hidden = initialize_parameters((2, 3, 1), method="xavier", rng=rng)
    fast = train(one_hidden, X, Y[:1], learning_rate=0.3, iterations=50)[1]
    readable = train_readably(one_hidden, X, Y[:1], "tanh", 0.3, 50)[1]
    np.testing.assert_allclose(fast, readable, rtol=1e-12)
    for parameters, labels in ((deep, Y[:1]), (wide, Y)):
        _, costs = train(parameters, X, labels, learning_rate=0.3, iterations=50)
        assert costs[-1] < costs[0]
