"""Quantities and steps as LaTeX: in symbols, with numbers put in, and as a line of shapes."""

import ast
import re
from collections.abc import Callable

from core.equations import (
    ACTIVATION,
    SAMPLE,
    SIMPLIFIED,
    SLOPE,
    Operand,
    operand,
    operands,
    tree,
    vectorised,
)
from core.lessons.sample import Sample
from core.types import Array, Name, Shape
from dashboard import format, formulas
from dashboard.formulas import latex

MOST_ROWS, MOST_COLUMNS = 6, 6
"""A larger matrix is shortened to one row or column less, and dots before its last one."""
WHOLE = 1000
"""Whole numbers below this are written without a point."""
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


def flat(array: Array) -> str:
    """A matrix in as few lines as it needs: a column as a transposed row."""
    if array.shape[1] == 1 and array.shape[0] > 1:
        return rf"{matrix(array.T)}^{{\top}}"
    return matrix(array)


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
            return in_brackets(float(value[0, 0]))
        return f"{matrix(value)}^{{\\top}}" if matrix_.transposed else matrix(value)

    value = sample.values[step]
    result = number(float(value[0, 0])) if as_numbers else matrix(value)
    return f"{latex(SAMPLE[step], put_in, g_code(sample.config.activation))} = {result}"


def cancellation(sample: Sample) -> tuple[str, str]:
    """dz2 = da2 σ'(z2) as the notes simplify it: in symbols, and in numbers."""
    a, y, dz = (float(sample.values[name][0, 0]) for name in ("a2", "y", "dz2"))
    full = f"({SAMPLE['da2']}) * (a2 * (1 - a2))"
    steps = (full, "-y * (1 - a2) + (1 - y) * a2", SIMPLIFIED["dz2"])
    v, w = number(a), number(y)
    values = rf"-{w} \cdot (1 - {v}) + (1 - {w}) \cdot {v} = {v} - {w} = {number(dz)}"
    return " = ".join(latex(code) for code in steps), values


def shape_line(step: str, sample: Sample) -> str:
    """The shapes that a step's code puts together, equal inner dimensions underlined."""
    code, values = SAMPLE[step], sample.values

    def shape(matrix_: Operand) -> Shape:
        array = values[matrix_.name.code]
        return array.T.shape if matrix_.transposed else array.shape

    result = _shape(values[step].shape)
    if any(isinstance(node, ast.Call | ast.Div) for node in ast.walk(tree(code))):
        parts = [rf"{symbol(op.name.code)}\,{_shape(shape(op))}" for op in operands(code)]
        given = r",\ ".join(parts)
        return rf"{given} \;\to\; {symbol(step)}\,{result}"
    return f"{result} = {_Shapes(lambda op: _shape(shape(op)), shape).write(tree(code))[0]}"


class _Shapes(formulas.Writer):
    """Writes the shape of each matrix in its place, the inner ones of a product underlined."""

    def __init__(self, leaf: formulas.Leaf, shape: Callable[[Operand], Shape]) -> None:
        super().__init__(leaf)
        self.shape = shape

    def combined(self, left: ast.expr, op: ast.operator, right: ast.expr) -> tuple[str, int]:
        first, second = operand(left), operand(right)
        if isinstance(op, ast.MatMult) and first is not None and second is not None:
            factors = _shape(self.shape(first), 1), _shape(self.shape(second), 0)
            return r" \cdot ".join(factors), formulas.PRODUCT
        return super().combined(left, op, right)


def _shape(shape: Shape, marked: int | None = None) -> str:
    """A shape with one of its dimensions marked."""
    parts = [
        rf"\underline{{\boldsymbol{{{n}}}}}" if i == marked else str(n) for i, n in enumerate(shape)
    ]
    return f"({', '.join(parts)})".replace(" ", r"\,")


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


_PLAIN = re.compile(
    r"(?<![A-Za-z0-9_$\\{])(d?[WbzaZAgY]|n)\[(l|l[-−]1|\d)\](′?)([ⱼₖᵢ]*)(ᵀ?)( = \d+)?"
)
_SET = re.compile(r"(`[^`]*`|\$[^$]*\$)")
_INDICES = str.maketrans("ⱼₖᵢ", "jki")


def prose(words: str) -> str:
    """Words in which every symbol such as W[2]ⱼ is typeset; code and formulas stay as they are."""
    parts = _SET.split(words)
    return "".join(part if i % 2 else _PLAIN.sub(_typeset, part) for i, part in enumerate(parts))


def _typeset(found: re.Match[str]) -> str:
    kind, layer, prime, indices, turned, equals = found.groups()
    above = f"[{layer.replace('−', '-')}]" + (r"\top" if turned else "")
    below = f"_{{{indices.translate(_INDICES)}}}" if indices else ""
    slope = "'" if prime else ""
    return f"${kind}^{{{above}}}{below}{slope}{equals or ''}$"
