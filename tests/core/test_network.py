"""The equations against a derivation by hand, finite differences and another library's autograd."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS, sigmoid
from core.checks import agrees, numerical_gradients, relative_error, units_at_kink
from core.network import (
    INITIALIZATIONS,
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    predict,
    update_parameters,
)
from tests.core.strategies import Problem, problems

AUTOGRAD_G = {
    "tanh": anp.tanh,
    "sigmoid": lambda Z: 1 / (1 + anp.exp(-Z)),
    "relu": lambda Z: anp.where(Z > 0, Z, 0.0),
    "leaky_relu": lambda Z: anp.where(Z > 0, Z, 0.01 * Z),
}


def our_gradients(problem: Problem):
    cache = forward_propagation(problem.parameters, problem.X, problem.activation)
    return backward_propagation(problem.parameters, cache, problem.Y)


def test_one_sample_worked_by_hand():
    # x = (1, 2), W[1] = (0.5, -0.25), so z1 = 0 + 0.1 = 0.1; W[2] = 2, b[2] = -0.2, y = 1.
    parameters = Parameters(
        W={1: np.array([[0.5, -0.25]]), 2: np.array([[2.0]])},
        b={1: np.array([[0.1]]), 2: np.array([[-0.2]])},
    )
    cache = forward_propagation(parameters, np.array([[1.0], [2.0]]), "relu")
    # z2 = 2 * 0.1 - 0.2 = 0, so a2 = 1/2, J = log 2, dz2 = -1/2.
    assert cache.A[2] == pytest.approx(0.5)
    assert compute_cost(cache, np.array([[1.0]])) == pytest.approx(np.log(2))
    gradients = backward_propagation(parameters, cache, np.array([[1.0]]))
    assert gradients.dA[2] == pytest.approx(-2.0)  # -1/a
    assert gradients.dZ[2] == pytest.approx(-0.5)
    assert gradients.dW[2] == pytest.approx(-0.05)  # dz2 * a1
    assert gradients.dA[1] == pytest.approx(-1.0)  # w2 * dz2
    assert gradients.dZ[1] == pytest.approx(-1.0)
    np.testing.assert_allclose(gradients.dW[1], [[-1.0, -2.0]])
    assert gradients.db[1] == pytest.approx(-1.0)
    updated = update_parameters(parameters, gradients, 0.5)
    np.testing.assert_allclose(updated.W[1], [[1.0, 0.75]])
    assert updated.b[2] == pytest.approx(0.05)


@settings(max_examples=200, deadline=None)
@given(problems())
def test_every_gradient_has_the_shape_of_its_matrix(problem: Problem):
    cache = forward_propagation(problem.parameters, problem.X, problem.activation)
    gradients = backward_propagation(problem.parameters, cache, problem.Y)
    for l in problem.parameters.layers:
        assert gradients.dW[l].shape == problem.parameters.W[l].shape
        assert gradients.db[l].shape == problem.parameters.b[l].shape
        assert gradients.dZ[l].shape == cache.Z[l].shape
        assert gradients.dA[l].shape == cache.A[l].shape


@settings(max_examples=300, deadline=None)
@given(problems(methods=("xavier",)))
def test_gradients_agree_with_central_differences(problem: Problem):
    if units_at_kink(problem.parameters, problem.X, problem.activation):
        return  # covered by test_a_kink_is_reported
    ours, theirs = our_gradients(problem), numerical_gradients(
        problem.parameters, problem.X, problem.Y, activation=problem.activation
    )  # fmt: skip
    for l in problem.parameters.layers:
        for g, h in ((ours.dW[l], theirs.dW[l]), (ours.db[l], theirs.db[l])):
            # J is rounded to about 1e-16, so a difference quotient of it to about 1e-16 / 3e-5 an
            # entry: a gradient that small as a whole cannot be told from rounding.
            assert relative_error(g, h) <= 1e-7 or np.linalg.norm(g - h) <= 1e-10


@settings(max_examples=200, deadline=None)
@given(problems(methods=("small", "he", "zeros")))
def test_gradients_agree_with_central_differences_at_other_scales(problem: Problem):
    if units_at_kink(problem.parameters, problem.X, problem.activation):
        return
    ours, theirs = our_gradients(problem), numerical_gradients(
        problem.parameters, problem.X, problem.Y, activation=problem.activation
    )  # fmt: skip
    for l in problem.parameters.layers:
        assert agrees(ours.dW[l], theirs.dW[l])
        assert agrees(ours.db[l], theirs.db[l])


def test_a_kink_is_reported():
    zero_bias = Parameters({1: np.ones((1, 1)), 2: np.ones((1, 1))}, {1: np.zeros((1, 1)), 2: np.zeros((1, 1))})  # fmt: skip
    at_kink = np.zeros((1, 1))
    assert units_at_kink(zero_bias, at_kink, "relu") == 1
    assert units_at_kink(zero_bias, at_kink, "tanh") == 0
    assert units_at_kink(zero_bias, np.ones((1, 1)), "relu") == 0
    Y = np.ones((1, 1))
    ours = backward_propagation(zero_bias, forward_propagation(zero_bias, at_kink, "relu"), Y)
    theirs = numerical_gradients(zero_bias, at_kink, Y, activation="relu")
    assert not agrees(ours.db[1], theirs.db[1])


@settings(max_examples=200, deadline=None)
@given(problems())
def test_gradients_agree_with_automatic_differentiation(problem: Problem):
    layers = problem.parameters.layers

    def cost(W, b):
        A = problem.X
        for l in layers:
            Z = anp.dot(W[l], A) + b[l]
            A = AUTOGRAD_G[problem.activation](Z)
        loss = problem.Y * anp.logaddexp(0, -Z) + (1 - problem.Y) * anp.logaddexp(0, Z)
        return anp.sum(loss) / problem.X.shape[1]

    dW, db = autograd.grad(cost, argnum=(0, 1))(problem.parameters.W, problem.parameters.b)
    ours = our_gradients(problem)
    for l in layers:
        np.testing.assert_allclose(ours.dW[l], dW[l], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(ours.db[l], db[l], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(("y", "z"), [(0, 800.0), (1, -800.0), (0, 40.0), (1, 40.0), (1, -40.0)])
def test_saturated_outputs_stay_finite_and_right(y: int, z: float):
    parameters = Parameters({1: np.array([[z]])}, {1: np.zeros((1, 1))})
    cache = forward_propagation(parameters, np.ones((1, 1)))
    Y = np.full((1, 1), float(y))
    gradients = backward_propagation(parameters, cache, Y)
    away = z if y == 0 else -z
    assert compute_cost(cache, Y) == pytest.approx(np.logaddexp(0, away), rel=1e-12)
    assert np.isfinite(gradients.dA[1]).all()
    if abs(z) < 700:
        sign = 1 if y == 0 else -1
        assert gradients.dA[1] == pytest.approx(sign * (1 + np.exp(away)), rel=1e-12)
        assert gradients.dZ[1] == pytest.approx(sigmoid(np.array(z)) - y)


def test_initializations_have_the_deviation_their_docstring_states():
    expected = {"small": 0.05, "zeros": 0.0, "xavier": np.sqrt(1 / 400), "he": np.sqrt(2 / 400)}
    assert set(expected) == set(INITIALIZATIONS)
    for method, deviation in expected.items():
        rng = np.random.default_rng(0)
        parameters = initialize_parameters((400, 300, 2), method=method, scale=0.05, rng=rng)
        assert np.std(parameters.W[1]) == pytest.approx(deviation, rel=0.02)
        assert parameters.W[2].shape == (2, 300)
        assert not parameters.b[1].any()
        assert parameters.b[1].shape == (300, 1)


@pytest.mark.parametrize(
    "call",
    [
        lambda rng: initialize_parameters((2, 4, 1), method="nonsense", rng=rng),
        lambda rng: initialize_parameters((2,), rng=rng),
        lambda rng: initialize_parameters((2, 0, 1), rng=rng),
        lambda rng: forward_propagation(
            initialize_parameters((2, 1), rng=rng), np.ones((2, 1)), "nonsense"
        ),
    ],
)
def test_impossible_requests_are_refused(call):
    with pytest.raises(ValueError, match=r"unknown|layer_sizes"):
        call(np.random.default_rng(0))


def test_prediction_is_one_only_above_one_half():
    parameters = Parameters({1: np.array([[1.0]])}, {1: np.zeros((1, 1))})
    np.testing.assert_array_equal(
        predict(parameters, np.array([[-1.0, 0.0, 1e-9]])), [[0.0, 0.0, 1.0]]
    )


@given(st.sampled_from(sorted(ACTIVATIONS)), st.floats(-30, 30).filter(lambda z: abs(z) > 1e-3))
def test_derivatives_are_derivatives(name: str, z: float):
    g, derivative = ACTIVATIONS[name]
    Z = np.array([[z]])
    slope = (g(Z + 1e-6) - g(Z - 1e-6)) / 2e-6
    np.testing.assert_allclose(derivative(Z, g(Z)), slope, atol=1e-8)


def test_zero_starts_leave_all_weights_at_zero():
    rng = np.random.default_rng(3)
    X, Y = rng.standard_normal((3, 20)), (rng.random((1, 20)) < 0.3).astype(float)
    parameters = initialize_parameters((3, 4, 1), method="zeros", rng=rng)
    for _ in range(5):
        gradients = backward_propagation(parameters, forward_propagation(parameters, X), Y)
        assert not gradients.dW[1].any()
        assert not gradients.dW[2].any()
        assert gradients.db[2].all()
        parameters = update_parameters(parameters, gradients, 1.0)
