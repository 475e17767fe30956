"""Assemble the line: from tiles of operands, transposes and products to a line that NumPy runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.equations import SAMPLE, evaluate, vectorised
from core.types import Array, Name, Shape

TRANSPOSE, MATRIX, ELEMENTWISE, MEAN = "T", "@", "*", "1/m"
MEAN_STATEMENT = 22
"""The statement of the notes that a gradient is a mean."""
OPERATORS = (MATRIX, ELEMENTWISE)
LONGEST = 16
"""So many tiles a line has at most."""
DRAWS = 3
"""Equal on so many random arrays is equal: two different products agree on none by chance."""


@dataclass(frozen=True)
class Task:
    """A quantity to be built.

    name : the quantity, a key of SAMPLE or of the vectorised lines.
    code : a right line.
    operands : the operands on offer, more than are needed.
    statement : the statement of the notes behind the product.
    """

    name: str
    code: str
    operands: tuple[str, ...]
    statement: int

    def reason(self, outcome: "Outcome") -> int:
        """The statement behind an outcome.

        Of a line with a mean it is that of the mean, as soon as the product in it is right.
        """
        product_is_wrong = outcome.verdict in ("shape", "values", "error") and not outcome.factor
        return MEAN_STATEMENT if self.has_mean and not product_is_wrong else self.statement

    @property
    def has_mean(self) -> bool:
        """Whether 1/m stands in the right line."""
        return "1 / m" in self.code

    @property
    def tiles(self) -> tuple[str, ...]:
        """The alphabet: what may stand in the line, each as often as wanted."""
        mean = (MEAN,) if self.has_mean else ()
        return (*self.operands, *mean, TRANSPOSE, *OPERATORS)


def _tasks() -> Mapping[str, Task]:
    many = vectorised(2)
    rows = (
        Task("dW2", SAMPLE["dW2"], ("dz2", "a1", "W2"), 12),
        Task("da1", SAMPLE["da1"], ("dz2", "a1", "W2"), 14),
        Task("dz1", SAMPLE["dz1"], ("da1", "dg1", "x"), 15),
        Task("dW1", SAMPLE["dW1"], ("dz1", "x", "W1"), 17),
        Task("dA1", many["dA1"], ("dZ2", "A1", "W2"), 14),
        Task("dZ1", many["dZ1"], ("dA1", "dG1", "X"), 15),
    )
    means = (
        Task("dW2", many["dW2"], ("dZ2", "A1", "W2"), 12),
        Task("dW1", many["dW1"], ("dZ1", "X", "W1"), 17),
    )
    found = {f"sample_{row.name}" if row.name in SAMPLE else row.name: row for row in rows}
    return found | {row.name: row for row in means}


TASKS: Mapping[str, Task] = _tasks()
"""By a code: of one sample as sample_dW2, of m samples as dW2."""


class Sizes(NamedTuple):
    """The sizes of a task; m is 1 for one sample."""

    n0: int = 3
    n1: int = 4
    n2: int = 1
    m: int = 5


class Outcome(NamedTuple):
    """What came of a line.

    verdict : "right"; "shape" (it runs, with a wrong shape); "values" (the right shape, other
        values); "error" (NumPy raised); "incomplete" (no line yet); "unreadable" (a tile that is
        not on offer, or too many).
    code : the line as NumPy was given it.
    shape, message : of the result; NumPy's words, of an error.
    factor : where the values are the right ones times one number, that number; of a forgotten
        1/m it is m.
    gap : of an incomplete one, the tile after which a product is missing, or "".
    """

    verdict: str
    code: str = ""
    shape: Shape | None = None
    message: str = ""
    factor: float | None = None
    gap: str = ""


def line(task: Task, tiles: Sequence[str]) -> str | None:
    """The tiles as code, from left to right; None as long as they make no line.

    An operand, any number of transposes, then a product with the next one. · and * bind equally
    and to the left, as in Python.
    """
    code, wants_operand = "", True
    for tile in tiles:
        if wants_operand:
            if tile not in (*task.operands, MEAN):
                return None
            code += "(1 / m)" if tile == MEAN else tile
        elif tile == TRANSPOSE:
            if code.endswith(")"):
                return None
            code += ".T"
        elif tile in OPERATORS:
            code += f" {tile} "
        else:
            return None
        wants_operand = tile in OPERATORS
    return None if wants_operand else code


def gap(task: Task, tiles: Sequence[str]) -> str:
    """The first operand or mean that another one follows without a product, or ""."""
    last = ""
    for tile in tiles:
        if tile in (*task.operands, MEAN):
            if last:
                return last
            last = tile
        elif tile in OPERATORS:
            last = ""
    return ""


def build(task: Task, tiles: Sequence[str], sizes: Sizes | None = None, seed: int = 0) -> Outcome:
    """Run what was built on random arrays and compare it with the right line.

    Whatever NumPy proves equal is right: with one sample dz * aᵀ is dz · aᵀ.
    """
    if len(tiles) > LONGEST or not set(tiles) <= set(task.tiles):
        return Outcome("unreadable")
    code = line(task, tiles)
    if code is None:
        return Outcome("incomplete", gap=gap(task, tiles))
    rng = np.random.default_rng(seed)
    pairs = []
    for _ in range(DRAWS):
        names = _arrays(task, sizes or Sizes(), rng)
        try:
            given = np.asarray(evaluate(code, names))
        except ValueError as error:
            return Outcome("error", code, message=str(error))
        pairs.append((given, evaluate(task.code, names)))
    given, right = pairs[0]
    if given.shape != right.shape:
        return Outcome("shape", code, given.shape)
    if all(np.allclose(one, other, rtol=1e-10, atol=1e-12) for one, other in pairs):
        return Outcome("right", code, given.shape)
    return Outcome("values", code, given.shape, factor=_factor(pairs))


def _factor(pairs: Sequence[tuple[Array, Array]]) -> float | None:
    factor = float(pairs[0][0].flat[0] / pairs[0][1].flat[0])
    same = all(np.allclose(given, factor * right, rtol=1e-10) for given, right in pairs)
    return factor if same else None


def shapes(task: Task, sizes: Sizes | None = None) -> Mapping[str, Shape]:
    """The shape of every operand on offer, and of the quantity to be built."""
    sizes = sizes or Sizes()
    return {name: _shape(name, sizes, task) for name in (*task.operands, task.name)}


def _shape(name: str, sizes: Sizes, task: Task) -> Shape:
    kind, l = Name.of(name)
    n = sizes[:3]
    if kind.removeprefix("d") == "W":
        return n[l], n[l - 1]
    # The lines of one sample are those without capitals for what belongs to the samples.
    m = 1 if any(operand.removeprefix("d")[0] in "azx" for operand in task.operands) else sizes.m
    return n[l], m


def _arrays(task: Task, sizes: Sizes, rng: np.random.Generator) -> dict[str, object]:
    found: dict[str, object] = {
        name: rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)
        for name, shape in shapes(task, sizes).items()
    }
    return {**found, "m": sizes.m}
