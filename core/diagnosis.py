"""What the numbers of a run say about it: the first of a list of conditions that it meets.

A condition looks back no further than the last change of α or m: J of other samples, or of another
step, says nothing about the present ones.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from core.training import Run
from core.types import Array

Numbers = Mapping[str, int | float]

LOOK_BACK = 50
"""So many of the latest updates are looked at."""
FEWEST = 10
"""After fewer updates nothing is said."""
RISES, VISIBLE = 3, 0.02
"""Steps overshoot where J rose so often, and once by this part of itself: a rise one can see."""
SAME = 1e-6
"""Units whose weights differ by no more than this part of the largest are the same unit."""
SATURATED, MOSTLY = 0.01, 0.95
"""A unit is saturated where g' is below this part of its largest value on so many samples."""
VANISHING = 0.01
"""dW[1] this much smaller than dW[2] hardly moves the first layer."""
WORSE = 1.02
"""Test J this many times its least value has turned upwards."""
LOOKED_AT = 160
"""So many records are looked at for the least test J: to make a measure takes a pass."""
STILL = 1e-4
"""J changing by no more than this part of itself over the latest updates stands still."""
SLOW = 0.01
"""J falling by less than this part of itself over the latest updates falls slowly."""
SHORT = 0.3
"""An α up to this makes short steps on standardised data."""
CLEARLY = 0.05
"""A share of right labels this much above a guess's is clearly above it."""
GUESSING = 0.99
"""J above this part of what the classes' shares alone would cost is no better than guessing."""
GOOD = 0.95
"""The share of right labels from which on nothing needs to be mended."""
FEW_UNITS, LONG = 3, 500
"""A network with so few units that stands still after so many updates has too few."""


class Diagnosis(NamedTuple):
    """A condition by its code, the numbers that made it so, and how serious it is.

    severity : "good", "note" or "warning".
    """

    code: str
    numbers: Numbers
    severity: str


def diagnose(run: Run) -> Diagnosis | None:
    """The most telling condition that a run is in at its end.

    The codes are those of CONDITIONS, of which the first that holds is given. None before there is
    anything to say, and for a run that diverged.
    """
    if run.diverged or len(latest(run)) <= FEWEST:
        return None
    for code, (severity, condition) in CONDITIONS.items():
        numbers = condition(run)
        if numbers is not None:
            return Diagnosis(code, numbers, severity)
    return None


def changed_at(run: Run) -> int:
    """The iteration of the last change of α or m, or 0."""
    return max((change.iteration for change in run.changes), default=0)


def latest(run: Run) -> Array:
    """J before and after each of the latest updates since the last change."""
    updates = min(LOOK_BACK, run.iteration - changed_at(run), len(run.recent) - 1)
    return np.array(run.recent[len(run.recent) - 1 - updates :])


def guess(run: Run) -> tuple[float, float]:
    """J and the share of right labels of an output that knows only the classes' shares."""
    p = float(run.dataset.Y.mean())
    shares = np.array([share for share in (p, 1 - p) if share > 0])
    return float(-(shares * np.log(shares)).sum()), max(p, 1 - p)


def _one_class(run: Run) -> Numbers | None:
    if np.ptp(run.dataset.Y):
        return None
    return {"m": run.snapshot.train.m, "y": int(run.dataset.Y.flat[0])}


def _zero_weights(run: Run) -> Numbers | None:
    """With A[1] = 0 the gradient dW[2] is 0, and with W[2] = 0 so is dW[1]."""
    of = run.snapshot.train
    W, dW = of.parameters.W, of.gradients.dW
    if len(W) < 2 or np.any(of.cache.A[1]) or any(np.any(W[l]) or np.any(dW[l]) for l in W):
        return None
    return {f"dW{l}": float(np.linalg.norm(dW[l])) for l in W}


def _identical(run: Run) -> Numbers | None:
    """Every hidden unit has the same weights in, bias and weights out, up to rounding."""
    parameters = run.snapshot.train.parameters
    if len(parameters.W) < 2:
        return None
    units = np.hstack([parameters.W[1], parameters.b[1], parameters.W[2].T])
    spread = float(np.abs(units - units[:1]).max())
    if len(units) < 2 or spread > SAME * np.abs(units).max():
        return None
    return {"n1": len(units), "spread": spread}


def _overshooting(run: Run) -> Numbers | None:
    costs = latest(run)
    rose = int((np.diff(costs) > 0).sum())
    # The largest rise is from a valley to any later peak.
    largest = float((costs - np.minimum.accumulate(costs)).max())
    if rose < RISES or largest < VISIBLE * costs.min():
        return None
    return {
        "rose": rose, "of": len(costs) - 1, "largest": largest, "alpha": run.now.learning_rate
    }  # fmt: skip


def _good(run: Run) -> bool:
    return run.snapshot.train.accuracy >= GOOD


def _dead(run: Run) -> Numbers | None:
    """Units of relu that give 0 for every sample, and so have no gradient."""
    if run.config.activation != "relu" or _good(run) or len(run.snapshot.train.parameters.W) < 2:
        return None
    dead = int((run.snapshot.train.cache.Z[1] <= 0).all(axis=1).sum())
    return {"dead": dead, "n1": len(run.snapshot.train.cache.Z[1])} if dead else None


def _saturated(run: Run) -> Numbers | None:
    """Units whose g' is next to 0 on nearly all samples."""
    A = run.snapshot.train.cache.A[1]
    slopes = {"tanh": 1 - A**2, "sigmoid": 4 * A * (1 - A)}.get(run.config.activation)
    if slopes is None or _good(run) or len(run.snapshot.train.parameters.W) < 2:
        return None
    flat = int(((slopes < SATURATED).mean(axis=1) >= MOSTLY).sum())
    return {"flat": flat, "n1": len(A)} if flat else None


def _vanishing(run: Run) -> Numbers | None:
    dW = run.snapshot.train.gradients.dW
    if len(dW) < 2 or _good(run):
        return None
    first, second = (float(np.linalg.norm(dW[l])) for l in (1, 2))
    return {"ratio": first / second} if second and first < VANISHING * second else None


def _plateau(run: Run) -> Numbers | None:
    blind, cost = guess(run)[0], run.snapshot.train.cost
    return {"cost": cost, "guess": blind} if cost > GUESSING * blind else None


def _overfitting(run: Run) -> Numbers | None:
    """Test J has turned upwards since the last change while J went on falling."""
    now = run.snapshot
    # A network that is right no more often than a guess has learned nothing too well.
    if now.test.cost <= now.train.cost or now.train.accuracy <= guess(run)[1]:
        return None
    first = changed_at(run)
    records = run.history.records
    since = bisect_left(records, first, key=lambda record: record.iteration)
    if since == len(records):
        return None
    at = run.history.spread(LOOKED_AT, since)
    test, cost = (run.history.measure(name, at) for name in ("test_cost", "cost"))
    least = int(np.argmin(test))
    turned = now.test.cost > WORSE * test[least] and now.train.cost < cost[least]
    if not turned:
        return None
    return {
        "least": float(test[least]), "at": run.history.iterations[at[least]],
        "test_cost": now.test.cost, "was": float(cost[least]), "cost": now.train.cost,
    }  # fmt: skip


def _stands_still(run: Run) -> Numbers | None:
    """J hardly changes, and would not with longer steps either: the gradient is next to 0, too."""
    costs = latest(run)
    change = float(np.ptp(costs))
    if len(costs) <= LOOK_BACK or change > STILL * costs[-1]:
        return None
    alpha = run.now.learning_rate
    if change * max(1.0, 1.0 / alpha) > STILL * costs[-1]:
        return None
    return {"change": change, "of": LOOK_BACK, "cost": float(costs[-1])}


def _too_few(run: Run) -> Numbers | None:
    """Few units, J that hardly falls any more, and many samples still labelled wrongly."""
    costs, n1 = latest(run), len(run.snapshot.train.parameters.b[1])
    slow = costs[0] - costs[-1] < SLOW * costs[-1]
    long = run.iteration - changed_at(run) >= LONG and run.now.learning_rate >= 0.1
    if n1 > FEW_UNITS or not slow or not long or _good(run):
        return None
    return {"n1": n1, "accuracy": run.snapshot.train.accuracy, "cost": float(costs[-1])}


def _late(run: Run) -> Numbers | None:
    """J falls slowly, however long the steps are."""
    costs = latest(run)
    fall = float(costs[0] - costs[-1])
    if not 0 < fall < SLOW * costs[-1] or _good(run):
        return None
    share = run.snapshot.train.accuracy
    return {"fall": fall, "of": len(costs) - 1, "cost": float(costs[-1]), "accuracy": share}


def _slow(run: Run) -> Numbers | None:
    """J falls slowly in short steps, and has not risen once: longer ones are possible."""
    found, alpha = _late(run), run.now.learning_rate
    if found is None or alpha > SHORT or np.any(np.diff(latest(run)) > 0):
        return None
    return {**found, "alpha": alpha}


def _fine(run: Run) -> Numbers | None:
    """J falls usefully, or nearly all is right; and more is right than a guess would have."""
    costs, share, blind = latest(run), run.snapshot.train.accuracy, guess(run)[1]
    falls = costs[0] - costs[-1] >= SLOW * costs[-1]
    if not (falls or (_good(run) and costs[-1] <= costs[0])) or share < blind + CLEARLY:
        return None
    return {**_progress(run), "blind": blind}


def _progress(run: Run) -> Numbers:
    costs = latest(run)
    return {
        "before": float(costs[0]), "cost": float(costs[-1]), "of": len(costs) - 1,
        "accuracy": run.snapshot.train.accuracy,
    }  # fmt: skip


CONDITIONS: Mapping[str, tuple[str, Callable[[Run], Numbers | None]]] = {
    "one_class": ("note", _one_class),
    "zero_weights": ("warning", _zero_weights),
    "identical": ("warning", _identical),
    "overshooting": ("warning", _overshooting),
    "dead": ("warning", _dead),
    "saturated": ("warning", _saturated),
    "vanishing": ("warning", _vanishing),
    "plateau": ("note", _plateau),
    "too_few": ("note", _too_few),
    "overfitting": ("warning", _overfitting),
    "converged": ("good", _stands_still),
    "slow": ("note", _slow),
    "late": ("note", _late),
    "fine": ("good", _fine),
    "progress": ("note", _progress),
}
"""How serious each is, in the order of asking: what explains others comes first."""
