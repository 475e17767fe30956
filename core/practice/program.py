"""The training program of the bug hunt: one text of keyed lines, both shown and run."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import CodeType
from typing import NamedTuple

import numpy as np

from core.activations import activation_named, sigmoid
from core.equations import UPDATE, vectorised
from core.types import Array

FORWARD = ("Z1", "A1", "Z2", "A2")
BACKWARD = ("dA2", "dZ2", "dW2", "db2", "dA1", "dG1", "dZ1", "dW1", "db1")
"""The keys of the lines of the backward pass, in the order in which they run."""
PARAMETERS = ("W1", "b1", "W2", "b2")
FILE = "<program>"


def _right_lines() -> Mapping[str, str]:
    """The right program's lines by key; those of the equations are `core.equations`' own."""
    equations = {**vectorised(2), "dG1": "g1_prime(Z1)"}
    update = {
        f"{kind}{l} :=": f"{kind}{l} = " + code.replace(kind, f"{kind}{l}")
        for l in (1, 2)
        for kind, code in UPDATE.items()
    }
    return {
        "m": "m = len(samples)",
        "X": "X = samples.T",
        "Y": "Y = labels.reshape(1, m).astype(float)",
        "n": "n0, n1, n2 = len(X), {n1}, 1",
        "alpha": "alpha = {alpha}",
        "scale": "scale = {scale}",
        "rng": "rng = np.random.RandomState({seed})",
        "W1": "W1 = scale * rng.standard_normal((n1, n0))",
        "W2": "W2 = scale * rng.standard_normal((n2, n1))",
        "b1": "b1 = np.zeros((n1, 1))",
        "b2": "b2 = np.zeros((n2, 1))",
        "costs": "costs = []",
        "loop": "for i in range(iterations):",
        **{key: f"{key} = {equations[key]}" for key in FORWARD},
        "L": "L = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
        "J": "J = 1 / m * np.sum(L)",
        "record": "costs.append(J)",
        **{key: f"{key} = {equations[key]}" for key in BACKWARD},
        **update,
    }


RIGHT: Mapping[str, str] = _right_lines()
"""Given to the program from outside: np, samples (m, n[0]), labels (m,), iterations, sigmoid, g1
and g1_prime, which are g[1] and its derivative."""
_KEYS = tuple(RIGHT)
_INDENT = "    "


class Edit(NamedTuple):
    """A line of the program written another way, or, with `before`, moved in front of another."""

    key: str
    code: str
    before: str | None = None


class Line(NamedTuple):
    """One line of a program: its key, and its text with its indentation."""

    key: str
    text: str


@dataclass(frozen=True, eq=False)
class Setup:
    """What a program runs on.

    samples : (m, n[0]) array, one row a sample, as tables have it.
    labels : (m,) array of 0 and 1.
    alpha : the learning rate.
    scale : the standard deviation of the starting weights, which `weight_seed` draws.
    """

    samples: Array
    labels: Array
    n1: int = 4
    alpha: float = 0.3
    activation: str = "tanh"
    scale: float = 0.1
    weight_seed: int = 2


@dataclass(frozen=True)
class Program:
    """The right program with some lines edited; without edits it is the right one.

    n1, alpha, scale, seed : the numbers that stand in its text.
    """

    edits: tuple[Edit, ...] = ()
    n1: int = 4
    alpha: float = 0.3
    scale: float = 0.1
    seed: int = 2

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The program as it is shown, line 1 first."""
        moved = {edit.before: edit for edit in self.edits if edit.before}
        away = {edit.key for edit in moved.values()}
        edited = {edit.key: edit.code for edit in self.edits}
        found = []
        for position, key in enumerate(_KEYS):
            indent = _INDENT if position > _KEYS.index("loop") else ""
            if key in moved:
                found.append(Line(moved[key].key, indent + self.filled(moved[key].code)))
            if key not in away:
                found.append(Line(key, indent + self.filled(edited.get(key, RIGHT[key]))))
        return tuple(found)

    def filled(self, code: str) -> str:
        """A line with the program's numbers in it."""
        numbers = {"n1": self.n1, "alpha": self.alpha, "scale": self.scale, "seed": self.seed}
        for name, number in numbers.items():
            code = code.replace(f"{{{name}}}", repr(number))
        return code

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def number(self, key: str) -> int:
        """The line number of a key, from 1."""
        return 1 + next(i for i, line in enumerate(self.lines) if line.key == key)

    @cached_property
    def parts(self) -> "Parts":
        """The text, compiled: what stands before the loop, and the loop's body in two parts."""
        *before, loop = ast.parse(self.text).body
        body = loop.body if isinstance(loop, ast.For) else []
        forward = self.number("record") - self.number("loop") - 1
        return Parts(_compiled(before), _compiled(body[:forward]), _compiled(body[forward:]))

    @cached_property
    def backward(self) -> CodeType:
        """The lines of the backward pass alone, and whatever was moved between them."""
        first, last = self.number(BACKWARD[0]), self.number(BACKWARD[-1])
        text = "\n" * (first - 1) + "\n".join(
            line.text.removeprefix(_INDENT) for line in self.lines[first - 1 : last]
        )
        return compile(text, FILE, "exec")


class Parts(NamedTuple):
    """A program's code: before the loop; from X to J; and from the record of J to the update."""

    before: CodeType
    forward: CodeType
    rest: CodeType


def _compiled(statements: list[ast.stmt]) -> CodeType:
    return compile(ast.Module(statements, type_ignores=[]), FILE, "exec")


def functions(activation: str) -> dict[str, object]:
    """What a program may call beside NumPy."""
    g, derivative = activation_named(activation)
    return {
        "np": np, "sigmoid": sigmoid, "g1": g,
        "g1_prime": lambda Z: derivative(Z, g(Z)),
    }  # fmt: skip


class Failure(NamedTuple):
    """What stopped a program: NumPy's own words, the line number, and the iteration from 0."""

    message: str
    line: int
    iteration: int


class Running:
    """A program at work, one iteration of its loop a `step`; only the table's own text ever runs.

    names : its variables.
    failure : what stopped it, or None.
    """

    def __init__(self, program: Program, setup: Setup) -> None:
        self._parts = program.parts
        self.iteration = 0
        self.failure: Failure | None = None
        self.names: dict[str, object] = {
            "samples": setup.samples, "labels": setup.labels, **functions(setup.activation),
        }  # fmt: skip
        self._run(self._parts.before)

    def array(self, name: str) -> Array | None:
        """A variable as an array, or None where the program has none of that name."""
        value = self.names.get(name)
        return None if value is None else np.asarray(value)

    @property
    def costs(self) -> list[float]:
        """J of every iteration that was finished so far."""
        found = self.names.get("costs")
        return [float(cost) for cost in found] if isinstance(found, list) else []

    def step(self) -> bool:
        """One iteration; whether it came to its end."""
        done = self.failure is None and self._run(self._parts.forward)
        done = done and self._run(self._parts.rest)
        self.iteration += 1
        return done

    def cost_with(self, name: str, value: Array) -> float:
        """The program's own J in this iteration if one parameter had another value."""
        names = {**self.names, name: value}
        with np.errstate(all="ignore"):
            exec(self._parts.forward, names)
        return float(np.asarray(names["J"]).item())

    def _run(self, code: CodeType) -> bool:
        try:
            # A faulty program may overflow; that is a value here, not a warning.
            with np.errstate(all="ignore"):
                exec(code, self.names)
        except (ValueError, TypeError, ArithmeticError, LookupError, NameError) as error:
            self.failure = Failure(str(error), _line_of(error), self.iteration)
        return self.failure is None


def _line_of(error: Exception) -> int:
    """The line of the program's text on which an error arose."""
    return next((line for file, line in _frames(error) if file == FILE), 0)


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def program_for(setup: Setup, edits: tuple[Edit, ...] = ()) -> Program:
    """The program whose text holds a set-up's numbers."""
    return Program(edits, setup.n1, setup.alpha, setup.scale, setup.weight_seed)
