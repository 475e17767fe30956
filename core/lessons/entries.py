"""One entry of a line of the pass, opened: the terms whose sum it is."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.equations import Factors, Operand, operand, operands, products, tree
from core.types import Array


@dataclass(frozen=True, eq=False)
class Entry:
    """Entry (i, j) of a line's result, counted from 0.

    factors : what is multiplied; None where a line only sums along an axis.
    left, right : (k,), the factors of the k terms; `right` is empty where nothing is multiplied.
    divisor : what the sum is divided by: m for a mean, else 1.
    added : what is added in the end, such as b's entry; None where nothing is.
    value : the entry itself.
    """

    i: int
    j: int
    factors: Factors | None
    left: Array
    right: Array
    divisor: int
    added: float | None
    value: float

    @property
    def terms(self) -> Array:
        """The products, (k,), or what is summed."""
        return self.left * self.right if self.right.size else self.left

    @property
    def sum(self) -> float:
        """What the terms come to, with all that the line does to their sum."""
        return float(self.terms.sum()) / self.divisor + (self.added or 0.0)


def can_be_opened(code: str) -> bool:
    """Whether a line multiplies two matrices or sums one along an axis."""
    return bool(products(code)) or "np.sum(" in code


def opened(code: str, values: Mapping[str, Array], result: Array, i: int, j: int) -> Entry:
    """An entry of a line's result, from the matrices that the line names.

    Parameters
    ----------
    code : str
        A line of `core.equations` that can be opened.
    values : mapping
        The matrices by their names in code.
    result : (rows, columns) array
        What the line gives.
    i, j : int
        The entry, counted from 0.

    Raises
    ------
    ValueError
        If the result has no such entry, or the line cannot be opened.
    """
    if not (0 <= i < result.shape[0] and 0 <= j < result.shape[1]):
        raise ValueError(f"there is no entry ({i + 1}, {j + 1}) of {result.shape}")
    if not can_be_opened(code):
        raise ValueError(f"{code!r} neither multiplies nor sums")
    found = products(code)
    if found:
        factors = found[0]
        left, right = (_array(part, values) for part in (factors.left, factors.right))
        if factors.matrix:
            pair = left[i, :], right[:, j]
        else:
            pair = left[i : i + 1, j], right[i : i + 1, j]
    else:
        factors, (summed,) = None, operands(code)
        pair = _array(summed, values)[i, :], np.empty(0)
    # m is the number of columns of what carries the samples.
    mean = code.startswith("1 / m")
    divisor = len(pair[0]) if mean else 1
    return Entry(i, j, factors, *pair, divisor, _added(code, values, i, j), float(result[i, j]))


def _array(part: Operand, values: Mapping[str, Array]) -> Array:
    array = values[part.name.code]
    return array.T if part.transposed else array


def _added(code: str, values: Mapping[str, Array], i: int, j: int) -> float | None:
    """The entry of the bias that is added, which broadcasting repeats in every column."""
    match tree(code):
        case ast.BinOp(op=ast.Add(), right=right) if (bias := operand(right)) is not None:
            array = values[bias.name.code]
            return float(array[i, min(j, array.shape[1] - 1)])
    return None
