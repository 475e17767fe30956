"""Checking gradients by finite differences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.activations import KINKED
from core.network import Parameters, compute_cost, forward_propagation
from core.passes import Pass
from core.types import Array, Layers, Name

EPSILON = 3e-5
"""Large enough that rounding (which grows like 1/epsilon) stays below 1e-7, small enough for the
truncation error (which grows like epsilon squared)."""


@dataclass(frozen=True)
class NumericalGradients:
    """Central differences of J: dW[l] and db[l], shaped as W[l] and b[l]."""

    dW: Layers
    db: Layers


def numerical_gradients(
    parameters: Parameters,
    X: Array,
    Y: Array,
    *,
    activation: str = "tanh",
    epsilon: float = EPSILON,
) -> NumericalGradients:
    """(J(θ + ε) - J(θ - ε)) / 2ε for every entry θ of every W[l] and b[l].

    Costs two forward passes an entry. `parameters` is not modified.
    """

    def cost(W: Layers, b: Layers) -> float:
        return compute_cost(forward_propagation(Parameters(W, b), X, activation), Y)

    W, b = parameters.W, parameters.b
    dW: dict[int, Array] = {}
    db: dict[int, Array] = {}
    for l in parameters.layers:

        def cost_of_W(V: Array, l: int = l) -> float:
            return cost({**W, l: V}, b)

        def cost_of_b(v: Array, l: int = l) -> float:
            return cost(W, {**b, l: v})

        dW[l] = central_difference(cost_of_W, W[l], epsilon)
        db[l] = central_difference(cost_of_b, b[l], epsilon)
    return NumericalGradients(dW, db)


def central_difference(f: Callable[[Array], float], at: Array, epsilon: float = EPSILON) -> Array:
    """The derivative of f with respect to each entry of `at`, shaped as `at`."""
    derivative = np.empty_like(at)
    for index in np.ndindex(at.shape):
        above, below = at.copy(), at.copy()
        above[index] += epsilon
        below[index] -= epsilon
        derivative[index] = (f(above) - f(below)) / (2 * epsilon)
    return derivative


def relative_error(g: Array | float, h: Array | float) -> float:
    """||g - h|| / (||g|| + ||h||), Frobenius; 0 where both are zero, 1 at the worst."""
    largest = max(float(np.max(np.abs(g))), float(np.max(np.abs(h))))
    if largest == 0:
        return 0.0
    # Squares of very large numbers would overflow.
    g, h = np.asarray(g) / largest, np.asarray(h) / largest
    return float(np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)))


def agrees(g: Array, h: Array) -> bool:
    """Whether two gradients are equal up to rounding: ||g-h|| <= 1e-7 (||g||+||h||) + 1e-9.

    The absolute part is what a cost near 1 leaves of a difference quotient after rounding: where
    weights are tiny so are some gradients, and there a relative error alone measures only rounding.
    """
    size = float(np.linalg.norm(g) + np.linalg.norm(h))
    return float(np.linalg.norm(g - h)) <= 1e-7 * size + 1e-9


@dataclass(frozen=True)
class GradientCheck:
    """The gradients of one pass against central differences.

    errors : relative error of each dW[l] and db[l], by name.
    agree : whether each is equal up to rounding (`agrees`).
    kinks : how many activations are so near a kink that a difference there is no fault.
    """

    of: Pass
    errors: Mapping[Name, float]
    agree: Mapping[Name, bool]
    kinks: int


def check(of: Pass) -> GradientCheck:
    """Compare a pass's dW[l] and db[l] with numerical gradients of the same J."""
    activation = of.config.activation
    numerical = numerical_gradients(of.parameters, of.X, of.Y, activation=activation)
    pairs = {
        Name(kind, l): (getattr(of.gradients, kind)[l], getattr(numerical, kind)[l])
        for l in of.parameters.layers
        for kind in ("dW", "db")
    }
    return GradientCheck(
        of,
        {name: relative_error(*pair) for name, pair in pairs.items()},
        {name: agrees(*pair) for name, pair in pairs.items()},
        units_at_kink(of.parameters, of.X, activation),
    )


def units_at_kink(
    parameters: Parameters, X: Array, activation: str, epsilon: float = EPSILON
) -> int:
    """How many hidden activations a change of one parameter by epsilon could carry across z = 0.

    There relu has no derivative, so a numerical gradient may differ although backpropagation is
    right. Always 0 for activations without a kink.
    """
    if activation not in KINKED:
        return 0
    cache = forward_propagation(parameters, X, activation)
    # How far each Z[l] can move when a parameter in layer l or below moves by epsilon.
    reach = epsilon * np.maximum(1, np.max(np.abs(X), axis=0, keepdims=True))
    crossings = 0
    for l in range(1, len(parameters.W)):
        if l > 1:
            gain = float(np.max(np.sum(np.abs(parameters.W[l]), axis=1)))
            own = epsilon * np.maximum(1, np.max(np.abs(cache.A[l - 1]), axis=0, keepdims=True))
            reach = np.maximum(own, reach * gain)
        crossings += int(np.sum(np.abs(cache.Z[l]) <= reach))
    return crossings
