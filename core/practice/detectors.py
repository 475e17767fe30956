"""The detectors of the bug hunt: each runs a program and says whether it shows that it is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from core.checks import central_difference, relative_error
from core.data.sources import make_dataset
from core.network import Parameters
from core.practice.program import PARAMETERS, Edit, Failure, Program, Running, Setup, program_for
from core.training import train
from core.types import Array, Shape

ERROR_ITERATIONS = 3
OFF = 1e-5
"""A relative error above this is no rounding: the check's own is about 1e-8."""
NOTHING = 1e-8
"""A difference of two gradients below this is rounding of J, whatever part of them it is: from a
start at zero a gradient of 0 is compared with 1e-12."""
CURVE_ITERATIONS, REFERENCE_ITERATIONS = 200, 50
RISES = 0.1
"""J may rise in so large a part of the steps: a large α overshoots now and then."""
FELL = 0.9
"""J must end below this part of its first value, or it has not learned."""
START = 3.0
"""J of small weights is about log 2; a first J this many times larger or smaller is no mean."""
SAME = 1e-6
"""Two runs agree when J differs by no more than this part at every iteration."""


@dataclass(frozen=True)
class Verdict:
    """What a detector found.

    outcome : "passes"; "rejects"; or "cannot" where the program ended or has shapes that leave
        nothing to compare.
    numbers : what it was judged by.
    names : the quantities at fault.
    failure : what stopped the program, if it was stopped.
    blind : whether it rejects the right program on these data as well, and so cannot tell.
    """

    outcome: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    failure: Failure | None = None
    blind: bool = False

    @property
    def rejects(self) -> bool:
        return self.outcome == "rejects"


def fixture(seed: int = 1, n1: int = 4) -> Setup:
    """The set-up that is shipped with the faults: 30 samples of the blobs, n[0] = 2."""
    data = make_dataset("blobs", 30, noise=0.3, seed=seed)
    return Setup(data.X.T, data.Y[0], n1=n1, alpha=0.3, weight_seed=seed + 6)


def error(program: Program, setup: Setup) -> Verdict:
    """Does NumPy stop it?"""
    running = Running(program, setup)
    while running.iteration < ERROR_ITERATIONS and running.step():
        pass
    return Verdict("rejects" if running.failure else "passes", failure=running.failure)


def shape(program: Program, setup: Setup) -> Verdict:
    """After one iteration, has every array the shape of the dimension rules?"""
    running = Running(program, setup)
    running.step()
    wrong = []
    for name, rule in _rules(setup).items():
        array = running.array(name)
        if array is not None and array.shape != rule:
            wrong.append(name)
    if wrong:
        return Verdict("rejects", names=tuple(wrong), failure=running.failure)
    return Verdict("cannot" if running.failure else "passes", failure=running.failure)


def _rules(setup: Setup) -> Mapping[str, Shape]:
    (m, n0), n1, n2 = setup.samples.shape, setup.n1, 1
    rules: dict[str, Shape] = {
        "W1": (n1, n0), "b1": (n1, 1), "W2": (n2, n1), "b2": (n2, 1),
        "Z1": (n1, m), "A1": (n1, m), "Z2": (n2, m), "A2": (n2, m),
    }  # fmt: skip
    gradients = {f"d{name}": rule for name, rule in rules.items()}
    return {"X": (n0, m), "Y": (n2, m), **rules, **gradients}


def gradient_check(program: Program, setup: Setup) -> Verdict:
    """Are the program's dW and db the differences of the program's own J?"""
    running = Running(program, setup)
    numerical = _differences(running) if running.failure is None else {}
    if not running.step() or not numerical:
        # Without gradients of J's own parameters there is nothing to compare.
        return Verdict("cannot", failure=running.failure)
    numbers: dict[str, float] = {}
    wrong = []
    for name, expected in numerical.items():
        given = running.array(f"d{name}")
        if given is None or given.shape != expected.shape:
            return Verdict("cannot", names=(f"d{name}",))
        off = relative_error(given, expected)
        numbers[f"d{name}"] = off
        if off > OFF and float(np.max(np.abs(given - expected))) > NOTHING:
            wrong.append(f"d{name}")
    return Verdict("rejects" if wrong else "passes", numbers, tuple(wrong))


def _differences(running: Running) -> Mapping[str, Array]:
    found = {}
    for name in PARAMETERS:
        at = running.array(name)
        if at is not None:

            def cost(value: Array, name: str = name) -> float:
                return running.cost_with(name, value)

            try:
                found[name] = central_difference(cost, at)
            except (ValueError, TypeError, NameError):
                # The forward pass itself cannot run; the step that follows meets the same error.
                return {}
    return found


def cost_curve(program: Program, setup: Setup) -> Verdict:
    """Does J begin near log 2, fall, and go on falling?"""
    running = Running(program, setup)
    while running.iteration < CURVE_ITERATIONS and running.step():
        pass
    if running.failure:
        return Verdict("cannot", failure=running.failure)
    costs = np.array(running.costs)
    with np.errstate(invalid="ignore"):
        rises = float(np.mean(np.diff(costs) > 0))
    numbers = {"first": float(costs[0]), "last": float(costs[-1]), "rises": rises}
    fell = bool(np.isfinite(costs).all()) and costs[-1] < FELL * costs[0]
    begins = np.log(2) / START < costs[0] < np.log(2) * START
    return Verdict("passes" if fell and begins and rises <= RISES else "rejects", numbers)


def reference(program: Program, setup: Setup) -> Verdict:
    """Is J at every iteration what `core.training.train` gets from the same start?"""
    running = Running(program, setup)
    while running.iteration < REFERENCE_ITERATIONS and running.step():
        pass
    if running.failure:
        return Verdict("cannot", failure=running.failure)
    expected, given = reference_costs(setup, REFERENCE_ITERATIONS), np.array(running.costs)
    difference = np.abs(given - expected) / expected
    # The comparison is also false for NaN.
    differs = ~(difference <= SAME)
    numbers = {"difference": float(np.max(difference)), "at": float(np.argmax(differs))}
    return Verdict("rejects" if differs.any() else "passes", numbers)


def reference_costs(setup: Setup, iterations: int) -> Array:
    """J after 0, 1, ... updates of the Lab's own training, from the right program's start."""
    start = Running(program_for(setup), setup)
    W1, b1, W2, b2 = (np.asarray(start.names[name], dtype=float) for name in PARAMETERS)
    _, costs = train(
        Parameters({1: W1, 2: W2}, {1: b1, 2: b2}), setup.samples.T, setup.labels.reshape(1, -1),
        activation=setup.activation, learning_rate=setup.alpha, iterations=iterations,
    )  # fmt: skip
    return costs


Detector = Callable[[Program, Setup], Verdict]
DETECTORS: Mapping[str, Detector] = {
    "error": error,
    "shape": shape,
    "gradient_check": gradient_check,
    "cost_curve": cost_curve,
    "reference": reference,
}
"""In the order of what they cost: an error comes by itself, a reference run needs right code."""


def verdicts(edits: tuple[Edit, ...], setup: Setup) -> Mapping[str, Verdict]:
    """Every detector's verdict on the right program with some edits."""
    program = program_for(setup, edits)
    return {name: detect(program, setup) for name, detect in DETECTORS.items()}
