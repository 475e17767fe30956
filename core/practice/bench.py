"""What the bug hunt is run on: the data and network of a run, within bounds, or its own fixture."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar, cast

import numpy as np

from core.practice.detectors import CURVE_ITERATIONS, Verdict, fixture, verdicts
from core.practice.faults import Mistake
from core.practice.mistakes import EVERY, program_of
from core.practice.program import Edit, Program, Running, Setup, program_for
from core.training import Run
from core.types import Array

MOST_SAMPLES, MOST_UNITS = 200, 16
"""The gradient check takes two forward passes for each weight: with so many samples and units all
detectors together take some 50 ms."""
T = TypeVar("T")
Kept = dict[tuple[object, ...], object]
"""What has been run once, by what it was."""
_ON_FIXTURE: Kept = {}
"""It grows no further than the table of faults."""


@dataclass(frozen=True, eq=False)
class Bench:
    """The part of a run that the hunt uses, and what has been run on it.

    What was run is kept here and nowhere else, so that nothing of a learner's own data outlives
    the session.

    samples, labels : (m, n[0]) and (m,).
    m_of_run, n1_of_run : what the run itself has, which may be more.
    """

    dataset: str
    samples: Array
    labels: Array
    n1: int
    alpha: float
    activation: str
    weight_seed: int
    m_of_run: int
    n1_of_run: int
    kept: Kept = field(default_factory=dict, repr=False)

    @property
    def m(self) -> int:
        """The number of samples."""
        return len(self.labels)

    @property
    def n0(self) -> int:
        """The number of features."""
        n0: int = self.samples.shape[1]
        return n0

    def setup(self, n1: int, activation: str) -> Setup:
        """What a program runs on, with so many hidden units and this activation."""
        return Setup(
            self.samples, self.labels, n1, self.alpha, activation, weight_seed=self.weight_seed
        )


def bench_of(run: Run) -> Bench:
    """The present data and network of a run; of many samples some, evenly spaced."""
    config, data = run.now, run.dataset
    m_of_run = data.X.shape[1]
    # The first half of the flower's samples is of one class.
    at = np.linspace(0, m_of_run - 1, min(m_of_run, MOST_SAMPLES)).round().astype(int)
    return Bench(
        config.dataset, data.X.T[at].astype(float), data.Y[0, at].astype(float),
        min(config.n1, MOST_UNITS), config.learning_rate, config.activation, config.weight_seed,
        m_of_run, config.n1,
    )  # fmt: skip


class Hunt(NamedTuple):
    """A faulty program and all that its run shows.

    bench : what it was run on; None for the fixture.
    diverges : whether the fixture stands in for a bench on which the right program itself diverges.
    verdicts : of every detector; one that rejects the right program here as well cannot tell.
    costs, right_costs : J after 0, 1, ... updates, of the faulty and of the right program; the
        first ends where an error ends the program.
    """

    mistake: Mistake
    setup: Setup
    bench: Bench | None
    diverges: bool
    verdicts: Mapping[str, Verdict]
    costs: Array
    right_costs: Array

    @property
    def program(self) -> Program:
        """The faulty program, with the numbers of what it runs on."""
        return program_of(self.mistake, self.setup)

    @property
    def caught(self) -> frozenset[str]:
        """The detectors that really reject it."""
        return frozenset(name for name, verdict in self.verdicts.items() if verdict.rejects)

    @property
    def able(self) -> tuple[str, ...]:
        """The detectors that could tell whether the program is right."""
        return tuple(name for name, found in self.verdicts.items() if found.outcome != "cannot")

    def hits(self, said: Collection[str]) -> int:
        """Of how many of these it was rightly said whether they reject the program."""
        return sum((name in said) == (name in self.caught) for name in self.able)

    def repaired(self, choice: Edit) -> Mapping[str, Verdict]:
        """Every detector's verdict once a repair has been chosen."""
        mistake, bench = self.mistake, self.bench
        return _once(
            bench, ("repaired", mistake.name, choice),
            lambda: _fair(mistake, mistake.repaired(choice), bench),
        )  # fmt: skip


def setup_for(mistake: Mistake, bench: Bench | None) -> Setup:
    """What a fault's program runs on.

    A fault that needs n[1] = n[0], or another activation to change anything, is given that.
    """
    if bench is None:
        return fixture(n1=mistake.n1)
    activation = "tanh" if bench.activation in mistake.harmless_with else bench.activation
    return bench.setup(bench.n0 if mistake.square else bench.n1, activation)


def hunt_on(name: str, bench: Bench | None = None) -> Hunt:
    """A fault of the table, run with all detectors, on a bench or on the fixture."""
    return _once(bench, ("hunt", name), lambda: _hunt(name, bench))


def _once(bench: Bench | None, what: tuple[object, ...], make: Callable[[], T]) -> T:
    """What was made of a bench before, or is made now."""
    kept = _ON_FIXTURE if bench is None else bench.kept
    if what not in kept:
        kept[what] = make()
    return cast(T, kept[what])


def _hunt(name: str, bench: Bench | None) -> Hunt:
    mistake = EVERY[name]
    setup = setup_for(mistake, bench)
    right_costs = _costs(program_for(setup, _right(mistake)), setup)
    if bench is not None and not np.isfinite(right_costs).all():
        return hunt_on(name)._replace(diverges=True)
    found = _fair(mistake, mistake.edits, bench)
    costs = _costs(program_of(mistake, setup), setup)
    return Hunt(mistake, setup, bench, False, found, costs, right_costs)


def _right(mistake: Mistake) -> tuple[Edit, ...]:
    """What the right program has other than RIGHT."""
    return mistake.repaired(mistake.choices[0])


def _fair(mistake: Mistake, edits: tuple[Edit, ...], bench: Bench | None) -> Mapping[str, Verdict]:
    """Every detector's verdict on some edits; one that rejects the right program cannot tell.

    On the fixture none does. Elsewhere α may be so large that J of the right program rises, or a
    sample may lie so close to the kink of ReLU that its numerical gradient is off.
    """
    setup = setup_for(mistake, bench)
    found = verdicts(edits, setup)
    right = _right(mistake)
    # Every fault asks for the same right program, but for its setup and spelling.
    unfair = _once(
        bench, ("rejecting", right, setup.n1, setup.activation),
        lambda: {name for name, verdict in verdicts(right, setup).items() if verdict.rejects},
    )  # fmt: skip
    return {
        name: replace(verdict, outcome="cannot", blind=True)
        if name in unfair and verdict.failure is None
        else verdict
        for name, verdict in found.items()
    }


def _costs(program: Program, setup: Setup) -> Array:
    """J at every iteration of a program, as far as it comes."""
    running = Running(program, setup)
    while running.iteration < CURVE_ITERATIONS and running.step():
        pass
    return np.array(running.costs)
