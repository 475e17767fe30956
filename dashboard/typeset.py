"""Quantities and steps as LaTeX: in symbols, with numbers put in, and as a line of shapes."""

from collections.abc import Sequence

from core.equations import (
    ACTIVATION,
    SAMPLE,
    SIMPLIFIED,
    SLOPE,
    Operand,
    vectorised,
)
from core.lessons.sample import Sample
from core.types import Array, Name
from dashboard import format, formulas
from dashboard.formulas import latex
from dashboard.prose import prose as prose

MOST_ROWS, MOST_COLUMNS = 6, 6
"""A larger matrix is shortened to one row or column less, and dots before its last one."""
WHOLE = 1000
"""Whole numbers below this are written without a point."""
_NEXT = r" \\ "
"""What stands between two lines of a formula."""
AS_NUMBERS = ("a2", "L", "da2")
"""Steps in which every matrix is (1, 1) and is written as a number."""


def symbol(name: str) -> str:
    """A quantity's symbol, such as dW^{[1]}, by its name in code."""
    return formulas.symbol(Name.of(name))


def spoken(name: str) -> str:
    """A quantity's symbol without typesetting, such as dW[1]."""
    return str(Name.of(name))


def number(value: float) -> str:
    """A number to four digits; a small whole one, such as a label, as it is."""
    if abs(value) < WHOLE and value == round(value):
        return str(round(value))
    text = format.size(value)
    if text == "∞":
        return r"\infty"
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa}\cdot 10^{{{int(exponent)}}}" if exponent else text


def in_brackets(value: float) -> str:
    """A number as it stands in a formula."""
    return rf"({number(value)})" if value < 0 else number(value)


def matrix(array: Array) -> str:
    """A matrix in brackets, a large one shortened."""
    rows, columns = (
        _shown(n, most) for n, most in zip(array.shape, (MOST_ROWS, MOST_COLUMNS), strict=True)
    )
    lines = []
    for i in rows:
        if i is None:
            lines.append(" & ".join(r"\ddots" if j is None else r"\vdots" for j in columns))
        else:
            cells = (r"\cdots" if j is None else number(float(array[i, j])) for j in columns)
            lines.append(" & ".join(cells))
    return r"\begin{bmatrix} " + r" \\ ".join(lines) + r" \end{bmatrix}"


def gathered(lines: Sequence[str]) -> str:
    """Lines below one another, each in the middle."""
    return rf"\begin{{gathered}} {_NEXT.join(lines)} \end{{gathered}}"


def flat(array: Array) -> str:
    """A matrix in as few lines as it needs: a column as a transposed row."""
    if array.shape[1] == 1 and array.shape[0] > 1:
        return rf"{matrix(array.T)}^{{\top}}"
    return matrix(array)


def value(name: str, array: Array) -> str:
    """A quantity of one sample: the loss as the number that it is, all others as matrices."""
    return number(float(array[0, 0])) if name == "L" else flat(array)


def _shown(count: int, most: int) -> list[int | None]:
    """Positions that are shown of so many, None for those that dots stand for."""
    if count <= most:
        return list(range(count))
    return [*range(most - 2), None, count - 1]


def g_code(activation: str) -> str:
    """The line of g(z); that of the sigmoid by its name σ."""
    return "sigmoid(z)" if activation == "sigmoid" else ACTIVATION[activation]


def slope(activation: str) -> str:
    """g'(z[1]) of an activation."""

    def leaf(matrix: Operand) -> str:
        return f"{matrix.name.kind}^{{[1]}}"

    return latex(SLOPE[activation], leaf)


def of_z(activation: str) -> tuple[str, str]:
    """g(z) and g'(z), in z and a without a layer."""

    def leaf(matrix: Operand) -> str:
        return matrix.name.kind

    return latex(ACTIVATION[activation], leaf), latex(SLOPE[activation], leaf)


def symbolic(step: str, activation: str) -> str:
    """A step's formula in symbols; that of a1 by the name of g, too."""
    general = f"{latex(SAMPLE[step])} = " if step == "a1" else ""
    return f"{symbol(step)} = {general}{latex(SAMPLE[step], g=g_code(activation))}"


def substituted(step: str, sample: Sample) -> str:
    """A step's formula with the sample's matrices put in, and its result."""
    as_numbers = step in AS_NUMBERS

    def put_in(matrix_: Operand) -> str:
        value = sample.values[matrix_.name.code]
        if as_numbers:
            entry = float(value[0, 0])
            # The brackets of σ(z) are enough.
            return number(entry) if step == "a2" else in_brackets(entry)
        return f"{matrix(value)}^{{\\top}}" if matrix_.transposed else matrix(value)

    value = sample.values[step]
    result = number(float(value[0, 0])) if as_numbers else matrix(value)
    return f"{latex(SAMPLE[step], put_in, g_code(sample.config.activation))} = {result}"


def cancellation(sample: Sample) -> tuple[str, str]:
    """dz2 = da2 σ'(z2) as the notes simplify it: in symbols, and in numbers that cancel."""
    a, y, dz = (float(sample.values[name][0, 0]) for name in ("a2", "y", "dz2"))
    full = f"({SAMPLE['da2']}) * (a2 * (1 - a2))"
    steps = (full, "-y * (1 - a2) + (1 - y) * a2", "-y + y * a2 + a2 - y * a2")
    lines = r" \\ & = ".join(map(latex, steps))
    # In one line it is wider than its column on most screens.
    symbols = rf"\begin{{aligned}} & {lines} = {latex(SIMPLIFIED['dz2'])} \end{{aligned}}"
    v, rest = number(a), number(1 - a)
    if y:
        values = (
            rf"-\frac{{1}}{{\cancel{{{v}}}}} * \cancel{{{v}}} * {rest} = -{rest} = {v} - 1 = "
            rf"{number(dz)}"
        )
    else:
        values = rf"\frac{{1}}{{\cancel{{{rest}}}}} * {v} * \cancel{{{rest}}} = {number(dz)}"
    return symbols, values


def formula(name: Name, L: int) -> str:
    """The notes' formula for a matrix of m samples; for what is given or learned, its symbol."""
    if name.kind == "X":
        return "X = A^{[0]}"
    code = vectorised(L).get(name.code)
    return name.latex if code is None else f"{name.latex} = {latex(code)}"


def pairs(*steps: str) -> list[tuple[str, str]]:
    """Lines for one sample, each beside the same line for m samples, in symbols."""
    many = vectorised(2)
    return [
        (
            f"{symbol(step)} = {latex(SIMPLIFIED.get(step, SAMPLE[step]))}",
            f"{symbol(capital(step))} = {latex(many[capital(step)])}",
        )
        for step in steps
    ]


def capital(step: str) -> str:
    """The matrix of m samples whose columns are a step's: Z1 for z1, dW1 for dW1."""
    kind, l = Name.of(step)
    return Name(kind[:-1] + kind[-1].upper() if kind[-1] != "b" else kind, l).code
