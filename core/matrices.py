"""The dimension rules: every matrix of a pass with its rule and gradient, and every line's shapes.

Everything here is read off the arrays of one forward and backward pass; nothing is assumed to have
the shape that the rules ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.equations import Factors, Operand, products, vectorised
from core.network import Cache, Gradients, Parameters
from core.types import Array, Name, Shape, X, Y


def matrices(
    parameters: Parameters, cache: Cache, gradients: Gradients, labels: Array
) -> Mapping[Name, Array]:
    """All matrices in the order of the forward pass, then of the backward pass."""
    found: dict[Name, Array] = {X: cache.A[0]}
    forward = {"W": parameters.W, "b": parameters.b, "Z": cache.Z, "A": cache.A}
    for l in parameters.layers:
        found |= {Name(kind, l): arrays[l] for kind, arrays in forward.items()}
    found[Y] = labels
    backward = {"dA": gradients.dA, "dZ": gradients.dZ, "dW": gradients.dW, "db": gradients.db}
    for l in reversed(parameters.layers):
        found |= {Name(kind, l): arrays[l] for kind, arrays in backward.items()}
    return found


@dataclass(frozen=True)
class Dimension:
    """One row of the dimension table: a matrix, its rule, and what its arrays are now.

    `gradient`, `gradient_shape` are None where the matrix has no gradient in the notes (X, Y).
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
    """The rule for a matrix: W[l] (n[l], n[l-1]); b[l] (n[l], 1); Z[l], A[l] (n[l], m).

    A gradient follows the rule of the matrix it belongs to. X has the rows of layer 0, Y those of
    the output layer L.
    """
    kind, l = name.kind.removeprefix("d"), name.layer
    if kind == "W":
        return f"n[{l}]", f"n[{l - 1}]"
    if kind == "b":
        return f"n[{l}]", "1"
    return (f"n[{L}]" if kind == "Y" else f"n[{l}]"), "m"


def dimension_table(parameters: Parameters, found: Mapping[Name, Array]) -> list[Dimension]:
    """One row for every matrix in the order of the forward pass, its gradient beside it."""
    L = len(parameters.W)
    sizes = {"n[0]": found[X].shape[0], "m": found[X].shape[1], "1": 1}
    sizes |= {f"n[{l}]": parameters.b[l].shape[0] for l in parameters.layers}

    def row(name: Name) -> Dimension:
        symbols = rule(name, L)
        gradient = Name(f"d{name.kind}", name.layer)
        twin = found.get(gradient)
        return Dimension(
            name=name,
            rule=symbols,
            expected=(sizes[symbols[0]], sizes[symbols[1]]),
            shape=found[name].shape,
            entries=found[name].size,
            gradient=None if twin is None else gradient,
            gradient_shape=None if twin is None else twin.shape,
        )

    return [row(name) for name in found if not name.kind.startswith("d")]


@dataclass(frozen=True)
class Product:
    """One product of the forward or backward pass, with the shapes of its arrays.

    left, right : the shapes with which the factors enter, transposed where the line says so.
    m : the number of samples.
    """

    result: Name
    result_shape: Shape
    factors: Factors
    left: Shape
    right: Shape
    m: int

    @property
    def conformable(self) -> bool:
        """Whether the factors fit each other and give the result's shape.

        A matrix product needs equal inner dimensions, and gives the outer ones; an element-wise
        product needs two equal shapes, and keeps them.
        """
        if len(self.left) != 2 or len(self.right) != 2:
            return False
        if self.factors.matrix:
            outer = (self.left[0], self.right[1])
            return self.left[1] == self.right[0] and self.result_shape == outer
        return self.left == self.right == self.result_shape

    def __str__(self) -> str:
        """Such as `dW[1] (4, 3) = dZ[1] (4, m) · Xᵀ (m, 3)`, m standing where the rule has m."""
        first, second, matrix = self.factors
        result = written(Operand(self.result), self.result_shape, self.m)
        left, right = written(first, self.left, self.m), written(second, self.right, self.m)
        return f"{self.result} {result} = {first} {left} {'·' if matrix else '*'} {second} {right}"


def written(operand: Operand, shape: Shape, m: int) -> str:
    """A shape as text, with the letter m on the axis that holds the samples if its size is m."""
    texts = [str(size) for size in shape]
    if operand.name.kind.removeprefix("d") in {"X", "Z", "A", "Y", "G"} and len(shape) == 2:
        axis = 0 if operand.transposed else 1
        if shape[axis] == m:
            texts[axis] = "m"
    return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"


def pass_products(found: Mapping[Name, Array], L: int) -> list[Product]:
    """Every product of the forward pass, then of the backward pass, in the order they are run.

    Which they are is read from the equations, their shapes from the arrays.
    """

    def shape(operand: Operand) -> Shape:
        # g'(Z[l]) is no array of its own; it has the shape of Z[l].
        name = operand.name if operand.name.kind != "dG" else Name("Z", operand.name.layer)
        return found[name].T.shape if operand.transposed else found[name].shape

    return [
        Product(
            Name.of(step), found[Name.of(step)].shape, factors, shape(factors.left),
            shape(factors.right), found[X].shape[1],
        )
        for step, code in vectorised(L).items()
        for factors in products(code)
    ]  # fmt: skip
