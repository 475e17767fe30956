"""Gradient descent: a whole run at once (`train`), or a Run that advances in short chunks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from core.config import CHANGEABLE, Change, Config, Entry, in_force
from core.data.dataset import Dataset
from core.data.sources import Source, source_named
from core.history import MOST_RECORDS, History, Record, begin, record
from core.network import Parameters, initialize_parameters
from core.optimizers import DESCENT, Memory
from core.passes import Snapshot, measures
from core.steppers import Stepper, stepper
from core.types import Array
from core.vectors import parameter_count

TOO_MUCH = 10
"""A run has diverged when J is more than so many times the larger of 1 and J at the start."""
NEARLY = 1 - 1e-9
"""Costs that are equal but for rounding differ by less than this factor."""
RECENT = 200
"""How many of the latest costs a run keeps one by one."""
PIECE = 3_000_000
"""Products of two numbers that an update's forward pass may need for some milliseconds."""
AT_ONCE = 500
"""So many records are taken into the history together, which copies all it has."""


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
    Y : (n[L], m) array
        Labels in [0, 1] of any dtype.
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

    Raises
    ------
    ValueError
        If a shape does not fit (it names both shapes), a label does not lie in [0, 1] (it names
        the values), or the activation is unknown.
    """
    config = Config(activation=activation, learning_rate=learning_rate)
    costs = np.empty(iterations)
    with np.errstate(all="ignore"):
        descent = stepper(parameters, X, Y, config)
        for i in range(iterations):
            costs[i] = descent.cost
            descent.step()
    return descent.parameters(), costs


@dataclass(frozen=True)
class Run:
    """A network in training: a value. The same config, source and changes give the same bits.

    config : of the start; `now` is the one in force.
    changes : in the order in which they were made.
    dataset : the samples in use now.
    snapshot : the passes at the latest iteration.
    recent : the latest costs one by one.
    ceiling : the cost above which the run counts as diverged.
    memory : the optimizer's.
    """

    config: Config
    source: Source
    changes: tuple[Change, ...]
    dataset: Dataset
    snapshot: Snapshot
    history: History
    recent: tuple[float, ...]
    ceiling: float
    memory: Memory

    @property
    def iteration(self) -> int:
        return self.snapshot.iteration

    @cached_property
    def now(self) -> Config:
        """The config in force at the latest iteration."""
        return in_force(self.config, self.changes, self.iteration)

    @property
    def diverged(self) -> bool:
        """Whether J left every useful range: it is no finite number, or above the ceiling."""
        return not self.snapshot.train.cost <= self.ceiling

    @property
    def best_iteration(self) -> int:
        """The recorded iteration with the lowest finite training cost."""
        costs = self.history.measure("cost")
        return self.history.iterations[int(np.nanargmin(costs))]


def start(config: Config, source: Source | None = None, *, most_records: int = MOST_RECORDS) -> Run:
    """The run before its first update.

    Parameters
    ----------
    config : Config
    source : Source, optional
        Where the samples come from; by default the one of SOURCES that the config names.
    most_records : int
        So many iterations are remembered at most.

    Raises
    ------
    ValueError
        If a name or a size in the config is not a possible one (`DatasetError` for the data's).
    """
    source = source_named(config.dataset) if source is None else source
    dataset = source.draw(config.m, noise=config.noise, seed=config.seed)
    layer_sizes = (dataset.X.shape[0], config.n1, dataset.Y.shape[0])
    # RandomState, because the published start of the notes' assignment was drawn with it.
    rng = np.random.RandomState(config.weight_seed)
    parameters = initialize_parameters(layer_sizes, method=config.initialization, rng=rng)
    snapshot = Snapshot.on(dataset, config, 0, parameters)
    return Run(
        config=config,
        source=source,
        changes=(),
        dataset=dataset,
        snapshot=snapshot,
        history=begin(record(snapshot, dataset), most_records),
        recent=(snapshot.train.cost,),
        ceiling=_ceiling(snapshot),
        memory=DESCENT.init(parameters),
    )


def _ceiling(snapshot: Snapshot) -> float:
    """Ten times the cost at the start; at least 10, where guessing (J = log 2) would cost 0.69."""
    return TOO_MUCH * max(1.0, snapshot.train.cost)


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
        if self.cost is not None and snapshot.train.cost <= self.cost:
            return "cost"
        if self.test_accuracy is not None and snapshot.test.accuracy >= self.test_accuracy:
            return "test_accuracy"
        return "iteration" if snapshot.iteration >= self.iteration else None


def advance(run: Run, steps: int, stop: Stop | None = None) -> Run:
    """The run after up to `steps` more updates, fewer where it diverges or meets a stop."""
    if steps < 1 or run.diverged or (stop and stop.reason(run.snapshot)):
        return run
    history, recent, last = run.history, list(run.recent), run.iteration + steps
    snapshot, records = run.snapshot, list[Record]()
    # A run that diverges overflows on its way; that is noticed by its cost, not by a warning.
    with np.errstate(all="ignore"):
        data = run.dataset
        descent = stepper(snapshot.train.parameters, data.X, data.Y, run.now, run.memory)
        for iteration in range(run.iteration + 1, last + 1):
            descent.step()
            recent.append(descent.cost)
            if iteration % history.stride == 0:
                here = descent.vector()
                records.append(Record(iteration, here, history.layer_sizes, data, run.now))
            if len(records) == AT_ONCE:
                history, records = history.having(records), []
            if iteration == last or _may_end(run, descent, stop, iteration):
                snapshot = Snapshot.on(data, run.now, iteration, descent.parameters())
                if not snapshot.train.cost <= run.ceiling:
                    # All that overflows in these passes does so here, where nobody is warned.
                    measures(snapshot)
                    break
                if stop and stop.reason(snapshot):
                    break
    return replace(
        run, snapshot=snapshot, history=history.having(records), recent=tuple(recent[-RECENT:]),
        memory=descent.memory(),
    )  # fmt: skip


def _may_end(run: Run, descent: Stepper, stop: Stop | None, iteration: int) -> bool:
    """Whether a snapshot is needed to tell if the run ends here.

    The fast loop's J differs from a snapshot's in the last digits, and only the snapshot's is
    shown, so a J within rounding of a bound is judged by a snapshot.
    """
    if not descent.cost <= NEARLY * run.ceiling:
        return True
    if stop is None:
        return False
    reached = stop.cost is not None and NEARLY * descent.cost <= stop.cost
    return reached or stop.test_accuracy is not None or iteration >= stop.iteration


def change(run: Run, name: str, value: int | float) -> Run:
    """The run with a field of CHANGEABLE, or an entry of W or b, changed from now on.

    Raises
    ------
    ValueError
        If it may not change on the way (`DatasetError` if m is out of range).
    """
    parameters, entry = run.snapshot.train.parameters, Entry.of(name)
    if entry is not None:
        parameters = entry.put(parameters, value)
    elif name not in CHANGEABLE:
        raise ValueError(f"{name!r} cannot change during a run")
    elif getattr(run.now, name) == value:
        return run
    earlier = tuple(c for c in run.changes if (c.iteration, c.name) != (run.iteration, name))
    changes = (*earlier, Change(run.iteration, name, value))
    config = in_force(run.config, changes, run.iteration)
    dataset = _dataset(run, config)
    snapshot = Snapshot.on(dataset, config, run.iteration, parameters)
    return replace(
        run,
        changes=changes,
        dataset=dataset,
        snapshot=snapshot,
        history=run.history.having([record(snapshot, dataset)]),
        recent=(*run.recent[:-1], snapshot.train.cost),
        ceiling=max(run.ceiling, _ceiling(snapshot)),
    )


def _dataset(run: Run, config: Config) -> Dataset:
    """The samples under a config of the run, drawn anew only where m is another."""
    if config.m == run.now.m:
        return run.dataset
    return run.source.draw(config.m, noise=config.noise, seed=config.seed)


def replay(
    config: Config, changes: Iterable[Change], iteration: int, source: Source | None = None
) -> Run:
    """The run of a config and its changes, brought to an iteration."""
    *_, run = replaying(config, changes, iteration, source)
    return run


def replaying(
    config: Config, changes: Iterable[Change], iteration: int, source: Source | None = None
) -> Iterator[Run]:
    """The same in pieces of some milliseconds each: the run at its start, on its way, at its end.

    Every piece is the run as it was then; whoever leaves off early has a run like any other.
    """
    run = start(config, source)
    yield run
    stations = [*((item.iteration, item) for item in changes), (iteration, None)]
    for goal, item in stations:
        while run.iteration < goal and not run.diverged:
            run = advance(run, min(_piece(run), goal - run.iteration))
            yield run
        if item is not None:
            run = change(run, item.name, item.value)
            yield run


def _piece(run: Run) -> int:
    """So many updates take some milliseconds, by the numbers that one of them multiplies."""
    numbers = parameter_count(run.history.layer_sizes) * run.snapshot.train.m
    return max(1, PIECE // numbers)


def visit(run: Run, iteration: int) -> Snapshot:
    """The passes at the latest recorded iteration not after the given one, computed again.

    The last iteration itself can always be visited, recorded or not.
    """
    return run.snapshot if iteration >= run.iteration else _at(run, iteration)[0]


def _at(run: Run, iteration: int) -> tuple[Snapshot, Dataset]:
    found = run.history.at(iteration)
    return found.snapshot, found.data


def rewind(run: Run, iteration: int) -> Run:
    """The run as it was at a recorded iteration; what came after is given up."""
    if iteration >= run.iteration:
        return run
    snapshot, dataset = _at(run, iteration)
    return replace(
        run,
        changes=tuple(c for c in run.changes if c.iteration <= snapshot.iteration),
        dataset=dataset,
        snapshot=snapshot,
        history=run.history.until(snapshot.iteration),
        recent=(snapshot.train.cost,),
    )
