"""Every sentence about a run is true for the run that it is shown for."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.config import Change, Config
from core.data.sources import SOURCES
from core.diagnosis import CONDITIONS, Diagnosis, diagnose
from core.network import (
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    update_parameters,
)
from core.training import Run, advance, change, replay, start


def run_of(dataset: str, iterations: int, changes: tuple[Change, ...] = (), **config) -> Run:
    source = SOURCES[dataset]
    usual = {"m": source.default_m, "noise": source.default_noise, "initialization": "xavier"}
    return replay(Config(dataset=dataset, **{**usual, **config}), changes, iterations)


def said(run: Run) -> Diagnosis:
    found = diagnose(run)
    assert found is not None
    return found


DESERVING = {
    "one_class": lambda: run_of("flower", 500, m=1, initialization="small"),
    "zero_weights": lambda: run_of("flower", 100, initialization="zeros"),
    "identical": lambda: run_of("breast_cancer", 100, initialization="zeros", activation="sigmoid"),
    "overshooting": lambda: run_of("flower", 300, initialization="small", learning_rate=30.0),
    "dead": lambda: run_of("circles", 1000, activation="relu", learning_rate=30.0),
    "saturated": lambda: run_of("moons", 1500, initialization="small", activation="sigmoid", n1=2, learning_rate=30.0),
    "vanishing": lambda: run_of("xor", 20, initialization="small", activation="sigmoid", n1=64, learning_rate=0.003),
    "plateau": lambda: run_of("circles", 200, initialization="small", learning_rate=0.1),
    "too_few": lambda: run_of("xor", 5000, n1=1),
    "overfitting": lambda: run_of("breast_cancer", 200),
    "converged": lambda: run_of("iris", 1500, initialization="small", activation="relu", learning_rate=1.0),
    "slow": lambda: run_of("flower", 10_000, initialization="small", learning_rate=0.01),
    "late": lambda: run_of("flower", 7000, initialization="small"),
    "fine": lambda: run_of("flower", 150, initialization="small"),
}  # fmt: skip


@pytest.mark.parametrize("code", DESERVING)
def test_a_run_that_deserves_it(code: str):
    assert said(DESERVING[code]()).code == code


def test_zero_weights_under_a_sigmoid_are_told_by_their_reason():
    """W and dW are 0 here, too, as half of the labels are 1; but A[1] is 0.5, not 0."""
    run = run_of("xor", 50, m=200, activation="sigmoid", initialization="zeros")
    W, dW = run.snapshot.train.parameters.W, run.snapshot.train.gradients.dW
    assert not any(array.any() for arrays in (W, dW) for array in arrays.values())
    assert said(run).code == "identical"


@pytest.mark.parametrize("code", [c for c in CONDITIONS if c not in ("fine", "progress")])
def test_a_run_that_does_not(code: str):
    assert CONDITIONS[code][1](DESERVING["fine"]()) is None


def test_public_links_get_true_sentences():
    """Links of people who tried it, each with what was wrongly said of it before."""
    # One unit draws one line: it underfits, and was told to take fewer units.
    assert said(run_of("xor", 5000, n1=1, initialization="small")).code == "too_few"
    # J did not go "from 0.1890 to 0.2317": the two are of other samples.
    run = run_of("flower", 1601, (Change(1600, "m", 200),), m=300, initialization="small")
    assert diagnose(run) is None
    # The published α is not "too long" at an iteration at which J rises by what nobody can see.
    assert said(run_of("flower", 8220, initialization="small")).code == "late"
    # Two units are too few; the steps are not too long.
    assert said(run_of("xor", 3000, n1=2, activation="relu")).code == "too_few"


def test_nothing_is_said_too_early_or_of_a_diverged_run():
    assert diagnose(run_of("flower", 9)) is None
    diverged = run_of("moons", 500, learning_rate=5000.0)
    assert diverged.diverged
    assert diagnose(diverged) is None


def test_units_that_began_equal_are_told_with_their_spread():
    """Constant weights keep the units equal only up to rounding; the spread says how far."""
    run = run_of("flower", 0, n1=3)
    W = {1: np.full((3, 2), 0.3), 2: np.full((1, 3), 0.3)}
    b = {1: np.zeros((3, 1)), 2: np.zeros((1, 1))}
    train = replace(run.snapshot.train, parameters=Parameters(W, b))
    run = advance(replace(run, snapshot=run.snapshot._replace(train=train)), 50)
    found = said(run)
    assert found.code == "identical"
    rows = run.snapshot.train.parameters.W[1]
    assert np.abs(rows - rows[0]).max() <= found.numbers["spread"] < 1e-6


def random_run(seed: int) -> Run:
    """Any run that a person might set up, sometimes with α or m changed on the way."""
    rng = np.random.default_rng(seed)
    source = SOURCES[str(rng.choice(list(SOURCES)))]
    m = int(rng.integers(1, 60))
    config = Config(
        dataset=source.name, m=m, noise=source.default_noise, n1=int(rng.integers(1, 17)),
        activation=str(rng.choice(["tanh", "sigmoid", "relu", "leaky_relu"])),
        initialization=str(rng.choice(["small", "xavier", "he", "zeros"])),
        learning_rate=float(10 ** rng.uniform(-3, 3)), seed=int(rng.integers(99)),
    )  # fmt: skip
    run = advance(start(config), int(rng.choice([12, 60, 150])))
    if rng.random() < 0.4:
        run = change(run, "m", int(rng.integers(1, 60)))
        run = advance(run, int(rng.integers(0, 70)))
    if rng.random() < 0.3:
        run = change(run, "learning_rate", float(10 ** rng.uniform(-2, 1)))
        run = advance(run, int(rng.integers(0, 70)))
    return run


def costs_one_by_one(run: Run, updates: int) -> np.ndarray:
    """J before and after each of the latest updates, from the equations one by one."""
    first = run.iteration - updates
    past = [c for c in run.changes if c.iteration <= first]
    again = replay(run.config, past, first)
    parameters, data, g = again.snapshot.train.parameters, again.dataset, run.config.activation
    costs = []
    for _ in range(updates + 1):
        cache = forward_propagation(parameters, data.X, g)
        costs.append(compute_cost(cache, data.Y))
        gradients = backward_propagation(parameters, cache, data.Y)
        parameters = update_parameters(parameters, gradients, run.now.learning_rate)
    return np.array(costs)


def holds(found: Diagnosis, run: Run) -> None:
    """What the sentence claims, computed from the arrays and not by its condition."""
    n, train, Y = found.numbers, run.snapshot.train, run.dataset.Y
    right = float(np.mean((train.cache.A[2] > 0.5) == (Y > 0.5)))
    p = Y.mean()
    if "of" in n:
        # No update before the last change of α or m is counted.
        assert n["of"] <= run.iteration - max([c.iteration for c in run.changes], default=0)
        costs = costs_one_by_one(run, int(n["of"]))
    if "accuracy" in n:
        assert n["accuracy"] == right
    if "cost" in n:
        assert n["cost"] == pytest.approx(train.cost, rel=1e-9)
    match found.code:
        case "one_class":
            assert set(Y.ravel()) == {n["y"]}
        case "zero_weights":
            after = advance(run, 1).snapshot.train.parameters
            assert not any(W.any() for W in (*train.parameters.W.values(), *after.W.values()))
            assert not train.cache.A[1].any()
        case "identical":
            W = train.parameters.W[1]
            assert len(W) == n["n1"] > 1
            assert np.abs(W - W[0]).max() <= n["spread"]
        case "overshooting":
            assert n["rose"] == sum(b > a for a, b in pairwise(costs)) >= 3
            rises = [costs[j] - costs[i] for i in range(len(costs)) for j in range(i, len(costs))]
            assert n["largest"] == pytest.approx(max(rises), rel=1e-6)
            assert n["largest"] >= 0.02 * costs.min()
        case "dead":
            Z = train.parameters.W[1] @ run.dataset.X + train.parameters.b[1]
            assert n["dead"] == sum(max(row) <= 0 for row in Z) > 0
        case "saturated":
            slopes = train.slopes(1)
            largest = 1.0 if run.config.activation == "tanh" else 0.25
            flat = [np.mean(row < 0.01 * largest) >= 0.95 for row in slopes]
            assert n["flat"] == sum(flat) > 0
        case "vanishing":
            norms = [np.sqrt((train.gradients.dW[l] ** 2).sum()) for l in (1, 2)]
            assert n["ratio"] == pytest.approx(norms[0] / norms[1])
            assert n["ratio"] < 0.01
        case "plateau":
            blind = -(p * np.log(p) + (1 - p) * np.log(1 - p))
            assert n["guess"] == pytest.approx(blind)
            assert train.cost > 0.99 * blind
        case "overfitting":
            past = [c for c in run.changes if c.iteration <= n["at"]]
            assert len(past) == len(run.changes)
            then = replay(run.config, past, int(n["at"])).snapshot
            assert then.test.cost == pytest.approx(n["least"], rel=1e-9)
            assert then.train.cost == pytest.approx(n["was"], rel=1e-9)
            assert n["least"] < n["test_cost"] == run.snapshot.test.cost
            assert train.cost < n["was"]
        case "too_few":
            assert n["n1"] == run.config.n1 <= 3
            assert right < 0.95
        case "converged":
            assert n["change"] == pytest.approx(np.ptp(costs), rel=1e-6, abs=1e-15)
            assert n["change"] <= 1e-4 * train.cost
        case "slow" | "late":
            assert n["fall"] == pytest.approx(costs[0] - costs[-1], rel=1e-5, abs=1e-12)
            assert 0 < n["fall"] < 0.01 * train.cost
            if found.code == "slow":
                assert (np.diff(costs) <= 1e-12).all()
                assert n["alpha"] == run.now.learning_rate <= 0.3
        case "fine":
            assert n["before"] == pytest.approx(costs[0], rel=1e-9)
            assert train.cost <= costs[0]
            assert n["blind"] == max(p, 1 - p)
            assert right >= n["blind"] + 0.05
        case "progress":
            assert n["before"] == pytest.approx(costs[0], rel=1e-9)


@pytest.mark.parametrize("block", range(10))
def test_what_is_said_of_any_run_holds_in_its_arrays(block: int):
    with np.errstate(all="ignore"):
        for seed in range(50 * block, 50 * block + 50):
            run = random_run(seed)
            found = diagnose(run)
            if found is not None:
                holds(found, run)
