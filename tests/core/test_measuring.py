"""Measures made together are those of each pass alone."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from core.config import Config
from core.measuring import NUMBERS, measured
from core.network import initialize_parameters
from core.passes import Snapshot, measures
from core.training import Run, advance, start
from core.vectors import flatten


def same(found: ArrayLike, exact: ArrayLike) -> None:
    """To the bit on a processor of today; a routine for an old one may add in another order."""
    np.testing.assert_allclose(found, exact, rtol=1e-11, atol=1e-15, equal_nan=True)


def alone(run: Run) -> list[list[float]]:
    with np.errstate(all="ignore"):
        return [list(measures(record.snapshot).values()) for record in run.history.records]


def together(run: Run) -> list[np.ndarray]:
    vectors = [record.parameters for record in run.history.records]
    return measured(vectors, run.history.layer_sizes, run.dataset, run.now)


@pytest.mark.parametrize("m", [1, 2, 20, 400])
@pytest.mark.parametrize("n1", [1, 2, 5, 17])
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "leaky_relu"])
def test_measures_made_together_are_those_of_each(activation: str, n1: int, m: int):
    run = advance(start(Config(activation=activation, n1=n1, m=m)), 40)
    same(together(run), alone(run))


def test_as_many_as_fit_are_made_together():
    run = advance(start(Config(n1=16, m=NUMBERS // 64)), 11)
    assert len(run.history.records) % 4 == 0
    same(together(run), alone(run))


def test_what_diverges_has_measures_without_a_warning():
    run = advance(start(Config(activation="relu", learning_rate=1e6, m=50)), 30)
    assert run.diverged
    same(together(run), alone(run))


def test_weights_of_zero_have_no_relative_step():
    run = start(Config(initialization="zeros", m=30))
    same(together(run), alone(run))
    assert np.isnan(together(run)[0]).any()


def test_of_several_layers():
    data, config = start(Config(m=50)).dataset, Config(m=50)
    sizes = (2, 4, 3, 1)
    networks = [
        initialize_parameters(sizes, method="xavier", rng=np.random.RandomState(seed))
        for seed in range(5)
    ]
    found = measured([flatten(network) for network in networks], sizes, data, config)
    for of, network in zip(found, networks, strict=True):
        exact = list(measures(Snapshot.on(data, config, 0, network)).values())
        same(of, exact)
