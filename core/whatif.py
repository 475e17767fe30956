"""What if a product were written another way? NumPy runs it, and says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.sample import evaluate
from core.types import Array

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


@dataclass(frozen=True)
class Outcome:
    """What came of a line of NumPy.

    kind : "error", "shape" (a wrong shape without an error), "values" or "same".
    operator, left, right : the first product of the line, and the shapes of its factors.
    message : NumPy's words, of an error.
    difference : the largest difference from the right values, where the shape is right.
    """

    code: str
    kind: str
    operator: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    result: Array | None = None
    message: str = ""
    difference: float = 0.0


def run(code: str, namespace: Mapping[str, object], expected: Array) -> Outcome:
    """Run a line, and compare what it gives with the right result."""
    left, operator, right = _product(code, namespace)
    try:
        # An overflow is a value like any other here.
        with np.errstate(all="ignore"):
            result = np.asarray(evaluate(code, namespace))
    except ValueError as error:
        return Outcome(code, "error", operator, left, right, message=str(error))
    if result.shape != expected.shape:
        return Outcome(code, "shape", operator, left, right, result)
    difference = float(np.max(np.abs(result - expected)))
    close = np.allclose(result, expected, rtol=1e-12, atol=1e-15, equal_nan=True)
    kind = "same" if close else "values"
    return Outcome(code, kind, operator, left, right, result, difference=difference)


def _product(
    code: str, namespace: Mapping[str, object]
) -> tuple[tuple[int, ...], str, tuple[int, ...]]:
    found = re.match(r"([\w.]+) ([@*]) ([\w.]+)", code)
    if found is None:
        raise ValueError(f"no product at the start of {code!r}")
    left, operator, right = found.groups()
    return evaluate(left, namespace).shape, operator, evaluate(right, namespace).shape
