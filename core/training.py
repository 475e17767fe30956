"""Gradient descent: a whole run at once (`train`), or a Run that advances in short chunks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.dataset import Dataset
from core.datasets import make_dataset
from core.descent import Descent, fits
from core.history import History, unflatten
from core.network import (
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    update_parameters,
)
from core.snapshot import Snapshot
from core.types import Array

NEARLY = 1 - 1e-9
"""Costs that are equal but for rounding differ by less than this factor."""
RECENT = 200
"""How many of the latest costs a run keeps one by one."""


def train(
    parameters: Parameters,
    X: Array,
    Y: Array,
    *,
    activation: str = "tanh",
    learning_rate: float = 1.2,
    iterations: int = 10_000,
) -> tuple[Parameters, Array]:
    """Full-batch gradient descent: forward, cost, backward, update, `iterations` times.

    Parameters
    ----------
    parameters : Parameters
        The start; not modified.
    X : (n[0], m) array
    Y : (n[L], m) array of 0 and 1
    activation : str
        Of the hidden layers.
    learning_rate : float
        α.
    iterations : int
        The number of updates.

    Returns
    -------
    parameters : Parameters
        After the last update.
    costs : (iterations,) array
        costs[i] is J after i updates.
    """
    if not fits(parameters):
        return train_readably(parameters, X, Y, activation, learning_rate, iterations)
    costs = np.empty(iterations)
    with np.errstate(all="ignore"):
        descent = Descent(parameters, X, Y, activation, learning_rate)
        for i in range(iterations):
            costs[i] = descent.cost
            descent.step()
    return descent.parameters(), costs


def train_readably(
    parameters: Parameters,
    X: Array,
    Y: Array,
    activation: str,
    learning_rate: float,
    iterations: int,
) -> tuple[Parameters, Array]:
    """The same as `train`, of any depth, in the functions of `core.network` themselves."""
    costs = np.empty(iterations)
    for i in range(iterations):
        cache = forward_propagation(parameters, X, activation)
        costs[i] = compute_cost(cache, Y)
        gradients = backward_propagation(parameters, cache, Y)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, costs


@dataclass(frozen=True)
class Config:
    """All that decides a run's numbers at its start; the defaults are the published run.

    `seed` draws the data, `weight_seed` the starting weights. `learning_rate` and `m` are those of
    the start: both may change on the way (`change`).
    """

    dataset: str = "flower"
    m: int = 400
    noise: float = 0.2
    seed: int = 1
    n1: int = 4
    activation: str = "tanh"
    initialization: str = "small"
    weight_seed: int = 2
    learning_rate: float = 1.2


class Change(NamedTuple):
    """Something changed on the way: from `iteration` on, `name` has this value."""

    iteration: int
    name: str
    value: float


@dataclass(frozen=True)
class Run:
    """A network in training: a value. The same config and changes give the same bits.

    `snapshot` is the pass at the latest iteration, `recent` the latest costs one by one, and
    `ceiling` the cost above which the run counts as diverged.
    """

    config: Config
    changes: tuple[Change, ...]
    snapshot: Snapshot
    history: History
    recent: tuple[float, ...]
    ceiling: float

    @property
    def iteration(self) -> int:
        return self.snapshot.iteration

    @property
    def diverged(self) -> bool:
        """Whether J left every useful range: it is no finite number, or above the ceiling."""
        return not self.snapshot.cost <= self.ceiling

    @property
    def best_iteration(self) -> int:
        """The recorded iteration with the lowest finite training cost."""
        costs = self.history.measure("cost")
        return self.history.iterations[int(np.nanargmin(costs))]

    def value(self, name: str, iteration: int | None = None) -> float:
        """`learning_rate` or `m` as in force at an iteration (default: now)."""
        now = self.iteration if iteration is None else iteration
        value: float = getattr(self.config, name)
        for change in self.changes:
            if change.name == name and change.iteration <= now:
                value = change.value
        return value


def start(config: Config) -> Run:
    """The run before its first update.

    Raises
    ------
    ValueError
        If a name or a size in the config is not a possible one (`DatasetError` for the data's).
    """
    dataset = make_dataset(config.dataset, config.m, noise=config.noise, seed=config.seed)
    layer_sizes = (dataset.X.shape[0], config.n1, dataset.Y.shape[0])
    # RandomState, because the published start of the notes' assignment was drawn with it.
    rng = np.random.RandomState(config.weight_seed)
    parameters = initialize_parameters(layer_sizes, method=config.initialization, rng=rng)
    snapshot = Snapshot(0, parameters, dataset, config.activation, config.learning_rate)
    return Run(
        config=config,
        changes=(),
        snapshot=snapshot,
        history=History(layer_sizes).with_snapshot(snapshot),
        recent=(snapshot.cost,),
        ceiling=_ceiling(snapshot),
    )


def _ceiling(snapshot: Snapshot) -> float:
    """Ten times the cost at the start; at least 10, where guessing (J = log 2) would cost 0.69."""
    return 10 * max(1.0, snapshot.cost)


class Stop(NamedTuple):
    """When to stop: at an iteration, or earlier once J or the test accuracy is good enough.

    cost : J on the training samples at or below this.
    test_accuracy : the share of held-out samples labelled rightly, 0 to 1, at or above this.
    """

    iteration: int
    cost: float | None = None
    test_accuracy: float | None = None

    def reason(self, snapshot: Snapshot) -> str | None:
        """Which condition a pass meets: "cost", "test_accuracy", "iteration", or none."""
        if self.cost is not None and snapshot.cost <= self.cost:
            return "cost"
        if self.test_accuracy is not None and snapshot.test_accuracy >= self.test_accuracy:
            return "test_accuracy"
        return "iteration" if snapshot.iteration >= self.iteration else None

    def near(self, iteration: int, cost: float) -> bool:
        """Whether a pass so far with about this J might meet a condition."""
        reached = self.cost is not None and NEARLY * cost <= self.cost
        return reached or self.test_accuracy is not None or iteration >= self.iteration


def advance(run: Run, steps: int, stop: Stop | None = None) -> Run:
    """The run after up to `steps` more updates, fewer where it diverges or meets a stop."""
    first, history, recent = run.snapshot, run.history, list(run.recent)
    data, last = first.dataset, first.iteration + steps
    if steps < 1 or run.diverged or (stop and stop.reason(first)):
        return run
    # A run that diverges overflows on its way; that is noticed by its cost, not by a warning.
    with np.errstate(all="ignore"):
        descent = Descent(first.parameters, data.X, data.Y, first.activation, first.learning_rate)
        for iteration in range(first.iteration + 1, last + 1):
            descent.step()
            recent.append(descent.cost)
            ends = iteration == last or not descent.cost <= NEARLY * run.ceiling
            ends = ends or (stop is not None and stop.near(iteration, descent.cost))
            if not ends and iteration % history.stride:
                continue
            snapshot = replace(first, iteration=iteration, parameters=descent.parameters())
            history = history.with_snapshot(snapshot)
            if not snapshot.cost <= run.ceiling or (stop and stop.reason(snapshot)):
                break
    return replace(run, snapshot=snapshot, history=history, recent=tuple(recent[-RECENT:]))


def change(run: Run, name: str, value: float) -> Run:
    """The run with `learning_rate` or `m` changed from now on; W and b stay as they are.

    Raises
    ------
    ValueError
        If the name is not one that may change on the way (`DatasetError` if m is out of range).
    """
    if run.value(name) == value:
        return run
    if name == "m":
        snapshot = replace(run.snapshot, dataset=_with_m(run.config, int(value)))
    elif name == "learning_rate":
        snapshot = replace(run.snapshot, learning_rate=value)
    else:
        raise ValueError(f"{name!r} cannot change during a run")
    earlier = tuple(c for c in run.changes if (c.iteration, c.name) != (run.iteration, name))
    return replace(
        run,
        changes=(*earlier, Change(run.iteration, name, value)),
        snapshot=snapshot,
        history=run.history.with_snapshot(snapshot),
        recent=(*run.recent[:-1], snapshot.cost),
        ceiling=max(run.ceiling, _ceiling(snapshot)),
    )


def _with_m(config: Config, m: int) -> Dataset:
    return make_dataset(config.dataset, m, noise=config.noise, seed=config.seed)


def replay(config: Config, changes: Iterable[Change], iteration: int) -> Run:
    """The run of a config and its changes, brought to an iteration."""
    run = start(config)
    for item in changes:
        run = advance(run, item.iteration - run.iteration)
        run = change(run, item.name, item.value)
    return advance(run, iteration - run.iteration)


def visit(run: Run, iteration: int) -> Snapshot:
    """The pass at the latest recorded iteration not after the given one, computed again.

    The last iteration itself can always be visited, recorded or not.
    """
    if iteration >= run.iteration:
        return run.snapshot
    record = run.history.at(iteration)
    m = int(run.value("m", record.iteration))
    dataset = run.snapshot.dataset if m == run.value("m") else _with_m(run.config, m)
    return Snapshot(
        iteration=record.iteration,
        parameters=unflatten(record.parameters, run.history.layer_sizes),
        dataset=dataset,
        activation=run.config.activation,
        learning_rate=run.value("learning_rate", record.iteration),
    )


def rewind(run: Run, iteration: int) -> Run:
    """The run as it was at a recorded iteration; what came after is given up."""
    snapshot = visit(run, iteration)
    return replace(
        run,
        changes=tuple(c for c in run.changes if c.iteration <= snapshot.iteration),
        snapshot=snapshot,
        history=run.history.until(snapshot.iteration),
        recent=(snapshot.cost,),
    )
