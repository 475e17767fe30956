"""What the numbers of a run say about it: the first of a list of conditions that it meets."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from core.training import Run
from core.types import Array

LOOK_BACK = 50
"""So many of the latest updates are looked at."""
FEWEST = 10
"""Before so many updates nothing is said."""
RISES = 3
"""J rising so often in the latest updates is no accident of rounding."""
SAME = 1e-6
"""Units whose weights differ by no more than this part of the largest are the same unit."""
SATURATED, MOSTLY = 0.01, 0.95
"""A unit is saturated where g' is below this part of its largest value on so many samples."""
VANISHING = 0.01
"""dW[1] this much smaller than dW[2] hardly moves the first layer."""
WORSE = 1.02
"""Test J this many times its least value has turned upwards."""
STILL = 1e-4
"""J changing by no more than this part of itself over the latest updates stands still."""
GUESSING = 0.99
"""J above this part of what the classes' shares alone would cost is no better than guessing."""


class Diagnosis(NamedTuple):
    """A condition by its code, the numbers that made it so, and how serious it is.

    severity : "good", "note" or "warning".
    """

    code: str
    numbers: Mapping[str, float]
    severity: str


def diagnose(run: Run) -> Diagnosis | None:
    """The most telling condition that a run is in at its end.

    The codes are those of CONDITIONS, of which the first that holds is given. None before there is
    anything to say, and for a run that diverged.
    """
    if run.diverged or run.iteration < FEWEST or len(run.recent) <= FEWEST:
        return None
    for code, condition in CONDITIONS.items():
        numbers = condition(run)
        if numbers is not None:
            return Diagnosis(code, numbers, SEVERITY.get(code, "warning"))
    return None


def _latest(run: Run) -> Array:
    """J before and after each of the latest updates."""
    return np.array(run.recent[-LOOK_BACK - 1 :])


def _zero_weights(run: Run) -> Mapping[str, float] | None:
    W, dW = run.snapshot.train.parameters.W, run.snapshot.train.gradients.dW
    if any(np.any(weights) for weights in W.values()):
        return None
    return {f"dW{l}": float(np.linalg.norm(dW[l])) for l in W}


def _identical(run: Run) -> Mapping[str, float] | None:
    """Every hidden unit has the same weights in, bias and weights out, up to rounding."""
    parameters = run.snapshot.train.parameters
    units = np.hstack([parameters.W[1], parameters.b[1], parameters.W[2].T])
    spread = float(np.abs(units - units[:1]).max())
    if len(units) < 2 or spread > SAME * np.abs(units).max():
        return None
    return {"n1": len(units), "spread": spread}


def _overshooting(run: Run) -> Mapping[str, float] | None:
    changes = np.diff(_latest(run))
    rose = int((changes > 0).sum())
    if rose < RISES or _stands_still(run) is not None:
        return None
    return {"rose": rose, "of": len(changes), "alpha": run.now.learning_rate}


def _dead(run: Run) -> Mapping[str, float] | None:
    """Units of relu that give 0 for every sample, and so have no gradient."""
    if run.config.activation != "relu":
        return None
    dead = int((run.snapshot.train.cache.Z[1] <= 0).all(axis=1).sum())
    return {"dead": dead, "n1": run.config.n1} if dead else None


def _saturated(run: Run) -> Mapping[str, float] | None:
    """Units whose g' is next to 0 on nearly all samples."""
    A = run.snapshot.train.cache.A[1]
    slopes = {"tanh": 1 - A**2, "sigmoid": 4 * A * (1 - A)}.get(run.config.activation)
    if slopes is None:
        return None
    flat = int(((slopes < SATURATED).mean(axis=1) >= MOSTLY).sum())
    return {"flat": flat, "n1": run.config.n1} if flat else None


def _guessing(run: Run) -> float:
    """J of an output that says the share of y = 1 for every sample: the entropy of the labels."""
    p = run.dataset.Y.mean(axis=1)
    p = p[(p > 0) & (p < 1)]
    return float(-(p * np.log(p) + (1 - p) * np.log(1 - p)).sum())


def _plateau(run: Run) -> Mapping[str, float] | None:
    guess, cost = _guessing(run), run.snapshot.train.cost
    return {"cost": cost, "guess": guess} if cost > GUESSING * guess else None


def _overfitting(run: Run) -> Mapping[str, float] | None:
    """Test J has turned upwards while J went on falling."""
    test, cost = (run.history.measure(name) for name in ("test_cost", "cost"))
    least = int(np.argmin(test))
    now = run.snapshot
    if now.test.cost <= WORSE * test[least] or now.train.cost >= cost[least]:
        return None
    return {
        "least": float(test[least]), "at": run.history.iterations[least],
        "test_cost": now.test.cost, "was": float(cost[least]), "cost": now.train.cost,
    }  # fmt: skip


def _vanishing(run: Run) -> Mapping[str, float] | None:
    first, second = (float(np.linalg.norm(run.snapshot.train.gradients.dW[l])) for l in (1, 2))
    return {"ratio": first / second} if second and first < VANISHING * second else None


def _stands_still(run: Run) -> Mapping[str, float] | None:
    costs = _latest(run)
    change = float(np.ptp(costs))
    if len(costs) <= LOOK_BACK or change > STILL * costs[-1]:
        return None
    return {"change": change, "of": LOOK_BACK}


def _fine(run: Run) -> Mapping[str, float] | None:
    costs = _latest(run)
    return {"before": float(costs[0]), "cost": float(costs[-1]), "of": len(costs) - 1}


CONDITIONS: Mapping[str, Callable[[Run], Mapping[str, float] | None]] = {
    "zero_weights": _zero_weights,
    "identical": _identical,
    "overshooting": _overshooting,
    "dead": _dead,
    "saturated": _saturated,
    "vanishing": _vanishing,
    "plateau": _plateau,
    "overfitting": _overfitting,
    "converged": _stands_still,
    "fine": _fine,
}
"""In the order in which they are asked for: what explains the others comes first."""

SEVERITY: Mapping[str, str] = {"fine": "good", "converged": "good", "plateau": "note"}
"""How serious a condition is, where it is no warning."""
