"""Shapes as LaTeX: those that a line puts together, that do not fit, that broadcasting aligns."""

import ast
from collections.abc import Callable, Mapping

from core.equations import SAMPLE, Operand, operand, operands, products, tree
from core.lessons.broadcast import Misfit, common_shape
from core.lessons.sample import Sample
from core.types import Array, Name, Shape
from dashboard.formulas import PRODUCT, Leaf, Writer, is_scalar, symbol


def shape_line(step: str, sample: Sample) -> str:
    """The shapes that a step's code puts together, equal inner dimensions underlined."""
    return line_of_shapes(step, SAMPLE[step], sample.values)


def line_of_shapes(name: str, code: str, values: Mapping[str, Array]) -> str:
    """The shapes that a line puts together, equal inner dimensions underlined.

    A number such as 1/m has no shape and is left out.
    """

    def shape(matrix_: Operand) -> Shape:
        array = values[matrix_.name.code]
        return array.T.shape if matrix_.transposed else array.shape

    result, line = _shape(values[name].shape), without_scalar(tree(code))
    if any(isinstance(node, ast.Call | ast.Div) for node in ast.walk(line)):
        parts = [rf"{symbol(op.name)}\,{_shape(shape(op))}" for op in operands(code)]
        given = r",\ ".join(parts)
        return rf"{given} \;\to\; {symbol(Name.of(name))}\,{result}"
    return f"{result} = {_Shapes(lambda op: _shape(shape(op)), shape).write(line)[0]}"


def misfit(code: str, values: Mapping[str, Array]) -> str:
    """The shapes of a matrix product whose inner dimensions differ; nothing where they agree."""
    left, right, is_matrix = products(code)[0]
    first, second = (
        values[op.name.code].T.shape if op.transposed else values[op.name.code].shape
        for op in (left, right)
    )
    if not is_matrix or first[1] == second[0]:
        return ""
    return rf"{_shape(first, 1)} \cdot {_shape(second, 0)}: \quad {first[1]} \ne {second[0]}"


def without_scalar(node: ast.expr) -> ast.expr:
    """A line without the number that it is multiplied by in front."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right) if is_scalar(left):
            return right
    return node


def aligned(shapes: Mapping[str, Shape]) -> str:
    """Two shapes below one another from the right, as broadcasting compares them, and the result.

    Without a result where they do not fit.

    shapes : by the LaTeX of what has the shape.
    """
    width = max(1, *map(len, shapes.values()))

    def row(name: str, shape: Shape) -> str:
        if len(shape) > 1:
            first, *middle, last = map(str, shape)
            cells = [f"({first},", *(f"{n}," for n in middle), f"{last})"]
        else:
            cells = [f"({shape[0]}{{,}})" if shape else "()"]
        return " & ".join([name, *[""] * (width - len(cells)), *cells])

    lines = r" \\ ".join(row(f"{name}:", shape) for name, shape in shapes.items())
    result, columns = common_shape(*shapes.values()), "l" + "r" * width
    below = "" if isinstance(result, Misfit) else rf" \\ \hline {row('', result)}"
    return rf"\begin{{array}}{{{columns}}} {lines}{below} \end{{array}}"


class _Shapes(Writer):
    """Writes the shape of each matrix in its place, the inner ones of a product underlined."""

    def __init__(self, leaf: Leaf, shape: Callable[[Operand], Shape]) -> None:
        super().__init__(leaf)
        self.shape = shape

    def combined(self, left: ast.expr, op: ast.operator, right: ast.expr) -> tuple[str, int]:
        first, second = operand(left), operand(right)
        if isinstance(op, ast.MatMult) and first is not None and second is not None:
            factors = _shape(self.shape(first), 1), _shape(self.shape(second), 0)
            return r" \cdot ".join(factors), PRODUCT
        return super().combined(left, op, right)


def _shape(shape: Shape, marked: int | None = None) -> str:
    """A shape with one of its dimensions marked."""
    parts = [
        rf"\underline{{\boldsymbol{{{n}}}}}" if i == marked else str(n) for i, n in enumerate(shape)
    ]
    return f"({', '.join(parts)})".replace(" ", r"\,")
