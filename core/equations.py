"""The notes' equations as lines of NumPy: the one text behind every formula on the screen.

Formulas, lines of shapes, the graph's edges and what is run are all read from these lines with
`ast`, so that a formula and its code cannot differ.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import CodeType
from typing import NamedTuple

from core.types import Array, Name

SAMPLE: Mapping[str, str] = {
    "z1": "W1 @ x + b1",
    "a1": "g1(z1)",
    "z2": "W2 @ a1 + b2",
    "a2": "sigmoid(z2)",
    "L": "-(y * log(a2) + (1 - y) * log(1 - a2))",
    "da2": "-y / a2 + (1 - y) / (1 - a2)",
    "dz2": "da2 * dg2",
    "dW2": "dz2 @ a1.T",
    "db2": "dz2",
    "da1": "W2.T @ dz2",
    "dz1": "da1 * dg1",
    "dW1": "dz1 @ x.T",
    "db1": "dz1",
}
"""What each step over one sample computes; dg1 and dg2 are g'(z1) and g'(z2)."""

SIMPLIFIED: Mapping[str, str] = {"dz2": "a2 - y"}
"""What is left of a step when the slope of the sigmoid has cancelled."""

ACTIVATION: Mapping[str, str] = {
    "tanh": "tanh(z)",
    "sigmoid": "1 / (1 + exp(-z))",
    "relu": "maximum(0, z)",
    "leaky_relu": "maximum(0.01 * z, z)",
}
"""g(z) by the activation's name."""

SLOPE: Mapping[str, str] = {
    "tanh": "1 - a * a",
    "sigmoid": "a * (1 - a)",
    "relu": "where(z > 0, 1, 0)",
    "leaky_relu": "where(z > 0, 1, 0.01)",
}
"""g'(z), with a = g(z), by the activation's name."""

UPDATE: Mapping[str, str] = {"W": "W - alpha * dW", "b": "b - alpha * db"}
"""The step of gradient descent."""

FUNCTIONS = frozenset(
    {"sigmoid", "log", "exp", "tanh", "maximum", "where", "sum", "subtract", "copy", "g1", "g2"}
)
"""What a line may call."""


@lru_cache(maxsize=1024)
def vectorised(L: int) -> Mapping[str, str]:
    """The lines over m samples of a network with L layers, forward and then backward.

    dG1 is g'(Z1). In dZ[L] the slope of the sigmoid has cancelled, as in the notes.
    """
    lines: dict[str, str] = {}
    for l in range(1, L + 1):
        lines[f"Z{l}"] = f"W{l} @ {_input(l)} + b{l}"
        lines[f"A{l}"] = f"g{l}(Z{l})" if l < L else f"sigmoid(Z{l})"
    lines[f"dA{L}"] = f"-Y / A{L} + (1 - Y) / (1 - A{L})"
    lines[f"dZ{L}"] = f"A{L} - Y"
    for l in range(L, 0, -1):
        if l < L:
            lines[f"dA{l}"] = f"W{l + 1}.T @ dZ{l + 1}"
            lines[f"dZ{l}"] = f"dA{l} * dG{l}"
        lines[f"dW{l}"] = f"1 / m * (dZ{l} @ {_input(l)}.T)"
        lines[f"db{l}"] = f"1 / m * np.sum(dZ{l}, axis=1, keepdims=True)"
    return lines


def _input(l: int) -> str:
    """What goes into layer l: X, which is A[0], or A[l-1]."""
    return f"A{l - 1}" if l > 1 else "X"


class Operand(NamedTuple):
    """A matrix as it stands in a line."""

    name: Name
    transposed: bool = False

    def __str__(self) -> str:
        return f"{self.name}{'ᵀ' if self.transposed else ''}"


class Factors(NamedTuple):
    """Two operands multiplied: a matrix product (·, @ in code) or an element-wise one (*)."""

    left: Operand
    right: Operand
    matrix: bool


@lru_cache(maxsize=1024)
def tree(code: str) -> ast.expr:
    """A line as Python reads it."""
    return ast.parse(code, mode="eval").body


def operand(node: ast.expr) -> Operand | None:
    """The matrix that a node stands for by itself, or None."""
    match node:
        case ast.Name(id=name) if name not in ("m", "np", "alpha"):
            return Operand(Name.of(name))
        case ast.Attribute(value=ast.Name(id=name), attr="T"):
            return Operand(Name.of(name), transposed=True)
    return None


def operands(code: str) -> list[Operand]:
    """The matrices that a line is made of, in the order in which they stand in it, each once."""
    found: dict[Name, Operand] = {}
    for node in _walk(tree(code)):
        here = operand(node)
        if here is not None:
            found.setdefault(here.name, here)
    return list(found.values())


def products(code: str) -> list[Factors]:
    """The products of two matrices in a line."""
    found = []
    for node in _walk(tree(code)):
        match node:
            case ast.BinOp(left=a, op=ast.MatMult() | ast.Mult() as op, right=b):
                left, right = operand(a), operand(b)
                if left is not None and right is not None:
                    found.append(Factors(left, right, isinstance(op, ast.MatMult)))
    return found


def _walk(node: ast.expr) -> Iterator[ast.expr]:
    """A node and what it is made of, from left to right; not what is called."""
    yield node
    if operand(node) is not None:
        return
    for child in ast.iter_child_nodes(node):
        is_called = isinstance(node, ast.Call) and child is node.func
        if isinstance(child, ast.expr) and not is_called:
            yield from _walk(child)


_ALLOWED = (
    ast.BinOp, ast.UnaryOp, ast.Compare, ast.Name, ast.Constant, ast.Attribute, ast.Call,
    ast.keyword, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.USub, ast.Gt,
)  # fmt: skip


def evaluate(code: str, names: Mapping[str, object]) -> Array:
    """Run one line of NumPy over named arrays.

    Only arithmetic, transposes and FUNCTIONS can stand in it, whoever has written it.

    Raises
    ------
    ValueError
        If anything else stands in it; or NumPy's own, where the shapes do not fit.
    """
    line, used = _compiled(code)
    if not used <= names.keys():
        raise ValueError(f"{code!r} needs {', '.join(sorted(used - names.keys()))}")
    result: Array = eval(line, {"__builtins__": {}}, dict(names))
    return result


@lru_cache(maxsize=1024)
def _compiled(code: str) -> tuple[CodeType, frozenset[str]]:
    """A line made ready to run, and the names that it uses."""
    line = ast.parse(code, mode="eval")
    nodes = list(ast.walk(line.body))
    for node in nodes:
        known = isinstance(node, _ALLOWED)
        if isinstance(node, ast.Attribute):
            known = node.attr == "T" or node.attr in FUNCTIONS
        if isinstance(node, ast.Constant):
            known = isinstance(node.value, int | float)
        if not known:
            raise ValueError(f"{code!r} is not a line that can be run here")
    used = frozenset(node.id for node in nodes if isinstance(node, ast.Name))
    return compile(line, "<line>", "eval"), used
