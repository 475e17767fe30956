"""By hand: a network 2-2-1 with numbers that a person can compute, up to J after the update."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.activations import activation_named, sigmoid
from core.equations import UPDATE, evaluate, operands, vectorised
from core.practice.slips import slips_of
from core.types import Array, Shape

DECIMALS = 3
"""Answers are asked to so many decimals; a[1] = tanh(z) and a[2] need a calculator or a table."""
TOLERANCE = 0.002
"""Four times the rounding asked for: the numbers one goes on with were rounded themselves."""
TOLERANCE_OF_J = 0.005
"""The logarithm stretches the rounding of a[2] by up to 1 / (1 - a[2]), here 8."""
LARGEST_Z1: Mapping[str, float] = {"tanh": 2.0, "relu": 6.0}
LARGEST_Z2 = 2.0
ATTEMPTS = 4000

_X = np.array([-2.0, -1.0, 1.0, 2.0])
_Y = np.array([0.0, 1.0])
_W = np.array([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5])
_B = np.array([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5])
_ALPHA = np.array([0.1, 0.2, 0.5])

_LINES = vectorised(2)
_J = "-1 / m * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))"
_FORWARD = ("Z1", "A1", "Z2", "A2")
PARAMETERS = ("W1", "b1", "W2", "b2")
STEPS: Mapping[str, str] = {
    **{name: _LINES[name] for name in _FORWARD},
    "J": _J,
    **{name: _LINES[name] for name in ("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")},
    **{
        f"{name} :=": UPDATE[name[0]].replace(name[0], name)
        for name in PARAMETERS
    },
    "J :=": _J,
}  # fmt: skip
"""What is computed in each step, in order. "W1 :=" is W[1] after the update, "J :=" J with it."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "forward": ("Z1", "A1", "Z2", "A2", "J"),
    "backward": ("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"),
    "update": ("W1 :=", "b1 :=", "W2 :=", "b2 :=", "J :="),
}
STATEMENTS: Mapping[str, int] = {
    "Z1": 6, "A1": 6, "Z2": 6, "A2": 6, "J": 20, "dZ2": 10, "dW2": 12, "db2": 12, "dA1": 14,
    "dZ1": 15, "dW1": 17, "db1": 17, "W1 :=": 25, "b1 :=": 25, "W2 :=": 25, "b2 :=": 25, "J :=": 26,
}  # fmt: skip
"""The statement of the notes behind each step for one sample; `statement` knows of more."""
MEANS = ("dW1", "db1", "dW2", "db2")
"""Gradients that are a mean as soon as there are several samples."""
MEAN = 22
"""The statement that says so."""

Values = Mapping[str, Array]


def statement(step: str, m: int) -> int:
    """The statement of the notes behind a step with m samples."""
    return MEAN if m > 1 and step in MEANS else STATEMENTS[step]


@dataclass(frozen=True, eq=False)
class Task:
    """The numbers that are given.

    given : X (2, m), Y (1, m), W1 (2, 2), b1 (2, 1), W2 (1, 2) and b2 (1, 1).
    """

    given: Values
    alpha: float
    activation: str

    @property
    def m(self) -> int:
        """The number of samples, 1 or 2."""
        m: int = self.given["X"].shape[1]
        return m

    @cached_property
    def solution(self) -> Values:
        """Every step's exact values; J is (1, 1) here as well, so that every step is a grid."""
        found: dict[str, Array] = {}
        for step in STEPS:
            found[step] = self.compute(step, found)
        return found

    def shape(self, step: str) -> Shape:
        """How many rows and columns a step has to be filled in."""
        return self.solution[step].shape

    def compute(self, step: str, done: Values) -> Array:
        """A step's values, from the steps that are done."""
        return _run(STEPS[step], self._names(step, done))

    def slips(self, step: str, done: Values) -> Values:
        """What the usual slips give in a step, by code; those that give the right number too."""
        names, shape = self._names(step, done), self.shape(step)
        found = {slip: _run(code, names) for slip, code in slips_of(step, self.activation).items()}
        return {slip: value for slip, value in found.items() if value.shape == shape}

    def _names(self, step: str, done: Values) -> dict[str, object]:
        """What the lines of a step may use.

        J after the update is that of the forward pass with the new parameters.
        """
        g, derivative = activation_named(self.activation)
        names: dict[str, object] = {"np": np, "sigmoid": sigmoid, "g1": g}
        names |= {"m": self.m, "alpha": self.alpha, **self.given, **done}
        if "A1" in done:
            names["dG1"] = derivative(done["Z1"], done["A1"])
        if step == "J :=":
            names |= {name: done[f"{name} :="] for name in PARAMETERS}
            for name in _FORWARD:
                names[name] = _run(_LINES[name], names)
        return names

    def worked(self, step: str) -> "Worked":
        """The worked solution of a step.

        J after the update has a forward pass of its own, whose matrices come first.
        """
        names = self._names(step, self.solution)
        again = _FORWARD if step == "J :=" else ()
        needed = [*again, *(operand.name.code for operand in operands(STEPS[step]))]
        found = {name: np.asarray(names[name]) for name in dict.fromkeys(needed) if name in names}
        return Worked(step, STEPS[step], found, self.solution[step])


def _run(code: str, names: Mapping[str, object]) -> Array:
    """A line as a grid; a learner's own values may take it to infinity."""
    with np.errstate(all="ignore"):
        return np.atleast_2d(np.asarray(evaluate(code, names), dtype=float))


@dataclass(frozen=True, eq=False)
class Worked:
    """A step with its line, what goes into it, and what comes out."""

    step: str
    code: str
    operands: Values
    value: Array


def tolerance(step: str) -> float:
    """How far an entry may be off."""
    return TOLERANCE_OF_J if step.startswith("J") else TOLERANCE


def task(seed: int, m: int | None = None, activation: str | None = None) -> Task:
    """The task of a seed.

    m : 1 or 2; drawn if not given.
    activation : "tanh" or "relu"; drawn if not given.

    Raises
    ------
    RuntimeError
        If ATTEMPTS draws bring no fit numbers, which no seed below 10,000 needs.
    """
    rng = np.random.default_rng([seed, 15])
    m = int(rng.integers(1, 3)) if m is None else m
    activation = ("tanh", "relu")[rng.integers(2)] if activation is None else activation
    for _ in range(ATTEMPTS):
        drawn = _draw(rng, m, activation)
        if _is_fit(drawn):
            return drawn
    raise RuntimeError(f"no task for seed {seed}")


def _draw(rng: np.random.Generator, m: int, activation: str) -> Task:
    def some(numbers: Array, *shape: int) -> Array:
        # Many draws are thrown away, and rng.choice takes three times as long.
        drawn: Array = numbers[rng.integers(len(numbers), size=shape)]
        return drawn

    given = {
        "X": some(_X, 2, m), "Y": some(_Y, 1, m), "W1": some(_W, 2, 2), "b1": some(_B, 2, 1),
        "W2": some(_W, 1, 2), "b2": some(_B, 1, 1),
    }  # fmt: skip
    return Task(given, some(_ALPHA).item(), activation)


def _is_fit(drawn: Task) -> bool:
    """Whether samples differ, numbers stay small, no unit is at the kink, no slip like another."""
    X, W1, b1 = (drawn.given[name] for name in ("X", "W1", "b1"))
    if hides_a_transpose(X, W1):
        return False
    Z1 = W1 @ X + b1
    # Of the same sample twice, the mean over the samples would teach nothing.
    if drawn.m > 1 and np.array_equal(X[:, 0], X[:, 1]):
        return False
    if np.abs(Z1).min() == 0 or np.abs(Z1).max() > LARGEST_Z1[drawn.activation]:
        return False
    if not (Z1 > 0).any(axis=0).all():
        return False
    solution = drawn.solution
    if np.abs(solution["Z2"]).max() > LARGEST_Z2:
        return False
    # A dW[1] that is its own transpose would be right even where rows and columns were confused.
    dW1 = solution["dW1"]
    if np.abs(dW1 - dW1.T).max() <= 2 * tolerance("dW1"):
        return False
    return not any(confused(drawn, step) for step in STEPS)


def hides_a_transpose(X: Array, W1: Array) -> bool:
    """Whether rows and columns can be confused in W[1] X without another number coming out.

    So it is with equal rows or columns in W[1], with a symmetric W[1], and with a sample whose two
    entries are equal.
    """
    rows, columns = (bool((pair[0] == pair[1]).all()) for pair in (W1, W1.T))
    return rows or columns or bool(W1[0, 1] == W1[1, 0]) or bool((X[0] == X[1]).any())


def confused(drawn: Task, step: str) -> bool:
    """Whether two slips of a step that change its numbers cannot be told apart."""
    right, near = drawn.solution[step], 2 * tolerance(step)
    slips = list(drawn.slips(step, drawn.solution).values())
    for i, slip in enumerate(slips):
        changed = np.abs(slip - right) > tolerance(step)
        if changed.any() and any(
            bool((np.abs(slip - other)[changed] <= near).all()) for other in slips[:i]
        ):
            return True
    return False
