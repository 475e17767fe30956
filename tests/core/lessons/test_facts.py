"""What the lesson on m samples claims, seen to be true."""

from dataclasses import replace

import numpy as np
import pytest

from core.config import Config
from core.lessons.facts import (
    COPIED,
    COPIES,
    cost_if_early,
    costs_after,
    doubled,
    fall,
    growth,
    means_of_samples,
    sums,
    update,
)
from core.lessons.sample import sample_of
from core.network import Parameters
from core.training import advance, start


def snapshot(m: int = 60, n1: int = 4, **config):
    return advance(start(Config(m=m, n1=n1, initialization="xavier", **config)), 20).snapshot.train


@pytest.mark.parametrize("m", [1, 60, 5000])
def test_the_mean_of_the_samples_gradients_is_the_vectorised_one(m: int):
    pass_ = snapshot(m)
    for mean in means_of_samples(pass_):
        assert mean.difference < 1e-14
    own = [sample_of(pass_, i).gradients for i in range(min(m, 60))]
    if m <= 60:
        first = means_of_samples(pass_)[0]
        np.testing.assert_allclose(first.mean, np.mean([g.dW[1] for g in own], axis=0), atol=1e-15)


def test_doubling_the_samples_changes_nothing():
    pass_ = snapshot()
    twice = doubled(pass_)
    assert twice.m == 120
    assert twice.cost == pytest.approx(twice.cost_before, rel=1e-14)
    assert max(twice.changes.values()) < 1e-15


@pytest.mark.parametrize("m", [1, 60, 2000])
def test_without_1_over_m_the_step_grows_with_m(m: int):
    """With the same samples again and again the mean stays, and the sum grows with their number."""
    points = growth(snapshot(m))
    assert [p.m for p in points] == [min(m, COPIED) * k for k in range(1, COPIES + 1)]
    for k, point in enumerate(points, start=1):
        assert point.mean == pytest.approx(points[0].mean, rel=1e-12)
        assert point.total == pytest.approx(k * points[0].total, rel=1e-12)
    own = snapshot(m)
    part = replace(own, X=own.X[:, :COPIED], Y=own.Y[:, :COPIED])
    assert points[0].mean == float(np.linalg.norm(part.gradients.dW[1]))


def test_w2_updated_too_early_leads_elsewhere():
    """Step by step as a learner would write it by mistake, on the course's run: its J is known."""
    run = start(Config())
    of = run.snapshot.train
    assert cost_if_early(of, 0.0) == of.cost
    W = {l: of.parameters.W[l].copy() for l in (1, 2)}
    b = {l: of.parameters.b[l].copy() for l in (1, 2)}
    X, Y, m, alpha = of.X, of.Y, of.m, 1.2
    for i in range(7000):
        A1 = np.tanh(W[1] @ X + b[1])
        dZ2 = 1 / (1 + np.exp(-(W[2] @ A1 + b[2]))) - Y
        W[2] = W[2] - alpha * (dZ2 @ A1.T) / m
        b[2] = b[2] - alpha * dZ2.sum(axis=1, keepdims=True) / m
        dZ1 = (W[2].T @ dZ2) * (1 - A1 * A1)
        W[1] = W[1] - alpha * (dZ1 @ X.T) / m
        b[1] = b[1] - alpha * dZ1.sum(axis=1, keepdims=True) / m
        if i == 0:
            now = replace(of, parameters=Parameters(W, b)).cost
            assert cost_if_early(of, alpha) == pytest.approx(now, rel=1e-14)
    final = replace(of, parameters=Parameters(W, b)).cost
    assert round(final, 6) == 0.255812


def test_axis_and_keepdims_as_numpy_has_them():
    right, flat, other_axis, neither = sums(snapshot(m=60, n1=4), 1)
    assert right.right
    assert (right.shape, right.updated, right.next_shape) == ((4, 1), (4, 1), (4, 60))
    # (4, 1) - (4,) is silently (4, 4), after which the forward pass raises; in place it raises.
    assert (flat.shape, flat.updated, flat.next_shape) == ((4,), (4, 4), None)
    assert "broadcast" in flat.next_error
    assert "broadcast" in flat.in_place
    assert (other_axis.shape, other_axis.updated) == ((1, 60), (4, 60))
    assert other_axis.next_shape == (4, 60)
    assert not other_axis.right
    assert (neither.shape, neither.updated) == ((60,), (4, 60))
    second = sums(snapshot(m=60, n1=4), 2)
    # With n[2] = 1 the lost dimension does no harm.
    assert second[1].shape == (1,)
    assert second[1].right


def test_an_update_and_its_cost():
    pass_ = snapshot()
    step = update(pass_, 0.5)
    np.testing.assert_array_equal(
        step.after.W[1], pass_.parameters.W[1] - 0.5 * pass_.gradients.dW[1]
    )
    assert step.cost_after < step.cost_before == pass_.cost
    costs = costs_after(pass_, [0.0, 0.5, 500.0])
    assert costs[0] == pass_.cost
    assert costs[1] == step.cost_after
    assert costs[2] > pass_.cost


def test_a_small_step_lowers_j_as_the_gradient_says():
    """To first order the fall is α ‖∇J‖²; what is left over shrinks with the square of α."""
    rest = []
    for alpha in (1e-2, 1e-3):
        found = fall(replace(snapshot(), config=replace(snapshot().config, learning_rate=alpha)))
        assert found.real == pytest.approx(found.predicted, rel=5 * alpha)
        rest.append(abs(found.real - found.predicted))
    assert rest[0] / rest[1] == pytest.approx(100, rel=0.1)


def test_every_sample_is_counted_once():
    of = snapshot()
    said = of.cache.A[2] > 0.5
    zero_zero, zero_one, one_zero, one_one = of.confusion
    assert zero_zero + one_one == np.sum(said == (of.Y == 1)) == round(of.accuracy * of.m)
    assert (zero_zero + zero_one, one_zero + one_one) == (np.sum(of.Y == 0), np.sum(of.Y == 1))
    assert (zero_one, one_one) == (np.sum(said & (of.Y == 0)), np.sum(said & (of.Y == 1)))
