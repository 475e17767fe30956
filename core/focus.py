"""One part of a network by itself: a unit, or a weight with the m terms of its gradient."""

from dataclasses import dataclass

import numpy as np

from core.activations import activation_named
from core.network import Parameters
from core.passes import Pass
from core.types import Array

FLAT = 0.01
"""A slope below this part of the largest one that g has is nearly flat."""


@dataclass(frozen=True, eq=False)
class WeightInFocus:
    """W[l] (i, j), counted from 0, and where its gradient comes from.

    products : (m,), each sample's δ a: its derivative dz[l] of unit i times a[l-1] of unit j.
    gradient : dW[l] (i, j), the mean of the products.
    """

    layer: int
    i: int
    j: int
    value: float
    products: Array
    gradient: float

    @property
    def largest(self) -> list[int]:
        """The samples with the largest products, counted from 0, the largest first."""
        order = np.argsort(-np.abs(self.products), kind="stable")
        return [int(sample) for sample in order]


def weight(of: Pass, l: int, i: int, j: int) -> WeightInFocus:
    """A weight W[l] (i, j) of a pass, counted from 0.

    Raises
    ------
    ValueError
        If the network has no such weight.
    """
    W = of.parameters.W
    if l not in W or not (0 <= i < W[l].shape[0] and 0 <= j < W[l].shape[1]):
        raise ValueError(f"there is no weight W[{l}] ({i + 1}, {j + 1})")
    products = of.gradients.dZ[l][i] * of.cache.A[l - 1][j]
    return WeightInFocus(l, i, j, float(W[l][i, j]), products, float(of.gradients.dW[l][i, j]))


@dataclass(frozen=True, eq=False)
class UnitInFocus:
    """Unit i of layer l, counted from 0, with all that belongs to it.

    weights : (n[l-1],), its row of W[l].
    bias : its entry of b[l].
    outgoing : (n[l+1],), its column of W[l+1]; empty for an output unit.
    Z, A : (m,), its row of Z[l] and A[l].
    slopes : (m,), g'(z) of each sample.
    """

    layer: int
    i: int
    weights: Array
    bias: float
    outgoing: Array
    Z: Array
    A: Array
    slopes: Array


def unit(of: Pass, l: int, i: int) -> UnitInFocus:
    """A unit of a pass.

    Raises
    ------
    ValueError
        If the network has no such unit.
    """
    parameters: Parameters = of.parameters
    if l not in parameters.W or not 0 <= i < len(parameters.b[l]):
        raise ValueError(f"layer {l} has no unit {i + 1}")
    Z, A = of.cache.Z[l][i], of.cache.A[l][i]
    outgoing = parameters.W[l + 1][:, i] if l + 1 in parameters.W else np.empty(0)
    return UnitInFocus(
        l, i, parameters.W[l][i], float(parameters.b[l][i, 0]), outgoing, Z, A, of.slopes(l)[i]
    )


@dataclass(frozen=True, eq=False)
class Response:
    """g and g' over a range of z, and where g' is nearly flat.

    flat : g' is below this, a hundredth of its largest value.
    """

    z: Array
    a: Array
    slope: Array
    flat: float


def response(of: Pass, found: UnitInFocus, points: int = 161) -> Response:
    """How the unit answers to z, over more than the range of the samples' own z."""
    last = found.layer == len(of.parameters.W)
    g = activation_named("sigmoid" if last else of.config.activation)
    reach = 1.1 * max(4.0, float(np.abs(found.Z).max()))
    z = np.linspace(-reach, reach, points)
    slope = g.derivative(z, g.g(z))
    return Response(z, g.g(z), slope, FLAT * float(slope.max()))
