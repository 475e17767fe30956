"""A line of NumPy drawn as a formula with the shape of every matrix below it."""

from collections.abc import Mapping

from core.equations import Operand
from core.types import Array, Shape
from dashboard import format, formulas

UNKNOWN = r"\;?\;"


def with_shapes(code: str, arrays: Mapping[str, Array], result: Shape | None) -> str:
    """A line as LaTeX, its result's shape last; a question mark where that is not to be told."""

    def leaf(matrix: Operand) -> str:
        array = arrays[matrix.name.code]
        shape = array.T.shape if matrix.transposed else array.shape
        return under(formulas.in_symbols(matrix), shape)

    end = UNKNOWN if result is None else written(result)
    return rf"{formulas.latex(code, leaf)} \;\to\; {end}"


def under(symbol: str, shape: Shape) -> str:
    """A symbol with its shape below it."""
    return rf"\underset{{{written(shape)}}}{{{symbol}}}"


def written(shape: Shape) -> str:
    """A shape as LaTeX."""
    return format.shape(shape).replace(" ", r"\,")
