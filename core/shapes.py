"""The dimension rules, and for every matrix product whether its shapes fit, and why.

Everything here is read off the arrays of one forward and backward pass; nothing is assumed to have
the shape that the rules ask for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.network import Cache, Gradients, Parameters
from core.types import Array

Shape = tuple[int, ...]


class Name(NamedTuple):
    """A matrix of the notes, such as W[1] or dZ[2]."""

    kind: str
    layer: int

    def __str__(self) -> str:
        return f"{self.kind}[{self.layer}]"


@dataclass(frozen=True)
class Dimension:
    """One row of the dimension table: a matrix, its rule, and what its arrays are now.

    `gradient`, `gradient_shape` are None where the matrix has no gradient in the notes (A[0], Y).
    """

    name: Name
    rule: tuple[str, str]
    expected: Shape
    shape: Shape
    entries: int
    gradient: Name | None
    gradient_shape: Shape | None

    @property
    def holds_m(self) -> bool:
        """Whether the shape changes with the number of samples."""
        return "m" in self.rule

    @property
    def matches(self) -> bool:
        """Whether the array follows its rule and its gradient has the very same shape."""
        twin_fits = self.gradient_shape is None or self.gradient_shape == self.shape
        return self.shape == self.expected and twin_fits


def rule(name: Name, L: int) -> tuple[str, str]:
    """The rule for a matrix: W[l] (n[l], n[l-1]); b[l] (n[l], 1); Z[l], A[l], Y (n[l], m).

    A gradient follows the rule of the matrix it belongs to. Y has the rows of the output layer L.
    """
    kind, l = name.kind.removeprefix("d"), name.layer
    if kind == "W":
        return f"n[{l}]", f"n[{l - 1}]"
    if kind == "b":
        return f"n[{l}]", "1"
    return (f"n[{L}]" if kind == "Y" else f"n[{l}]"), "m"


def sizes(parameters: Parameters, X: Array) -> dict[str, int]:
    """The numbers behind the rules' symbols: n[0], ..., n[L], m and 1."""
    numbers = {"n[0]": X.shape[0], "m": X.shape[1], "1": 1}
    return numbers | {f"n[{l}]": parameters.b[l].shape[0] for l in parameters.layers}


def dimension_table(
    parameters: Parameters, cache: Cache, gradients: Gradients, Y: Array
) -> list[Dimension]:
    """One row for every matrix in the order of the forward pass, its gradient beside it."""
    L = len(parameters.W)
    numbers = sizes(parameters, cache.A[0])
    forward = {"W": parameters.W, "b": parameters.b, "Z": cache.Z, "A": cache.A}
    backward = {"W": gradients.dW, "b": gradients.db, "Z": gradients.dZ, "A": gradients.dA}

    def row(name: Name, value: Array, gradient: Array | None) -> Dimension:
        symbols = rule(name, L)
        return Dimension(
            name=name,
            rule=symbols,
            expected=(numbers[symbols[0]], numbers[symbols[1]]),
            shape=value.shape,
            entries=value.size,
            gradient=None if gradient is None else Name(f"d{name.kind}", name.layer),
            gradient_shape=None if gradient is None else gradient.shape,
        )

    rows = [row(Name("A", 0), cache.A[0], None)]
    for l in parameters.layers:
        rows += [row(Name(kind, l), forward[kind][l], backward[kind][l]) for kind in "WbZA"]
    return [*rows, row(Name("Y", L), Y, None)]


@dataclass(frozen=True)
class Operand:
    """A factor of a product: the matrix, the shape it enters with, and whether transposed."""

    name: Name
    shape: Shape
    transposed: bool = False

    def __str__(self) -> str:
        return f"{self.name}{'ᵀ' if self.transposed else ''}"


@dataclass(frozen=True)
class Product:
    """One product of the forward or backward pass, with the shapes of its arrays.

    `matrix` tells a matrix product (·) from an element-wise one (*). `m` is the number of samples.
    """

    result: Name
    result_shape: Shape
    left: Operand
    right: Operand
    matrix: bool
    m: int

    @property
    def conformable(self) -> bool:
        """Whether the factors fit each other and give the result's shape.

        A matrix product needs equal inner dimensions, and gives the outer ones; an element-wise
        product needs two equal shapes, and keeps them.
        """
        if len(self.left.shape) != 2 or len(self.right.shape) != 2:
            return False
        if self.matrix:
            outer = (self.left.shape[0], self.right.shape[1])
            return self.left.shape[1] == self.right.shape[0] and self.result_shape == outer
        return self.left.shape == self.right.shape == self.result_shape

    def __str__(self) -> str:
        """Such as `dW[1] (4,3) = dZ[1] (4,m) · A[0]ᵀ (m,3)`, m standing where the rule has m."""
        dot = "·" if self.matrix else "*"
        parts = (
            written(self.result, self.result_shape, self.m),
            written(self.left.name, self.left.shape, self.m, self.left.transposed),
            written(self.right.name, self.right.shape, self.m, self.right.transposed),
        )
        return f"{self.result} {parts[0]} = {self.left} {parts[1]} {dot} {self.right} {parts[2]}"


def written(name: Name, shape: Shape, m: int, transposed: bool = False) -> str:
    """A shape as text, with the letter m on the axis that holds the samples if its size is m."""
    texts = [str(size) for size in shape]
    if name.kind.removeprefix("d") in {"Z", "A", "Y", "g'"} and len(shape) == 2:
        axis = 0 if transposed else 1
        if shape[axis] == m:
            texts[axis] = "m"
    return f"({','.join(texts)}{',' if len(texts) == 1 else ''})"


def products(parameters: Parameters, cache: Cache, gradients: Gradients) -> Iterator[Product]:
    """Every product of the forward pass, then of the backward pass, in the order they are run."""
    arrays: Mapping[str, Mapping[int, Array]] = {
        "W": parameters.W, "Z": cache.Z, "A": cache.A, "g'": cache.Z,
        "dW": gradients.dW, "dZ": gradients.dZ, "dA": gradients.dA,
    }  # fmt: skip
    m = cache.A[0].shape[1]

    def factor(kind: str, l: int, transposed: bool = False) -> Operand:
        array = arrays[kind][l]
        return Operand(Name(kind, l), (array.T if transposed else array).shape, transposed)

    def product(kind: str, l: int, left: Operand, right: Operand, matrix: bool = True) -> Product:
        return Product(Name(kind, l), arrays[kind][l].shape, left, right, matrix, m)

    L = len(parameters.W)
    for l in range(1, L + 1):
        yield product("Z", l, factor("W", l), factor("A", l - 1))
    for l in range(L, 0, -1):
        if l < L:
            yield product("dA", l, factor("W", l + 1, True), factor("dZ", l + 1))
        yield product("dZ", l, factor("dA", l), factor("g'", l), matrix=False)
        yield product("dW", l, factor("dZ", l), factor("A", l - 1, True))
