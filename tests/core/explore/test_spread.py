"""Where Z[1] lies: counted anew from the runs themselves."""

import numpy as np
import pytest

from core.config import Config
from core.explore.spread import BINS, MOST_MOMENTS, spread_of_z
from core.training import advance, replay, start


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "leaky_relu"])
def test_the_shares_are_those_of_the_passes(activation: str):
    run = advance(start(Config(m=60, activation=activation, initialization="xavier")), 90)
    found = spread_of_z(run)
    assert found.shares.shape == (len(found.iterations), BINS)
    assert len(found.iterations) <= MOST_MOMENTS
    assert found.iterations[-1] == 90
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    for at in (0, len(found.iterations) // 2, -1):
        Z = replay(run.config, (), int(found.iterations[at])).snapshot.train.cache.Z[1]
        i = BINS // 2 + 2
        inside = (found.edges[i] <= Z) & (found.edges[i + 1] > Z)
        assert found.shares[at, i] == pytest.approx(inside.mean())
        e = np.exp(-np.abs(Z))
        flat = {
            "tanh": 1 - np.tanh(Z) ** 2 < 0.01,
            "sigmoid": e / (1 + e) ** 2 < 0.0025,
            "relu": Z <= 0,
            "leaky_relu": np.zeros_like(Z, dtype=bool),
        }[activation]
        # A slope of 0.01 is exactly the limit of leaky_relu, and not below it.
        assert found.saturated[at] == pytest.approx(flat.mean())


def test_large_weights_saturate():
    mild = advance(start(Config(m=60)), 5)
    wild = advance(start(Config(m=60, learning_rate=30.0)), 60)
    assert spread_of_z(mild).saturated[-1] == 0
    assert spread_of_z(wild).saturated[-1] > 0.5


def test_a_run_that_diverges_is_counted_while_it_is_finite():
    run = advance(start(Config(m=40, activation="relu", learning_rate=1e3)), 400)
    found = spread_of_z(run)
    assert np.all(np.isfinite(found.shares))
