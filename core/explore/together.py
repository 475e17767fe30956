"""Several runs trained together from their starts; each ends as `advance` would end it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.explore.stack import Stack
from core.history import record
from core.network import Parameters
from core.passes import Snapshot, measures
from core.steppers import fits
from core.training import NEARLY, RECENT, Run, advance
from core.types import Array

EARLY = 3
"""So many updates show whether another process adds in the same order; see `core.explore.sweep`."""


@dataclass(frozen=True, eq=False)
class Trained:
    """A run at its end.

    costs : J after 0, 1, ... updates, up to the run's last.
    early : the parameters after EARLY updates, or at the end where that came sooner.
    """

    run: Run
    costs: Array
    early: Parameters


def never() -> bool:
    """Nothing asks for an end."""
    return False


def train_together(
    runs: Sequence[Run], iterations: int, stopped: Callable[[], bool] = never
) -> list[Trained]:
    """Bring runs that have not begun to an iteration, or to where they diverge.

    Every number is that of `advance(run, iterations)`, except that the history records at once
    with the stride at which it would end, because a record costs as much as 20 updates.

    Parameters
    ----------
    runs : sequence of Run
        At iteration 0, with the same samples, n[1] and activation.
    iterations : int
    stopped : callable
        Asked before every update; once it is true there is no result.

    Returns
    -------
    list of Trained
        In the order of the runs; empty if it was stopped.
    """
    first = runs[0]
    if fits(first.snapshot.train.parameters, first.dataset.Y) and iterations > 0:
        return _Together(runs, iterations).train(stopped)
    found = [train_alone(run, iterations, stopped) for run in runs]
    return [trained for trained in found if trained is not None]


def train_alone(run: Run, iterations: int, stopped: Callable[[], bool] = never) -> Trained | None:
    """The same of one run by `advance` itself; None if it was stopped."""
    costs, early = list(run.recent), run.snapshot.train.parameters
    while run.iteration < iterations and not run.diverged:
        if stopped():
            return None
        begun = run.iteration > 0
        before = run.iteration
        run = advance(run, min(RECENT, iterations - before) if begun else min(EARLY, iterations))
        costs += run.recent[before - run.iteration :]
        early = early if begun else run.snapshot.train.parameters
    return Trained(run, np.array(costs), early)


class _Together:
    """The runs of a stack on their way; those that diverge leave it."""

    def __init__(self, runs: Sequence[Run], iterations: int) -> None:
        self._runs = [_with_final_stride(run, iterations) for run in runs]
        self._last = iterations
        self._costs = np.full((iterations + 1, len(runs)), np.nan)
        self._costs[0] = [run.snapshot.train.cost for run in runs]
        self._ends = [iterations] * len(runs)
        self._early = [run.snapshot.train.parameters for run in runs]
        self._going = np.arange(len(runs))
        self._limits = NEARLY * np.array([run.ceiling for run in runs])

    def train(self, stopped: Callable[[], bool]) -> list[Trained]:
        stride = self._runs[0].history.stride
        # A run that diverges overflows on its way; that is noticed by its cost, not by a warning.
        with np.errstate(all="ignore"):
            stack = self._stack([run.snapshot.train.parameters for run in self._runs])
            for iteration in range(1, self._last + 1):
                if stopped():
                    return []
                stack.step()
                self._costs[iteration, self._going] = stack.costs
                if iteration == EARLY:
                    for i, at in enumerate(self._going):
                        self._early[at] = stack.parameters(i)
                within = stack.costs <= self._limits[self._going]
                if iteration == self._last or iteration % stride == 0 or not within.all():
                    stack = self._look(stack, iteration)
                if not len(self._going):
                    break
        return [self._trained(at) for at in range(len(self._runs))]

    def _look(self, stack: Stack, iteration: int) -> Stack:
        """Take a snapshot of every run, as `advance` does where one may end; who still goes on."""
        staying = []
        for i, at in enumerate(self._going):
            run = self._runs[at]
            snapshot = _snapshot(run, iteration, stack.parameters(i))
            self._runs[at] = run = replace(
                run, snapshot=snapshot, history=run.history.having([record(snapshot, run.dataset)])
            )
            if run.diverged:
                measures(snapshot)
                self._ends[at] = iteration
            else:
                staying.append(i)
        if len(staying) == len(self._going):
            return stack
        networks = [stack.parameters(i) for i in staying]
        self._going = self._going[staying]
        return self._stack(networks) if staying else stack

    def _stack(self, networks: Sequence[Parameters]) -> Stack:
        data, config = self._runs[0].dataset, self._runs[0].config
        rates = [self._runs[at].config.learning_rate for at in self._going]
        return Stack(networks, data.X, data.Y, config.activation, rates)

    def _trained(self, at: int) -> Trained:
        costs = self._costs[: self._ends[at] + 1, at].copy()
        run = replace(self._runs[at], recent=tuple(costs[-RECENT:].tolist()))
        early = run.snapshot.train.parameters if self._ends[at] < EARLY else self._early[at]
        return Trained(run, costs, early)


def _snapshot(run: Run, iteration: int, parameters: Parameters) -> Snapshot:
    train, test = run.snapshot.train, run.snapshot.test
    return Snapshot(
        iteration, replace(train, parameters=parameters), replace(test, parameters=parameters)
    )


def _with_final_stride(run: Run, iterations: int) -> Run:
    """The run with the stride that its history would have at the end, had it doubled on the way."""
    stride = 1
    while iterations // stride + 1 > run.history.capacity:
        stride *= 2
    return replace(run, history=replace(run.history, stride=stride))
