"""What comes in at a public door: any dtype, labels in [0, 1], shapes that fit; else one sentence."""

import re
from dataclasses import replace

import numpy as np
import pytest

from core.config import Config
from core.datasets import make_dataset
from core.history import begin, record
from core.network import (
    Gradients,
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    predict,
    update_parameters,
)
from core.readable import train_readably
from core.training import advance, start, train


@pytest.fixture
def course():
    """The published start and data of the course."""
    data = make_dataset("flower", 400, noise=0.2, seed=1)
    parameters = initialize_parameters((2, 4, 1), rng=np.random.RandomState(2))
    return parameters, data.X, data.Y


@pytest.mark.parametrize(
    "dtype", ["uint8", "int8", "int64", "bool", "float16", "float32", "float64"]
)
def test_labels_of_any_dtype_give_the_published_costs(course, dtype: str):
    parameters, X, Y = course
    _, costs = train(parameters, X, Y.astype(dtype), iterations=1001)
    assert [round(costs[0], 6), round(costs[1000], 6)] == [0.693048, 0.288083]


@pytest.mark.parametrize("dtype", ["uint8", "bool", "int64"])
def test_the_equations_take_labels_of_any_dtype(course, dtype: str):
    """An unsigned byte has no -1: 1 - 2y would be 255, and dA[2] of the wrong sign and size."""
    parameters, X, Y = course
    cache = forward_propagation(parameters, X)
    assert compute_cost(cache, Y.astype(dtype)) == compute_cost(cache, Y)
    ours, right = (backward_propagation(parameters, cache, y) for y in (Y.astype(dtype), Y))
    for l in (1, 2):
        for name in ("dW", "db", "dZ", "dA"):
            np.testing.assert_array_equal(getattr(ours, name)[l], getattr(right, name)[l])


@pytest.mark.parametrize("dtype", ["float32", "int64"])
def test_samples_of_any_dtype_are_the_same_numbers(course, dtype: str):
    parameters, X, Y = course
    X = np.round(X)
    costs = train(parameters, X.astype(dtype), Y, iterations=50)[1]
    np.testing.assert_array_equal(costs, train(parameters, X, Y, iterations=50)[1])


def test_soft_labels_give_the_equations_numbers(course):
    parameters, X, Y = course
    soft = np.where(Y == 1, 0.9, 0.1)
    # 1,000 updates of the published start (written down from the equations, not from this code).
    costs = train(parameters, X, soft, iterations=1001)[1]
    assert round(costs[1000], 6) == 0.473012
    np.testing.assert_allclose(costs, train_readably(parameters, X, soft, "tanh", 1.2, 1001)[1])


@pytest.mark.parametrize(
    ("labels", "named"),
    [((-1, 1), "-1"), ((1, 2), "2"), ((0, np.nan), "nan"), ((0, np.inf), "inf"), ((0, 1.5), "1.5")],
)
def test_labels_that_are_no_shares_are_named(course, labels, named: str):
    parameters, X, Y = course
    wrong = np.where(Y == 1, labels[1], labels[0])
    with pytest.raises(ValueError, match=rf"labels must lie in \[0, 1\], but Y holds {named}$"):
        train(parameters, X, wrong)


def test_many_wrong_labels_are_not_all_named(course):
    parameters, X, _ = course
    with pytest.raises(ValueError, match=r"2, 3, 4, 5, 6 and 395 more$"):
        train(parameters, X, np.arange(2.0, 402).reshape(1, 400))


def test_the_equations_take_any_real_label():
    """The course's own unit tests hand in real numbers for labels; the equations stay equations."""
    rng = np.random.RandomState(1)
    parameters = initialize_parameters((2, 3, 1), rng=rng)
    X, Y = rng.randn(2, 5), rng.randn(1, 5)
    cache = forward_propagation(parameters, X)
    by_hand = -np.mean(Y * np.log(cache.A[2]) + (1 - Y) * np.log(1 - cache.A[2]))
    assert compute_cost(cache, Y) == pytest.approx(by_hand, rel=1e-12)
    np.testing.assert_array_equal(backward_propagation(parameters, cache, Y).dZ[2], cache.A[2] - Y)


def transposed(layers):
    return {l: array.T for l, array in layers.items()}


@pytest.mark.parametrize(
    ("call", "shapes"),
    [
        (lambda p, X, Y: compute_cost(forward_propagation(p, X), Y.T), ["(1, 400)", "(400, 1)"]),
        (lambda p, X, Y: compute_cost(forward_propagation(p, X), Y[0]), ["(1, 400)", "(400,)"]),
        (lambda p, X, Y: backward_propagation(p, forward_propagation(p, X), Y.T), ["(1, 400)", "(400, 1)"]),
        (lambda p, X, Y: predict(p, X[:, 0]), ["(2, m)", "(2,)"]),
        (lambda p, X, Y: predict(p, X.T), ["(2, m)", "(400, 2)"]),
        (lambda p, X, Y: forward_propagation(p, X[:1]), ["(2, m)", "(1, 400)"]),
        (lambda p, X, Y: train(p, X, Y[0]), ["(1, 400)", "(400,)"]),
        (lambda p, X, Y: train(p, X, Y.T), ["(1, 400)", "(400, 1)"]),
        (lambda p, X, Y: train(p, X, Y[:, :9]), ["(1, 400)", "(1, 9)"]),
        (lambda p, X, Y: train(p, X.T, Y), ["(2, m)", "(400, 2)"]),
        (lambda p, X, Y: train(p, X[:, 0], Y), ["(2, m)", "(2,)"]),
        (lambda p, X, Y: train(Parameters(p.W, {1: p.b[1][:, 0], 2: p.b[2]}), X, Y), ["(4, 1)", "(4,)"]),
        (lambda p, X, Y: train(Parameters({1: p.W[1], 2: p.W[2].T}, p.b), X, Y), ["(n[2], 4)", "(4, 1)"]),
        (lambda p, X, Y: update_parameters(p, Gradients(p.W, transposed(p.b), {}, {}), 1.0), ["(4, 1)", "(1, 4)"]),
    ],
)  # fmt: skip
def test_a_shape_that_does_not_fit_is_named_with_the_one_it_should_have(course, call, shapes):
    """And never NumPy's own words about broadcasting, which say nothing of X, Y or n[l]."""
    with pytest.raises(ValueError, match="must have the shape") as raised:
        call(*course)
    said = str(raised.value)
    assert all(shape in said for shape in shapes), said
    assert not re.search(r"broadcast|matmul|operand", said)


@pytest.mark.parametrize("sizes", [(2, 3, 3, 1), (2, 5, 4, 3, 1), (2, 3, 2), (2, 1)])
def test_a_run_of_any_depth_and_any_outputs_advances(sizes):
    """As `train` does, with the readable loop, and to the very same numbers."""
    run = start(Config(m=40))
    parameters = initialize_parameters(sizes, method="xavier", rng=np.random.default_rng(0))
    Y = np.repeat(run.dataset.Y, sizes[-1], axis=0)
    data = replace(run.dataset, Y=Y, Y_test=np.repeat(run.dataset.Y_test, sizes[-1], axis=0))
    source = replace(run.source, make=lambda *_: (data.X, data.Y, data.X_test, data.Y_test))
    run = start(Config(m=40), source)
    train_pass = replace(run.snapshot.train, parameters=parameters)
    test_pass = replace(run.snapshot.test, parameters=parameters)
    snapshot = run.snapshot._replace(train=train_pass, test=test_pass)
    run = advance(replace(run, snapshot=snapshot, history=begin(record(snapshot, run.dataset))), 30)
    _, costs = train(parameters, data.X, Y, iterations=31)
    assert run.iteration == 30
    assert run.snapshot.train.cost == costs[30] < costs[0]
