"""What a sweep keeps of each run: its numbers at the end, and its costs thinned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from core.activations import activation_named
from core.config import Config
from core.diagnosis import MOSTLY, SATURATED, diagnose
from core.explore.together import Trained
from core.network import Parameters
from core.passes import Pass
from core.types import Array

MOST_COSTS = 120
"""A small multiple is about so many pixels wide."""
STEEPEST: Mapping[str, float] = {"tanh": 1.0, "sigmoid": 0.25, "relu": 1.0, "leaky_relu": 1.0}
"""The largest slope of each g."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One run of a sweep at its end.

    config : set-up; the same run in the Lab gives the same numbers to the last bit.
    iterations : how far it came; short of what was asked only where it diverged.
    cost, test_cost : J on the training and on the test samples.
    accuracy, test_accuracy : 0 to 1.
    at, costs : J after these numbers of updates, evenly thinned; the last is the run's last.
    reached : the first iteration with J at or below the sweep's target, of all; None if none was.
    diverged : why the run ended early: "not_finite" or "above_ceiling" (see `core.training`).
    diagnosis : the code of what `core.diagnosis` says of the run; None where it says nothing.
    gradient_ratio : ||dW[1]|| / ||dW[2]||; nan where dW[2] is 0.
    saturated : the share of hidden units whose g' is next to 0 on nearly all samples.
    parameters : W and b.
    """

    config: Config
    iterations: int
    cost: float
    test_cost: float
    accuracy: float
    test_accuracy: float
    at: NDArray[np.intp]
    costs: Array
    reached: int | None
    diverged: str | None
    diagnosis: str | None
    gradient_ratio: float
    saturated: float
    parameters: Parameters


def cell_of(trained: Trained, target: float | None = None) -> Cell:
    """What is kept of a run; `target` is a J whose first iteration is looked up."""
    run, costs = trained.run, trained.costs
    train, test = run.snapshot.train, run.snapshot.test
    last = len(costs) - 1
    at = np.unique(np.linspace(0, last, min(MOST_COSTS, last + 1)).round().astype(np.intp))
    with np.errstate(all="ignore"):
        found = diagnose(run)
        first, second = (float(np.linalg.norm(train.gradients.dW[l])) for l in (1, 2))
        return Cell(
            config=run.config,
            iterations=run.iteration,
            cost=train.cost,
            test_cost=test.cost,
            accuracy=train.accuracy,
            test_accuracy=test.accuracy,
            at=at,
            costs=costs[at],
            reached=None if target is None else _first_at_most(costs, target),
            diverged=_why(train.cost) if run.diverged else None,
            diagnosis=found.code if found else None,
            gradient_ratio=first / second if second else np.nan,
            saturated=_saturated(train),
            parameters=train.parameters,
        )


def _first_at_most(costs: Array, target: float) -> int | None:
    reached = np.flatnonzero(costs <= target)
    return int(reached[0]) if len(reached) else None


def _why(cost: float) -> str:
    return "above_ceiling" if np.isfinite(cost) else "not_finite"


def _saturated(train: Pass) -> float:
    Z, A = train.cache.Z[1], train.cache.A[1]
    activation = train.config.activation
    slopes = activation_named(activation).derivative(Z, A) / STEEPEST[activation]
    flat = (slopes < SATURATED).mean(axis=1) >= MOSTLY
    return float(flat.mean())


@dataclass(frozen=True, eq=False)
class Group:
    """The cells of one set-up that differ in one field, usually the weight seed.

    cells : every single one, in the order of that field.
    """

    over: str
    cells: tuple[Cell, ...]

    @property
    def config(self) -> Config:
        """The set-up; in the field that differs it has the first cell's value."""
        return self.cells[0].config

    def values(self, measure: str) -> Array:
        """One number of every cell, such as "cost", in their order, (k,)."""
        return np.array([getattr(cell, measure) for cell in self.cells], dtype=float)

    def median(self, measure: str) -> float:
        return float(np.median(self.values(measure)))

    def band(self, measure: str, low: float = 0.25, high: float = 0.75) -> tuple[float, float]:
        """Two quantiles, by default those between which the middle half lies."""
        bounds = np.quantile(self.values(measure), [low, high])
        return float(bounds[0]), float(bounds[1])


def grouped(cells: Iterable[Cell], over: str = "weight_seed") -> list[Group]:
    """The cells that differ only in the field `over` together, groups as they first appear.

    Raises
    ------
    ValueError
        If `over` is no field of a Config.
    """
    names = [field.name for field in fields(Config)]
    if over not in names:
        raise ValueError(f"{over!r} is no field of a config; there are {', '.join(names)}")
    found: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells:
        key = tuple(getattr(cell.config, name) for name in names if name != over)
        found.setdefault(key, []).append(cell)
    return [
        Group(over, tuple(sorted(members, key=lambda cell: getattr(cell.config, over))))
        for members in found.values()
    ]
