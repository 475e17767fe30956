"""The difference of two networks against a pass at every single place."""

import numpy as np
import pytest

from core.config import Config
from core.explore.difference import difference
from core.network import forward_propagation
from core.plane import plane_around
from core.training import advance, start


def test_at_every_cell_it_is_one_output_minus_the_other():
    one = advance(start(Config(n1=3, m=60)), 300)
    other = advance(start(Config(n1=5, m=60, activation="sigmoid")), 900)
    plane = plane_around(one.dataset.X)
    found = difference(plane, 7, one.snapshot.train, other.snapshot.train)
    differ = 0
    for i in range(7):
        for j in range(7):
            x = np.array([
                [plane.low[0] + (j + 0.5) / 7 * (plane.high[0] - plane.low[0])],
                [plane.high[1] - (i + 0.5) / 7 * (plane.high[1] - plane.low[1])],
            ])  # fmt: skip
            a, b = (
                float(
                    forward_propagation(run.snapshot.train.parameters, x, run.config.activation).A[
                        2
                    ][0, 0]
                )
                for run in (one, other)
            )
            assert found.values[i, j] == pytest.approx(a - b, abs=1e-12)
            differ += (a > 0.5) != (b > 0.5)
    assert 0 < differ == pytest.approx(found.share * 49)


def test_a_network_differs_in_nothing_from_itself():
    run = advance(start(Config(m=60)), 50)
    found = difference(plane_around(run.dataset.X), 5, run.snapshot.train, run.snapshot.train)
    assert not found.values.any()
    assert found.share == 0


def test_networks_of_different_inputs_have_no_plane_in_common():
    flower, ball = start(Config(m=60)), start(Config(dataset="ball", m=60))
    with pytest.raises(ValueError, match=r"n\[0\] is 2 in one network and 3 in the other"):
        difference(plane_around(flower.dataset.X), 5, flower.snapshot.train, ball.snapshot.train)
