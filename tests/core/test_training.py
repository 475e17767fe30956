"""Whole runs: against the published numbers, against each other, and at their limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config import Config
from core.datasets import make_dataset
from core.history import MOST_BYTES, MOST_RECORDS
from core.network import forward_propagation, initialize_parameters, labels, predict
from core.training import Stop, advance, change, replay, rewind, start, train, visit
from core.vectors import flatten, unflatten

PUBLISHED_COSTS = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504]
PUBLISHED_ACCURACY = {1: 67.5, 2: 67.25, 3: 90.75, 4: 90.5, 5: 91.25}


def published_start(n1: int = 4):
    data = make_dataset("flower", 400, noise=0.2, seed=1)
    parameters = initialize_parameters((2, n1, 1), rng=np.random.RandomState(2))
    return parameters, data.X, data.Y


def test_train_reproduces_the_published_costs():
    parameters, X, Y = published_start()
    before = flatten(parameters)
    _, costs = train(parameters, X, Y, iterations=7001)
    assert len(costs) == 7001
    np.testing.assert_array_equal(np.round(costs[::1000], 6), PUBLISHED_COSTS)
    np.testing.assert_array_equal(flatten(parameters), before)


@pytest.mark.parametrize(("n1", "percent"), PUBLISHED_ACCURACY.items())
def test_train_reproduces_the_published_accuracies(n1: int, percent: float):
    parameters, X, Y = published_start(n1)
    trained, _ = train(parameters, X, Y, iterations=5000)
    assert 100 * np.mean(predict(trained, X) == Y) == percent


def test_logistic_regression_reaches_the_published_accuracy():
    _, X, Y = published_start()
    alone = initialize_parameters((2, 1), method="zeros", rng=np.random.RandomState(2))
    trained, _ = train(alone, X, Y, iterations=2000, learning_rate=0.1)
    assert 100 * np.mean(predict(trained, X) == Y) == 47


def test_a_run_is_the_same_training():
    parameters, X, Y = published_start()
    trained, costs = train(parameters, X, Y, iterations=300)
    run = advance(start(Config()), 300)
    np.testing.assert_array_equal(flatten(run.snapshot.train.parameters), flatten(trained))
    # Recorded costs come from the readable pass, those of `train` from its inner loop.
    np.testing.assert_allclose(run.history.measure("cost")[:300], costs, rtol=1e-12)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=6), st.integers(0, 2**31 - 1))
def test_chunks_make_no_difference(chunks: list[int], seed: int):
    config = Config(dataset="moons", m=30, seed=seed % 1000, noise=0.1, n1=3)
    in_chunks = start(config)
    for steps in chunks:
        in_chunks = advance(in_chunks, steps)
    at_once = advance(start(config), sum(chunks))
    same(in_chunks, at_once)


def same(one, other) -> None:
    assert one.iteration == other.iteration
    np.testing.assert_array_equal(
        flatten(one.snapshot.train.parameters), flatten(other.snapshot.train.parameters)
    )
    assert one.history.iterations == other.history.iterations
    np.testing.assert_array_equal(one.history.measure("cost"), other.history.measure("cost"))


def test_changes_on_the_way_are_replayed_to_the_bit():
    run = advance(start(Config(m=100)), 37)
    run = change(run, "learning_rate", 0.3)
    run = advance(run, 12)
    run = change(run, "m", 200)
    run = change(run, "learning_rate", 0.9)
    run = advance(run, 50)
    assert [c.name for c in run.changes] == ["learning_rate", "m", "learning_rate"]
    same(run, replay(run.config, run.changes, run.iteration))


def test_m_changes_and_the_parameters_stay():
    run = advance(start(Config(dataset="moons", m=50, noise=0.1)), 20)
    more = change(run, "m", 300)
    np.testing.assert_array_equal(
        flatten(more.snapshot.train.parameters), flatten(run.snapshot.train.parameters)
    )
    before = {str(d.name): d.shape for d in run.snapshot.train.dimensions}
    after = {str(d.name): d.shape for d in more.snapshot.train.dimensions}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"X", "Z[1]", "A[1]", "Z[2]", "A[2]", "Y"}
    assert {str(d.name) for d in run.snapshot.train.dimensions if d.holds_m} == changed
    assert more.history.measure("cost")[-1] == more.snapshot.train.cost != run.snapshot.train.cost


def test_what_may_not_change_is_refused():
    with pytest.raises(ValueError, match="cannot change"):
        change(start(Config()), "n1", 5)


def test_any_recorded_iteration_can_be_visited():
    run = advance(change(advance(start(Config(m=100)), 10), "m", 60), 15)
    for iteration in (0, 9, 10, 17, 25):
        seen = visit(run, iteration)
        again = replay(run.config, [c for c in run.changes if c.iteration <= iteration], iteration)
        np.testing.assert_array_equal(
            flatten(seen.train.parameters), flatten(again.snapshot.train.parameters)
        )
        assert (
            seen.train.cost == again.snapshot.train.cost == run.history.measure("cost")[iteration]
        )


def test_rewinding_and_going_on_is_the_same_run():
    run = advance(start(Config(m=100)), 40)
    same(advance(rewind(run, 25), 15), run)


def test_history_stays_within_its_bounds():
    run = advance(start(Config(dataset="moons", m=4, n1=2)), 9000)
    assert len(run.history.records) <= MOST_RECORDS
    assert run.history.stride == 8
    assert run.history.iterations == list(range(0, 9001, 8))
    wide = start(Config(dataset="moons", m=4, n1=3000))
    record = wide.history.records[0]
    assert wide.history.capacity * (record.parameters.nbytes + record.measures.nbytes) <= MOST_BYTES


def test_a_diverging_run_stops_with_a_good_iteration_to_return_to():
    run = advance(start(Config(learning_rate=1e9)), 500)
    assert run.diverged
    assert run.iteration < 500
    assert advance(run, 10).iteration == run.iteration
    good = rewind(run, run.best_iteration)
    assert not good.diverged
    assert good.snapshot.train.cost <= run.history.measure("cost")[0]
    assert not advance(change(good, "learning_rate", 0.5), 100).diverged


def test_a_steady_run_does_not_count_as_diverged():
    assert not advance(start(Config()), 2000).diverged


def test_parameters_survive_flattening():
    parameters = initialize_parameters((3, 5, 2), rng=np.random.default_rng(0))
    back = unflatten(flatten(parameters), (3, 5, 2))
    for l in (1, 2):
        np.testing.assert_array_equal(back.W[l], parameters.W[l])
        np.testing.assert_array_equal(back.b[l], parameters.b[l])


def test_snapshot_measures_are_those_of_the_arrays():
    snapshot = advance(start(Config(m=80)), 5).snapshot
    train, test = snapshot.train, snapshot.test
    by_hand = forward_propagation(train.parameters, test.X)
    assert test.accuracy == np.mean(labels(by_hand) == test.Y)
    sizes = {str(size.name): size for size in train.sizes}
    dW1, W1 = train.gradients.dW[1], train.parameters.W[1]
    assert sizes["dW[1]"].norm == pytest.approx(np.sqrt(np.sum(dW1**2)))
    assert sizes["dW[1]"].largest == np.abs(dW1).max()
    assert sizes["dW[1]"].update == pytest.approx(
        1.2 * np.sqrt(np.sum(dW1**2)) / np.sqrt(np.sum(W1**2))
    )
    assert sizes["dZ[2]"].update is None
    zeros = start(Config(initialization="zeros"))
    assert {s.update for s in zeros.snapshot.train.sizes} == {None}


def test_a_run_stops_at_the_first_iteration_that_meets_a_condition():
    free = advance(start(Config()), 400)
    costs = free.history.measure("cost")
    accuracies = free.history.measure("test_accuracy")
    by_cost = advance(start(Config()), 400, Stop(1000, cost=0.35))
    assert by_cost.iteration == int(np.argmax(costs <= 0.35))
    assert Stop(1000, cost=0.35).reason(by_cost.snapshot) == "cost"
    by_accuracy = advance(start(Config()), 400, Stop(1000, test_accuracy=0.8))
    assert by_accuracy.iteration == int(np.argmax(accuracies >= 0.8)) > 0
    assert advance(start(Config()), 400, Stop(123)).iteration == 123
