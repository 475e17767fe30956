"""Every sentence about a run is driven by a run that deserves it, and not by one that does not."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.config import Config
from core.datasets import SOURCES
from core.diagnosis import CONDITIONS, diagnose
from core.network import Parameters
from core.training import Run, advance, start

SOUND = "flower", {}, 900


def run_of(dataset: str, config: dict, iterations: int) -> Run:
    source = SOURCES[dataset]
    usual = {"m": source.default_m, "noise": source.default_noise, "initialization": "xavier"}
    return advance(start(Config(dataset=dataset, **{**usual, **config})), iterations)


DESERVING = {
    "zero_weights": ("flower", {"initialization": "zeros"}, 100),
    "identical": ("breast_cancer", {"initialization": "zeros", "activation": "sigmoid"}, 100),
    "overshooting": ("flower", {"initialization": "small", "learning_rate": 30.0}, 200),
    "dead": ("circles", {"activation": "relu", "learning_rate": 30.0}, 1000),
    "saturated": ("blobs", {"learning_rate": 30.0}, 200),
    "vanishing": (
        "xor",
        {"initialization": "small", "activation": "sigmoid", "n1": 64, "learning_rate": 0.003},
        20,
    ),
    "plateau": ("circles", {"initialization": "small", "learning_rate": 0.1}, 200),
    "overfitting": ("breast_cancer", {}, 200),
    "converged": ("iris", {"initialization": "small", "activation": "relu"}, 1000),
    "fine": SOUND,
}


def test_every_condition_has_its_run():
    assert DESERVING.keys() == CONDITIONS.keys()


@pytest.mark.parametrize(("code", "deserving"), DESERVING.items())
def test_a_run_that_deserves_it(code: str, deserving):
    reading = diagnose(run_of(*deserving))
    assert reading is not None
    assert reading.code == code


@pytest.mark.parametrize("code", [code for code in CONDITIONS if code != "fine"])
def test_a_run_that_does_not(code: str):
    assert CONDITIONS[code](run_of(*SOUND)) is None


def test_a_run_of_which_there_is_nothing_to_say():
    assert diagnose(run_of("flower", {}, 5)) is None
    diverged = run_of("moons", {"learning_rate": 5000.0}, 500)
    assert diverged.diverged
    assert diagnose(diverged) is None


def test_the_numbers_are_the_runs():
    run = run_of(*DESERVING["overshooting"])
    costs = run.recent[-51:]
    assert diagnose(run).numbers == {
        "rose": sum(b > a for a, b in pairwise(costs)), "of": 50, "alpha": 30.0,
    }  # fmt: skip
    run = run_of(*DESERVING["dead"])
    Z = run.snapshot.train.parameters.W[1] @ run.dataset.X + run.snapshot.train.parameters.b[1]
    assert diagnose(run).numbers["dead"] == sum(max(row) <= 0 for row in Z)
    run = run_of(*DESERVING["overfitting"])
    least = diagnose(run).numbers
    again = run_of(*DESERVING["overfitting"][:2], int(least["at"])).snapshot
    assert again.test.cost == least["least"] < least["test_cost"] == run.snapshot.test.cost
    assert again.train.cost == least["was"] > least["cost"] == run.snapshot.train.cost


def test_units_that_began_equal_are_told_with_their_spread():
    """Constant weights keep the units equal only up to rounding; the spread says how far."""
    run = run_of("flower", {"n1": 3}, 0)
    W = {1: np.full((3, 2), 0.3), 2: np.full((1, 3), 0.3)}
    b = {1: np.zeros((3, 1)), 2: np.zeros((1, 1))}
    run = advance(
        replace(
            run,
            snapshot=run.snapshot._replace(
                train=replace(run.snapshot.train, parameters=Parameters(W, b))
            ),
        ),
        50,
    )
    reading = diagnose(run)
    assert reading.code == "identical"
    rows = run.snapshot.train.parameters.W[1]
    assert reading.numbers["spread"] >= np.abs(rows - rows[0]).max()
    assert reading.numbers["spread"] < 1e-6
