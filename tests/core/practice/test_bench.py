"""The bug hunt on the data and network of a run: real verdicts, within bounds, and no exception."""

import io
from typing import Any

import numpy as np
import pytest

from core.config import Config
from core.data.csv import read_table, source_of
from core.practice.bench import MOST_SAMPLES, MOST_UNITS, Hunt, bench_of, hunt_on, setup_for
from core.practice.detectors import CURVE_ITERATIONS, DETECTORS, reference_costs, verdicts
from core.practice.mistakes import EVERY, HARMLESS
from core.practice.program import Setup, functions
from core.training import change, start

RUNS = {
    "course": Config(),
    "relu": Config("moons", 60, 0.15, n1=6, activation="relu", learning_rate=0.5),
    "sigmoid": Config("xor", 60, 0.1, n1=5, activation="sigmoid", learning_rate=2.0),
    "leaky": Config("spirals", 60, 0.1, n1=8, activation="leaky_relu", learning_rate=0.3),
    "one_unit": Config("linear", 50, 0.0, n1=1, learning_rate=1.0),
    "iris": Config("iris", 70, 0.0, n1=4, learning_rate=0.3),
    "wide": Config("breast_cancer", 398, 0.0, n1=64, learning_rate=0.1),
    "slow": Config("circles", 50, 0.1, learning_rate=0.001),
    "too_fast": Config(learning_rate=100.0),
}
BENCHES = {name: bench_of(start(config)) for name, config in RUNS.items()}
FEW = ("no_mean", "no_transpose", "square", "bytes", "Y_column", "axis_0", "early_update")


def compared(of: Hunt) -> None:
    """The verdicts of a hunt against those made anew, and against the text run as a whole."""
    raw = verdicts(of.mistake.edits, of.setup)
    right = verdicts(of.mistake.repaired(of.mistake.choices[0]), of.setup)
    for detector in DETECTORS:
        verdict = of.verdicts[detector]
        if verdict.blind:
            assert right[detector].rejects
            assert verdict.outcome == "cannot"
        else:
            # Two NaN are not equal, but their texts are.
            assert repr(verdict) == repr(raw[detector])
            assert not (verdict.rejects and right[detector].rejects)
    costs, failed = run_whole(of.program.text, of.setup)
    assert failed == of.verdicts["error"].rejects
    np.testing.assert_array_equal(of.costs, costs)
    np.testing.assert_allclose(of.right_costs[:50], reference_costs(of.setup, 50), rtol=1e-9)
    if not failed and not of.verdicts["reference"].blind:
        equal = np.allclose(costs[:50], of.right_costs[:50], rtol=1e-6, atol=0)
        assert (of.verdicts["reference"].outcome == "passes") == equal


@pytest.mark.parametrize("run", ["course", "relu", "sigmoid", "one_unit", "iris"])
@pytest.mark.parametrize("name", EVERY)
def test_the_verdicts_are_those_of_the_program_that_is_shown(name: str, run: str):
    compared(hunt_on(name, BENCHES[run]))


@pytest.mark.parametrize("run", ["leaky", "wide", "slow", "too_fast"])
@pytest.mark.parametrize("name", FEW)
def test_on_other_runs_as_well(name: str, run: str):
    compared(hunt_on(name, BENCHES[run]))


def run_whole(text: str, setup: Setup) -> tuple[np.ndarray, bool]:
    names: dict[str, Any] = {
        "samples": setup.samples,
        "labels": setup.labels,
        "iterations": CURVE_ITERATIONS,
    }
    names = {**names, **functions(setup.activation)}
    failed = False
    with np.errstate(all="ignore"):
        try:
            exec(text, names)
        except ValueError:
            failed = True
    return np.array([float(cost) for cost in names.get("costs", [])]), failed


@pytest.mark.parametrize("run", ["relu", "one_unit"])
def test_a_line_that_does_no_harm_changes_no_number(run: str):
    for name in HARMLESS:
        assert (
            not {"gradient_check", "cost_curve", "reference"} & hunt_on(name, BENCHES[run]).caught
        )


def test_on_the_course_data_every_fault_is_seen():
    seen = {name for name in EVERY if hunt_on(name, BENCHES["course"]).caught}
    assert seen == set(EVERY) - {"harmless_broadcast", "harmless_order"}


def test_what_is_used_is_bounded_and_said():
    wide = BENCHES["wide"]
    assert (wide.m, wide.m_of_run) == (MOST_SAMPLES, 398)
    assert (wide.n1, wide.n1_of_run) == (MOST_UNITS, 64)
    course = BENCHES["course"]
    setup = setup_for(EVERY["sign"], course)
    assert (course.dataset, course.m_of_run) == ("flower", 400)
    assert setup.samples.shape == (200, 2)
    assert (setup.n1, setup.alpha, setup.activation, setup.weight_seed) == (4, 1.2, "tanh", 2)
    data = start(RUNS["relu"]).dataset
    small = bench_of(start(Config("moons", 50, 0.15)))
    assert small.m == small.m_of_run == 50
    columns = {tuple(column) for column in data.X.T}
    assert {tuple(row) for row in setup_for(EVERY["sign"], BENCHES["relu"]).samples} <= columns


def test_the_present_learning_rate_counts():
    assert bench_of(change(start(Config()), "learning_rate", 0.05)).alpha == 0.05


def test_a_fault_that_would_change_nothing_gets_what_it_needs():
    def used(name: str, run: str) -> tuple[int, str]:
        setup = setup_for(EVERY[name], BENCHES[run])
        return setup.n1, setup.activation

    assert used("wrong_slope", "sigmoid") == (5, "tanh")
    assert used("slope_of_A", "sigmoid") == (5, "sigmoid")
    assert used("slope_of_A", "relu") == (6, "tanh")
    assert used("no_slope", "leaky") == (8, "leaky_relu")
    assert used("square", "iris") == (4, "tanh")
    assert used("square", "wide") == (30, "tanh")
    for name in ("wrong_slope", "slope_of_A", "square"):
        for run in ("sigmoid", "relu", "iris"):
            assert hunt_on(name, BENCHES[run]).caught


def test_where_the_right_program_diverges_the_fixture_stands_in():
    of = hunt_on("sign", BENCHES["too_fast"])
    assert of.diverges
    assert of.bench is None
    assert of.caught == EVERY["sign"].caught
    assert not hunt_on("sign").diverges


def test_a_detector_that_rejects_the_right_program_cannot_tell():
    of = hunt_on("no_mean", BENCHES["slow"])
    assert of.verdicts["cost_curve"].blind
    assert "cost_curve" not in of.caught
    assert "reference" in of.caught


@pytest.mark.parametrize("name", ["sign", "bytes", "early_update", "square"])
def test_a_repair_is_judged_where_the_program_runs(name: str):
    of = hunt_on(name, BENCHES["course"])
    for choice in of.mistake.choices:
        rejecting = [d for d, verdict in of.repaired(choice).items() if verdict.rejects]
        again = verdicts(of.mistake.repaired(choice), of.setup)
        assert rejecting == [d for d in DETECTORS if again[d].rejects]
        assert bool(rejecting) == (choice != of.mistake.choices[0])


def test_some_of_the_samples_are_of_both_classes():
    """The flower's samples are sorted by class."""
    assert len(set(start(RUNS["course"]).dataset.Y[0, :MOST_SAMPLES])) == 1
    for run in ("course", "wide"):
        assert 0.3 < BENCHES[run].labels.mean() < 0.7


def test_a_learners_own_table_is_used():
    rows = "\n".join(f"{i},{i % 7},{int(i >= 300)}" for i in range(600))
    source, _ = source_of(read_table(io.StringIO("a,b,y\n" + rows)))
    bench = bench_of(start(Config(source.name, source.max_m, 0.0), source))
    assert bench.m == MOST_SAMPLES < bench.m_of_run
    compared(hunt_on("sign", bench))
