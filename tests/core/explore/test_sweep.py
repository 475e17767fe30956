"""Sweeps: every cell a single run to the last bit, whoever computed it; and the notes' table."""

import threading
import time
from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.config import Config
from core.data.dataset import DatasetError
from core.data.sources import SOURCES
from core.diagnosis import diagnose
from core.explore import sweep as sweeping
from core.explore.cells import MOST_COSTS, Cell, grouped
from core.explore.sweep import AXES, sweep
from core.explore.together import train_alone, train_together
from core.training import advance, start
from core.vectors import flatten

RATES = [0.1, 1.2, 30.0]


def as_the_lab(cell: Cell, iterations: int, source=None) -> None:
    run = advance(start(cell.config, source), iterations)
    train, test = run.snapshot.train, run.snapshot.test
    # Costs of runs that diverged may be no numbers; here two of those count as equal.
    np.testing.assert_array_equal([cell.cost, cell.test_cost], [train.cost, test.cost])
    assert (cell.accuracy, cell.test_accuracy) == (train.accuracy, test.accuracy)
    assert cell.iterations == run.iteration
    assert (cell.diverged is not None) == run.diverged
    np.testing.assert_array_equal(flatten(cell.parameters), flatten(train.parameters))


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_every_cell_is_a_run_of_the_lab(workers: int, activation: str):
    config = Config(activation=activation, initialization="xavier")
    cells = list(
        sweep(config, {"n1": [1, 3, 50], "learning_rate": RATES}, iterations=150, workers=workers)
    )
    assert len(cells) == 9
    for cell in cells:
        as_the_lab(cell, 150)


def test_also_where_a_workers_sums_differ_from_the_labs():
    # 30 features and 50 units: on one thread OpenBLAS adds in another order than on two.
    config = Config(dataset="breast_cancer", m=398, noise=0.0, n1=50, learning_rate=0.3)
    cells = list(sweep(config, {"weight_seed": [1, 2]}, iterations=40, workers=2))
    for cell in cells:
        as_the_lab(cell, 40)


@pytest.mark.parametrize("name", [name for name in AXES if name != "dataset"])
def test_any_field_can_be_an_axis(name: str):
    values: Any = {
        "n1": [2, 3], "learning_rate": [0.1, 1.0], "m": [40, 50], "noise": [0.0, 0.3],
        "activation": ["tanh", "relu"], "initialization": ["zeros", "he"],
        "weight_seed": [1, 2], "seed": [1, 2],
    }[name]  # fmt: skip
    config = Config(dataset="moons", m=60)
    cells = list(sweep(config, {name: values}, iterations=20))
    assert [getattr(cell.config, name) for cell in cells] == values
    for cell in cells:
        as_the_lab(cell, 20)


def test_data_sets_and_three_axes():
    axes = {"dataset": ["moons", "xor"], "n1": [1, 2], "weight_seed": [0, 1]}
    cells = list(sweep(Config(m=50), axes, iterations=10))
    assert len({cell.config for cell in cells}) == 8
    for cell in cells:
        as_the_lab(cell, 10)


def test_a_diverging_run_says_why_and_leaves_the_others():
    config = Config(dataset="moons", m=100, activation="relu", initialization="he", n1=8)
    cells = list(sweep(config, {"learning_rate": [0.1, 300.0, 1e200, 0.3]}, iterations=60))
    by_rate = {cell.config.learning_rate: cell for cell in cells}
    assert by_rate[300.0].diverged == "above_ceiling"
    assert by_rate[1e200].diverged == "not_finite"
    assert by_rate[0.1].diverged is by_rate[0.3].diverged is None
    for cell in cells:
        as_the_lab(cell, 60)


def test_costs_and_the_iteration_that_reached_a_target():
    config = Config(m=100)
    run, costs = start(config), []
    for _ in range(301):
        costs.append(run.snapshot.train.cost)
        run = advance(run, 1)
    target = costs[217] * (1 + 1e-9)
    (cell,) = sweep(config, {"n1": [4]}, iterations=300, target=target)
    assert cell.reached == next(i for i, J in enumerate(costs) if target >= J)
    assert len(cell.at) == MOST_COSTS
    assert (cell.at[0], cell.at[-1]) == (0, 300)
    np.testing.assert_allclose(cell.costs, np.array(costs)[cell.at], rtol=1e-12)
    (never,) = sweep(config, {"n1": [4]}, iterations=300, target=0.01)
    assert never.reached is None


def test_the_diagnosis_is_the_labs():
    config = Config(m=100, noise=0.2)
    axes = {"initialization": ["zeros", "small"], "learning_rate": [0.01, 1.2]}
    for cell in sweep(config, axes, iterations=300):
        found = diagnose(advance(start(cell.config), 300))
        assert found is not None
        assert cell.diagnosis == found.code


def test_saturated_units_and_gradient_ratio():
    (cell,) = sweep(Config(m=50, n1=2, initialization="zeros"), {"n1": [2]}, iterations=5)
    assert np.isnan(cell.gradient_ratio) or cell.gradient_ratio == 0
    assert cell.saturated == 0
    (cell,) = sweep(Config(m=50, learning_rate=1000.0), {"n1": [3]}, iterations=30)
    A = cell.parameters
    Z = A.W[1] @ start(cell.config).dataset.X + A.b[1]
    assert cell.saturated == np.mean(np.mean(1 - np.tanh(Z) ** 2 < 0.01, axis=1) >= 0.95)
    here = advance(start(cell.config), 30).snapshot.train.gradients.dW
    assert cell.gradient_ratio == np.linalg.norm(here[1]) / np.linalg.norm(here[2])


def test_the_courses_table():
    config = Config(learning_rate=1.2, weight_seed=2)
    cells = sweep(config, {"n1": [1, 2, 3, 4, 5]}, iterations=5000)
    found = {cell.config.n1: round(100 * cell.accuracy, 2) for cell in cells}
    assert found == {1: 67.5, 2: 67.25, 3: 90.75, 4: 90.5, 5: 91.25}


def test_a_learners_own_samples():
    class Closure:
        """Cannot be pickled, like what reads a learner's file."""

        def __init__(self) -> None:
            self.calls, self.lock = 0, threading.Lock()

        def __call__(self, m, noise, seed):
            self.calls += 1
            return SOURCES["moons"].make(m, noise, seed)

    closure = Closure()
    source = replace(SOURCES["moons"], name="mine", make=closure)
    axes = {"n1": [1, 2, 3], "learning_rate": RATES}
    cells = list(sweep(Config(dataset="mine", m=50), axes, iterations=20, source=source, workers=1))
    assert closure.calls == 1
    for cell in cells:
        as_the_lab(cell, 20, source)


def test_labels_between_0_and_1_go_through_the_readable_loop():
    def soft(m, noise, seed):
        samples = SOURCES["moons"].make(m, noise, seed)
        return samples._replace(Y=0.8 * samples.Y + 0.1)

    source = replace(SOURCES["moons"], make=soft)
    for cell in sweep(Config(m=30), {"n1": [2, 3]}, iterations=450, source=source, target=0.69):
        as_the_lab(cell, 450, source)
        assert cell.at[-1] == 450


def test_runs_trained_together_are_those_of_advance():
    runs = [start(Config(m=60, weight_seed=s), most_records=10) for s in (1, 2)]
    for run, trained in zip(runs, train_together(runs, 500), strict=True):
        alone = advance(run, 500)
        assert trained.run.recent == alone.recent
        assert trained.run.history.iterations == alone.history.iterations
        np.testing.assert_array_equal(
            trained.run.history.measure("test_cost"), alone.history.measure("test_cost")
        )
        by_itself = train_alone(run, 500)
        assert by_itself is not None
        np.testing.assert_array_equal(by_itself.costs, trained.costs)
        np.testing.assert_array_equal(flatten(by_itself.early), flatten(trained.early))


@pytest.mark.parametrize(
    ("axes", "says"),
    [({"n2": [1]}, "no axis"), ({"n1": []}, "no values"), ({"activation": ["x"]}, "unknown"),
     ({"initialization": ["he", "x"]}, "unknown"), ({"n1": [0]}, "at least 1")],
)  # fmt: skip
def test_what_cannot_be_is_said_at_once(axes, says: str):
    with pytest.raises(ValueError, match=says):
        sweep(Config(), axes)


def test_data_that_cannot_be_had_is_said_at_once():
    with pytest.raises(DatasetError):
        sweep(Config(), {"m": [10, 10**9]})


def test_where_no_process_may_be_started(monkeypatch: pytest.MonkeyPatch):
    from core.explore import workers

    def forbidden():
        raise PermissionError("no programs here")

    monkeypatch.setattr(workers, "_start", forbidden)
    for cell in sweep(Config(m=50), {"n1": [1, 2]}, iterations=20, workers=2):
        as_the_lab(cell, 20)


@pytest.mark.alone
@pytest.mark.parametrize("workers", [0, 2])
def test_stopping_takes_less_than_half_a_second(workers: int):
    stop = threading.Event()
    cells = sweep(
        Config(n1=50),
        {"learning_rate": [0.1, 0.2, 0.3]},
        iterations=10**6,
        workers=workers,
        stop=stop,
    )
    threading.Timer(0.6, stop.set).start()
    began = time.perf_counter()
    assert list(cells) == []
    assert time.perf_counter() - began < 1.1


@pytest.mark.alone
def test_closing_the_iterator_ends_the_workers(monkeypatch: pytest.MonkeyPatch):
    from core.explore import workers

    begun, start_one = [], workers._start

    def counted():
        begun.append(start_one())
        return begun[-1]

    monkeypatch.setattr(workers, "_start", counted)
    cells = sweep(Config(), {"n1": [1, 50], "learning_rate": RATES}, iterations=3000, workers=2)
    next(cells)
    began = time.perf_counter()
    assert isinstance(cells, Generator)
    cells.close()
    assert time.perf_counter() - began < 0.5
    assert len(begun) == 2
    assert all(process.poll() is not None for process in begun)


def test_a_lost_worker_costs_no_cell(monkeypatch: pytest.MonkeyPatch):
    from core.explore import workers

    start_one = workers._start

    def lost():
        process = start_one()
        process.kill()
        return process

    monkeypatch.setattr(workers, "_start", lost)
    cells = list(
        sweep(Config(m=50), {"n1": [1, 2], "learning_rate": RATES}, iterations=20, workers=2)
    )
    assert len(cells) == 6
    for cell in cells:
        as_the_lab(cell, 20)


def test_small_sweeps_start_no_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sweeping, "as_done", lambda *_: pytest.fail("a process for nothing"))
    assert len(list(sweep(Config(m=50), {"n1": [1, 2]}, iterations=50))) == 2


def test_several_seeds_in_a_cell():
    axes = {"n1": [2, 3], "weight_seed": [3, 1, 2]}
    groups = grouped(sweep(Config(m=50), axes, iterations=30))
    assert [group.config.n1 for group in groups] == [2, 3]
    for group in groups:
        assert [cell.config.weight_seed for cell in group.cells] == [1, 2, 3]
        costs = sorted(cell.cost for cell in group.cells)
        assert group.median("cost") == costs[1]
        assert group.band("cost", 0.0, 1.0) == (costs[0], costs[2])
        np.testing.assert_allclose(group.band("cost"), [np.mean(costs[:2]), np.mean(costs[1:])])
    with pytest.raises(ValueError, match="no field"):
        grouped([], over="alpha")
