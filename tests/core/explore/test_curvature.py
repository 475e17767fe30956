"""λmax against a full Hessian by automatic differentiation, and the published run's figures."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import hessian as exact_hessian
from hypothesis import given, settings

from core.activations import ACTIVATIONS, LEAK
from core.config import Config
from core.explore import curvature
from core.explore.curvature import Point, along, hessian, lambda_max, spectrum
from core.network import Parameters, initialize_parameters, predict
from core.training import Run, advance, change, start
from core.vectors import flatten, layer_sizes_of
from tests.core.strategies import Problem, problems

G = {
    "tanh": anp.tanh,
    "sigmoid": lambda Z: 1 / (1 + anp.exp(-Z)),
    "relu": lambda Z: anp.where(Z > 0, Z, 0.0),
    "leaky_relu": lambda Z: anp.where(Z > 0, Z, LEAK * Z),
}


def automatic(parameters: Parameters, X, Y, activation: str) -> np.ndarray:
    """The Hessian that the autograd library finds of J, written here once more."""
    sizes = layer_sizes_of(parameters)

    def cost(vector):
        A, at = X, 0
        for l in range(1, len(sizes)):
            n, fan_in = sizes[l], sizes[l - 1]
            W = anp.reshape(vector[at : at + n * fan_in], (n, fan_in))
            at += n * fan_in
            Z = anp.dot(W, A) + anp.reshape(vector[at : at + n], (n, 1))
            at += n
            A = Z if l == len(sizes) - 1 else G[activation](Z)
        return anp.sum(anp.log(1 + anp.exp(A)) - Y * A) / X.shape[1]

    return exact_hessian(cost)(flatten(parameters))


def network(n0: int, n1: int, m: int, seed: int) -> tuple[Parameters, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    W = initialize_parameters((n0, n1, 1), method="he", rng=rng).W
    b = {l: 0.3 * rng.standard_normal((len(W[l]), 1)) for l in W}
    X = rng.standard_normal((n0, m))
    return Parameters(W, b), X, (rng.random((1, m)) < 0.5).astype(float)


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("seed", range(3))
def test_lambda_max_is_that_of_automatic_differentiation(activation: str, seed: int):
    parameters, X, Y = network(2 + seed, 3 + 2 * seed, 40, seed)
    truth = np.linalg.eigvalsh(automatic(parameters, X, Y, activation))[-1]
    assert lambda_max(parameters, X, Y, activation=activation) == pytest.approx(truth, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(problems(methods=("xavier", "he")))
def test_any_depth(problem: Problem):
    parameters, X, Y, activation = problem
    truth = automatic(parameters, X, Y, activation)
    found = hessian(parameters, X, Y, activation=activation)
    np.testing.assert_allclose(found, truth, atol=1e-7 * max(1, np.abs(truth).max()))


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_small_start_of_the_flower(activation: str):
    run = start(Config(activation=activation))
    here = run.snapshot.train
    truth = np.linalg.eigvalsh(automatic(here.parameters, here.X, here.Y, activation))
    values = spectrum(here.parameters, here.X, here.Y, activation=activation)
    np.testing.assert_allclose(values, truth, atol=1e-6)
    assert lambda_max(here.parameters, here.X, here.Y, activation=activation) == pytest.approx(
        truth[-1], rel=1e-4
    )


def test_the_small_start_stands_on_a_saddle():
    here = start(Config()).snapshot.train
    values = spectrum(here.parameters, here.X, here.Y)
    np.testing.assert_array_equal(values[[0, 1, -2, -1]].round(3), [-0.198, -0.197, 0.198, 0.250])


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_large_networks_go_by_lanczos(activation: str, monkeypatch: pytest.MonkeyPatch):
    parameters, X, Y = network(4, 30, 60, 5)
    assert len(flatten(parameters)) > curvature.DIRECT
    truth = np.linalg.eigvalsh(automatic(parameters, X, Y, activation))[-1]
    assert lambda_max(parameters, X, Y, activation=activation) == pytest.approx(truth, rel=1e-5)
    # At the saddle the largest in size and the largest are nearly alike, and only one is right.
    monkeypatch.setattr(curvature, "DIRECT", 0)
    here = start(Config(n1=8)).snapshot.train
    exact = spectrum(here.parameters, here.X, here.Y)[-1]
    assert lambda_max(here.parameters, here.X, here.Y) == pytest.approx(exact, rel=1e-5)


@pytest.fixture(scope="module")
def published() -> Run:
    return advance(start(Config()), 7000)


def test_the_published_runs_curvature(published: Run):
    points = along(published, [0, 100, 500, 1000, 3000, 5000, 7000])
    assert [p.iteration for p in points] == [0, 100, 500, 1000, 3000, 5000, 7000]
    assert [round(p.product, 2) for p in points] == [0.30, 0.54, 1.14, 1.26, 1.41, 1.71, 1.98]


def test_alpha_is_the_one_in_force():
    run = change(advance(start(Config(m=50)), 20), "learning_rate", 0.3)
    points = along(advance(run, 10), [10, 25])
    assert [p.learning_rate for p in points] == [1.2, 0.3]


def test_the_limit_of_alpha():
    assert Point(0, 0.5, 1.0, 4.0).limit == 0.5
    assert Point(0, 0.5, 1.0, -1.0).limit == np.inf


@pytest.mark.parametrize("direct", [0, 150])
def test_the_largest_is_not_the_largest_in_size(direct: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(curvature, "DIRECT", direct)
    rng = np.random.default_rng(3)
    parameters = initialize_parameters((2, 4, 1), method="he", rng=rng)
    X = rng.standard_normal((2, 40))
    Y = 1 - predict(parameters, X)  # A network that is wrong everywhere: J bends down most.
    truth = np.linalg.eigvalsh(automatic(parameters, X, Y, "tanh"))
    assert -truth[0] > 1.5 * truth[-1]
    assert lambda_max(parameters, X, Y) == pytest.approx(truth[-1], rel=1e-4)
