"""What m does, against the law of large numbers and against single runs."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.config import Config
from core.data.dataset import DatasetError
from core.explore.samples import (
    gradient_spread,
    learning_cells,
    learning_curve,
    pool,
    update_times,
)
from core.network import backward_propagation, forward_propagation
from core.training import advance, start


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_spread_shrinks_as_one_over_the_root_of_m(activation: str):
    config = Config(
        dataset="moons", noise=0.1, m=300, initialization="xavier", activation=activation
    )
    run = advance(start(config), 50)
    data = run.dataset
    parameters = run.snapshot.train.parameters
    found = gradient_spread(parameters, data, activation, [4, 64, 1024], draws=300)
    for l in (1, 2):
        # Over 300 draws a spread is known to about 5 %.
        np.testing.assert_allclose(found.measured[l], found.expected[l], rtol=0.2)
        np.testing.assert_allclose(found.expected[l][0] / found.expected[l][2], 16, rtol=1e-12)


def test_one_samples_spread_is_that_of_the_single_gradients():
    run = advance(start(Config(m=30)), 100)
    data, parameters = run.dataset, run.snapshot.train.parameters
    single = [
        backward_propagation(
            parameters, forward_propagation(parameters, data.X[:, [i]]), data.Y[:, [i]]
        ).dW[1]
        for i in range(30)
    ]
    spread = np.sqrt(np.mean([np.sum((dW - np.mean(single, axis=0)) ** 2) for dW in single]))
    found = gradient_spread(parameters, data, "tanh", [1], draws=1)
    assert found.expected[1][0] == pytest.approx(spread, rel=1e-10)


def test_the_learning_curve():
    config = Config(dataset="moons", noise=0.2)
    curve = learning_curve(learning_cells(config, [100, 20], [1, 2, 3], iterations=50))
    assert [group.config.m for group in curve] == [20, 100]
    assert [cell.config.seed for cell in curve[0].cells] == [1, 2, 3]
    alone = advance(start(Config(dataset="moons", noise=0.2, m=20, seed=2)), 50)
    assert curve[0].cells[1].test_cost == alone.snapshot.test.cost


def test_times_grow_with_m():
    few, many = update_times(Config(n1=20), [10, 5000], updates=20)
    assert 0 < few < many
    with pytest.raises(DatasetError):
        update_times(Config(), [10**9])


def test_the_pool_holds_what_the_source_has():
    assert pool(Config()).X.shape[1] == 5000
    assert pool(Config(dataset="iris", noise=0.0)).X.shape[1] < 150
