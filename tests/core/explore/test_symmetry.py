"""Symmetry: exact for zeros, broken by rounding for constants, never there for random starts."""

import numpy as np

from core.config import Config
from core.explore.symmetry import (
    constant_parameters,
    different_units,
    spread_of_rows,
    told_apart,
    watch,
)
from core.network import Parameters
from core.training import start


def trained(initialization: str, n1: int, iterations: int, **more):
    config = Config(initialization=initialization, n1=n1, **more)
    run = start(config)
    return watch(run.snapshot.train.parameters, run.dataset, config, iterations)


def test_zeros_stay_alike_to_the_last_bit():
    for moment in trained("zeros", 4, 300):
        assert moment.spread == moment.gradient_spread == 0
        assert moment.different == 1
        assert not np.any(moment.W1)
        assert not np.any(moment.dW1)


def test_constants_come_apart_by_rounding_alone():
    """With how many units, and how far, differs between processors: seven stay alike on some."""
    data = start(Config()).dataset
    n1 = told_apart(data, Config())
    moments = watch(constant_parameters((2, n1, 1)), data, Config(n1=n1), 5000)
    assert moments[0].iteration == 0
    assert moments[-1].iteration == 5000
    assert moments[0].spread == 0
    assert moments[0].different == 1
    assert moments[-1].spread > 0
    assert moments[-1].different > 1


def test_constants_are_alike_for_a_long_time():
    config = Config(n1=7)
    moments = watch(constant_parameters((2, 7, 1)), start(config).dataset, config, 200)
    assert all(moment.different == 1 for moment in moments)
    assert np.any(moments[-1].W1 != 0.01)


def test_random_units_are_all_different():
    moments = trained("small", 4, 300, m=100)
    assert [moment.different for moment in moments] == [4] * len(moments)
    assert moments[-1].spread > moments[0].spread > 0
    assert len(moments) == 50


def test_the_numbers_by_hand():
    W = {1: np.array([[1.0, 2.0], [1.0, 2.5], [1.0, 2.0]]), 2: np.array([[3.0, 3.0, 3.0]])}
    b = {1: np.zeros((3, 1)), 2: np.zeros((1, 1))}
    assert spread_of_rows(W[1]) == 0.5
    assert different_units(Parameters(W, b)) == 2
    W[2][0, 2] = 3.1  # The third unit goes in like the first, but not out.
    assert different_units(Parameters(W, b)) == 3
    assert different_units(Parameters(W, b), tolerance=1.0) == 1
