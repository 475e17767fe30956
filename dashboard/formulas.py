"""A line of NumPy as LaTeX: one writer for symbols, for numbers put in and for shapes."""

import ast
from collections.abc import Callable, Mapping

from core.equations import Operand, operand, tree
from core.types import SLOPES, Name

Leaf = Callable[[Operand], str]
"""How a matrix is written, transposed or not."""

SUM, PRODUCT, ATOM = 1, 2, 3
"""How strongly a piece holds together: what holds less than its place asks for gets brackets."""
SCALARS: Mapping[str, str] = {"m": "m", "alpha": r"\alpha"}
NAMES: Mapping[str, str] = {"sigmoid": r"\sigma", "tanh": r"\tanh", "maximum": r"\max"}
"""Functions that are written as a name with brackets."""


def symbol(name: Name) -> str:
    """A matrix by its symbol; the slope of the output layer is that of σ."""
    if name.kind in SLOPES and name.layer == 2:
        return rf"\sigma'({SLOPES[name.kind]}^{{[2]}})"
    return name.latex


def in_symbols(matrix: Operand) -> str:
    """A matrix by its symbol, the sign of the transpose inside of the one superscript."""
    if not matrix.transposed:
        return symbol(matrix.name)
    kind, l = matrix.name
    return rf"{kind}^{{[{l}]\top}}" if l else rf"{kind}^{{\top}}"


def latex(code: str, leaf: Leaf = in_symbols, g: str | None = None) -> str:
    """A line as LaTeX.

    Parameters
    ----------
    code : str
    leaf : callable
        How each matrix is written.
    g : str, optional
        The code of g(z), which is put in for the hidden layer's g; without it the name g stays.
    """
    return Writer(leaf, g).write(tree(code))[0]


class Writer:
    """Walks a line from the outside in; each piece comes with how strongly it holds together."""

    def __init__(self, leaf: Leaf, g: str | None = None) -> None:
        self.leaf, self.g = leaf, g

    def write(self, node: ast.expr) -> tuple[str, int]:
        """A piece of a line, and its strength."""
        matrix = operand(node)
        if matrix is not None:
            return self.leaf(matrix), ATOM
        match node:
            case ast.Name(id=name):
                return SCALARS[name], ATOM
            case ast.Constant(value=value):
                return str(value), ATOM
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return f"-{self.held(inner, PRODUCT)}", SUM
            case ast.BinOp(left=left, op=op, right=right):
                return self.combined(left, op, right)
            case ast.Compare(left=left, ops=[ast.Gt()], comparators=[right]):
                return f"{self.held(left, PRODUCT)} > {self.held(right, PRODUCT)}", SUM
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                return self.called(name, args)
        raise ValueError(f"no LaTeX for {ast.dump(node)}")

    def held(self, node: ast.expr, least: int) -> str:
        """A piece, in brackets if it holds together less than it must."""
        written, strength = self.write(node)
        return written if strength >= least else rf"\left({written}\right)"

    def combined(self, left: ast.expr, op: ast.operator, right: ast.expr) -> tuple[str, int]:
        """Two pieces with an operator between them."""
        match left, op:
            case ast.UnaryOp(op=ast.USub(), operand=inner), ast.Div() | ast.Mult():
                # The sign stands before the whole: -y/a, not (-y)/a.
                return f"-{self.combined(inner, op, right)[0]}", SUM
        match op:
            case ast.Add():
                return f"{self.held(left, SUM)} + {self.held(right, PRODUCT)}", SUM
            case ast.Sub():
                return f"{self.held(left, SUM)} - {self.held(right, PRODUCT)}", SUM
            case ast.Div():
                return rf"\frac{{{self.write(left)[0]}}}{{{self.write(right)[0]}}}", ATOM
            case ast.MatMult():
                return rf"{self.held(left, PRODUCT)} \, {self.held(right, PRODUCT)}", PRODUCT
            case ast.Mult():
                # A number times a matrix, or times a logarithm, needs no sign between the two.
                bare = is_scalar(left) or is_log(right)
                between = r" \, " if bare else " * "
                return between.join((self.held(left, PRODUCT), self.held(right, PRODUCT))), PRODUCT
        raise ValueError(f"no LaTeX for {op}")

    def called(self, name: str, args: list[ast.expr]) -> tuple[str, int]:
        """A function with what it is taken of."""
        if name == "log":
            return rf"\log {self.held(args[0], ATOM)}", PRODUCT
        if name == "exp":
            return f"e^{{{self.write(args[0])[0]}}}", ATOM
        if name == "sum":
            return self.summed(args[0]), PRODUCT
        if name == "where":
            test, yes, no = (self.write(arg)[0] for arg in args)
            # The only comparison is `>`, so its opposite needs no word of any language.
            opposite = test.replace(">", r"\le")
            rows = rf"{yes} & {test} \\ {no} & {opposite}"
            return rf"\begin{{cases}} {rows} \end{{cases}}", PRODUCT
        if name[0] == "g" and name[1:].isdigit():
            return self.activated(int(name[1:]), args[0]), ATOM
        inside = ", ".join(self.write(arg)[0] for arg in args)
        return rf"{NAMES[name]}\left({inside}\right)", ATOM

    def activated(self, l: int, arg: ast.expr) -> str:
        """g of a layer: by its name, or with what it is put in."""
        inside = self.write(arg)[0]
        if self.g is None:
            return rf"g^{{[{l}]}}\left({inside}\right)"
        return latex(self.g, lambda _: inside)

    def summed(self, arg: ast.expr) -> str:
        """The sum over the samples, which are the columns: over axis 1."""
        matrix = operand(arg)
        if matrix is None:
            raise ValueError("only a matrix by itself is summed over its samples")
        kind, l = matrix.name
        return rf"\sum_{{i=1}}^{{m}} {kind[:-1]}{kind[-1].lower()}^{{[{l}](i)}}"


def is_scalar(node: ast.expr) -> bool:
    """Whether a piece is a number whatever the matrices are: 1, m, α, 1/m."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name in SCALARS
        case ast.BinOp(left=left, right=right):
            return is_scalar(left) and is_scalar(right)
    return False


def is_log(node: ast.expr) -> bool:
    """Whether a piece is a logarithm."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "log"
