"""What if a product were written another way? NumPy runs it, and says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.equations import Operand, evaluate, products
from core.types import Array, Shape

WHAT_IFS: Mapping[str, tuple[str, ...]] = {
    "z1": ("W1 * x + b1", "W1.T @ x + b1"),
    "z2": ("W2 * a1 + b2", "W2.T @ a1 + b2"),
    "dz2": ("da2 @ dg2",),
    "dW2": ("dz2 @ a1", "dz2 * a1.T"),
    "da1": ("W2 @ dz2", "W2.T * dz2"),
    "dz1": ("da1 @ dg1",),
    "dW1": ("dz1 @ x", "dz1 * x.T"),
}
"""Other ways to write the step of each name: a transpose dropped or put in, · and * swapped."""


ALSO: Mapping[str, tuple[str, ...]] = {
    "z1": ("W1 @ x - b1",),
    "z2": ("W2 @ z1 + b2",),
    "dW2": ("dz2 @ z1.T", "a1 @ dz2"),
    "da1": ("dz2 @ W2",),
    "dz1": ("da1 * a1",),
    "dW1": ("da1 @ x.T", "x @ dz1.T"),
}
"""Lines that are asked about beside those: they run, and give wrong numbers or a wrong shape."""


@dataclass(frozen=True)
class Outcome:
    """What came of a line of NumPy.

    kind : "error", "shape" (a wrong shape without an error), "values" or "same".
    matrix, left, right : whether the line's product is a matrix product, and its factors' shapes.
    message : NumPy's words, of an error.
    difference : the largest difference from the right values, where the shape is right.
    """

    code: str
    kind: str
    matrix: bool
    left: Shape
    right: Shape
    result: Array | None = None
    message: str = ""
    difference: float = 0.0


def run(code: str, names: Mapping[str, object], expected: Array) -> Outcome:
    """Run a line, and compare what it gives with the right result."""
    factors = products(code)[0]
    product = factors.matrix, _shape(factors.left, names), _shape(factors.right, names)
    try:
        # An overflow is a value like any other here.
        with np.errstate(all="ignore"):
            result = np.asarray(evaluate(code, names))
    except ValueError as error:
        return Outcome(code, "error", *product, message=str(error))
    if result.shape != expected.shape:
        return Outcome(code, "shape", *product, result)
    difference = float(np.max(np.abs(result - expected)))
    close = np.allclose(result, expected, rtol=1e-12, atol=1e-15, equal_nan=True)
    kind = "same" if close else "values"
    return Outcome(code, kind, *product, result, difference=difference)


def _shape(operand: Operand, names: Mapping[str, object]) -> Shape:
    array = np.asarray(names[operand.name.code])
    return array.T.shape if operand.transposed else array.shape
