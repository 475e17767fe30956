"""A quantity moved a little: L as a plain program computes it, slopes as automatic ones."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from core.config import Config
from core.lessons.nudge import MOVABLE, activation_along, can_move, loss_along, nudge, room
from core.lessons.sample import Sample, sample_of
from core.training import advance, start


def a_sample(activation: str = "tanh", i: int = 3) -> Sample:
    config = Config(m=40, n1=3, activation=activation, initialization="xavier")
    return sample_of(advance(start(config), 30).snapshot.train, i)


G = {"tanh": anp.tanh, "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
     "relu": lambda z: anp.maximum(z, 0)}  # fmt: skip


def plain_loss(sample: Sample, name: str, value: np.ndarray) -> float:
    """L written out anew, with one quantity replaced."""
    v = {n: sample.values[n] for n in ("x", "y", "W1", "b1", "W2", "b2")}
    v[name] = value
    z1 = v["z1"] if name == "z1" else v["W1"] @ v["x"] + v["b1"]
    a1 = v["a1"] if name == "a1" else G[sample.config.activation](z1)
    z2 = v["z2"] if name == "z2" else v["W2"] @ a1 + v["b2"]
    a2 = v["a2"] if name == "a2" else 1 / (1 + anp.exp(-z2))
    return -anp.sum(v["y"] * anp.log(a2) + (1 - v["y"]) * anp.log(1 - a2))


@pytest.mark.parametrize("activation", G)
@pytest.mark.parametrize("name", MOVABLE)
def test_both_losses_and_the_slope_are_those_of_a_plain_program(name: str, activation: str):
    sample = a_sample(activation)
    at = sample.values[name]
    slopes = autograd.grad(lambda value: plain_loss(sample, name, value))(at)
    for i, j in np.ndindex(at.shape):
        for part in (-0.9, -0.01, 0.3):
            delta = part * room(sample, name, i, j)
            found = nudge(sample, name, i, j, delta)
            moved = at.copy()
            moved[i, j] += delta
            after, before = (float(plain_loss(sample, name, value)) for value in (moved, at))
            np.testing.assert_allclose((found.before, found.after), (before, after), rtol=1e-9)
            np.testing.assert_allclose(
                found.quotient, (after - before) / delta, rtol=1e-6, atol=1e-9
            )
            np.testing.assert_allclose(found.derivative, slopes[i, j], rtol=1e-9, atol=1e-12)


def test_the_quotient_comes_to_the_derivative():
    """The error falls as fast as Δ."""
    sample = a_sample()
    errors = []
    for delta in (0.1, 0.01, 0.001):
        found = nudge(sample, "W1", 0, 1, delta)
        errors.append(abs(found.quotient - found.derivative))
    assert errors[0] > 8 * errors[1] > 60 * errors[2]


def test_what_cannot_be_moved_is_refused():
    sample = a_sample()
    for name, delta in (("W1", 0.0), ("W1", 1e-20), ("a2", 0.999), ("a2", -0.999)):
        with pytest.raises(ValueError, match="cannot be moved"):
            nudge(sample, name, 0, 0, delta)


@pytest.mark.parametrize("name", MOVABLE)
def test_a_curve_goes_through_the_nudge(name: str):
    sample = a_sample()
    reach = room(sample, name, 0, 0)
    curve = loss_along(sample, name, 0, 0, reach)
    end = nudge(sample, name, 0, 0, reach)
    np.testing.assert_allclose((curve.value, curve.y[-1]), (end.before, end.after), rtol=1e-12)
    np.testing.assert_allclose(curve.x[-1], end.value + end.delta)
    assert curve.slope == end.derivative


@pytest.mark.parametrize("name", G)
@pytest.mark.parametrize("z", [-7.0, -0.4, 0.3, 2.0])
def test_the_tangent_of_an_activation(name: str, z: float):
    curve = activation_along(name, z)
    np.testing.assert_allclose(curve.y, G[name](curve.x), rtol=1e-12)
    np.testing.assert_allclose(curve.slope, autograd.grad(G[name])(z), rtol=1e-9)
    assert curve.x[0] < z < curve.x[-1]


@pytest.mark.parametrize("z", [20.0, 34.0, 36.5, 40.0, -34.0, -700.0])
def test_near_its_ends_a2_is_moved_by_what_it_really_moves(z: float):
    """However near to 0 or 1, no move ends on them, and none is lost in rounding."""
    sample = a_sample()
    sample = sample.with_value("W2", np.zeros((1, 3))).with_value("b2", np.array([[z]]))
    a = float(sample.values["a2"].item())
    for part in (-1.0, -0.001, 0.001, 0.5, 1.0):
        delta = part * room(sample, "a2", 0, 0)
        if can_move(sample, "a2", 0, 0, delta):
            found = nudge(sample, "a2", 0, 0, delta)
            assert 0 < a + found.delta < 1
            assert found.delta == a + delta - a
            assert np.isfinite(found.quotient)
            if abs(part) == 0.001 and not found.lost:
                assert found.quotient == pytest.approx(found.derivative, rel=0.3)
    assert not can_move(sample, "a2", 0, 0, 1.0)


def test_a_change_that_rounding_hides_is_called_lost():
    sample = a_sample()
    assert not nudge(sample, "W1", 0, 0, 0.001).lost
    deaf = sample.with_value("W2", 1e-17 * sample.values["W2"])
    hidden = nudge(deaf, "W1", 0, 0, 0.5)
    assert hidden.lost
    assert hidden.difference == 0 != hidden.derivative
