"""A line of NumPy drawn as a formula with the shape of every matrix below it."""

from collections.abc import Mapping

from core.equations import Operand
from core.types import Array, Shape
from dashboard import formulas

UNKNOWN = r"\;?\;"


def with_shapes(
    code: str, arrays: Mapping[str, Array], result: Shape | None, marked: int | None = None
) -> str:
    """A line as LaTeX, its result's shape last; a question mark where that is not to be told.

    marked : a size that is to stand out wherever it comes from.
    """

    def leaf(matrix: Operand) -> str:
        array = arrays[matrix.name.code]
        shape = array.T.shape if matrix.transposed else array.shape
        return under(formulas.in_symbols(matrix), shape, marked)

    end = UNKNOWN if result is None else written(result)
    return rf"{formulas.latex(code, leaf)} \;\to\; {end}"


def large(formula: str) -> str:
    """A formula that begins where the lines of a text do."""
    return rf"$\large {formula}$"


def under(symbol: str, shape: Shape, marked: int | None = None) -> str:
    """A symbol with its shape below it."""
    return rf"\underset{{{written(shape, marked)}}}{{{symbol}}}"


def written(shape: Shape, marked: int | None = None) -> str:
    """A shape as LaTeX."""
    sizes = (rf"\underline{{\boldsymbol{{{n}}}}}" if n == marked else str(n) for n in shape)
    inside = r",\,".join(sizes)
    return f"({inside}{',' if len(shape) == 1 else ''})"
