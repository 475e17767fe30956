"""A fully connected network in the notes' equations: forward, cost, backward, update.

Columns are examples: X is (n[0], m), Y is (n[L], m). W[l] is (n[l], n[l-1]), b[l] is (n[l], 1),
and everything that belongs to the samples, Z[l], A[l], dZ[l], dA[l], is (n[l], m).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from core.activations import activation_named, sigmoid
from core.doors import floats, require_layers, require_shape_of
from core.types import Array, Layers


@dataclass(frozen=True)
class Parameters:
    """What is learned: W[l] (n[l], n[l-1]) and b[l] (n[l], 1) for l = 1..L."""

    W: Layers
    b: Layers

    @property
    def layers(self) -> range:
        """The layer numbers 1..L."""
        return range(1, len(self.W) + 1)


@dataclass(frozen=True)
class Cache:
    """What the forward pass leaves for the backward pass: Z[l] for l = 1..L, A[l] for l = 0..L."""

    Z: Layers
    A: Layers
    activation: str


@dataclass(frozen=True)
class Gradients:
    """Derivatives, each with the shape of the array it belongs to.

    dW[l] and db[l] are derivatives of the cost J, the mean over the m samples. dZ[l] and dA[l]
    hold, column by column, the derivatives of one sample's own loss, and so carry no 1/m.
    """

    dW: Layers
    db: Layers
    dZ: Layers
    dA: Layers


class NormalSource(Protocol):
    """Anything that draws standard normals: numpy's Generator, or the older RandomState."""

    def standard_normal(self, size: tuple[int, int]) -> Array: ...


INITIALIZATIONS: Mapping[str, Callable[[int, float], float]] = {
    "small": lambda fan_in, scale: scale,
    "zeros": lambda fan_in, scale: 0.0,
    "xavier": lambda fan_in, scale: float(np.sqrt(1 / fan_in)),
    "he": lambda fan_in, scale: float(np.sqrt(2 / fan_in)),
}
"""The standard deviation of W[l]'s entries, from fan_in = n[l-1] and the given scale."""


def initialize_parameters(
    layer_sizes: Sequence[int],
    *,
    method: str = "small",
    scale: float = 0.01,
    rng: NormalSource,
) -> Parameters:
    """Draw the starting W[l]; every b[l] starts at zero.

    Parameters
    ----------
    layer_sizes : sequence of int
        (n[0], n[1], ..., n[L]), each at least 1, L at least 1.
    method : str
        "small":  W[l] = scale * normal
        "zeros":  W[l] = 0
        "xavier": W[l] = sqrt(1 / n[l-1]) * normal  (Glorot and Bengio 2010, fan-in form)
        "he":     W[l] = sqrt(2 / n[l-1]) * normal  (He et al. 2015)
    scale : float
        Used by "small" only.
    rng : Generator or RandomState
        W[1] is drawn first, then W[2], ...; `numpy.random.RandomState(2)` gives the start of the
        published run.

    Raises
    ------
    ValueError
        If a size is below 1, there are fewer than two sizes, or the method is unknown.
    """
    if len(layer_sizes) < 2 or min(layer_sizes) < 1:
        raise ValueError(f"layer_sizes needs two or more sizes of at least 1, not {layer_sizes}")
    if method not in INITIALIZATIONS:
        known = ", ".join(INITIALIZATIONS)
        raise ValueError(f"unknown initialisation {method!r}; choose one of {known}")
    W, b = {}, {}
    for l in range(1, len(layer_sizes)):
        fan_in, n = layer_sizes[l - 1], layer_sizes[l]
        deviation = INITIALIZATIONS[method](fan_in, scale)
        W[l] = deviation * rng.standard_normal((n, fan_in)) if deviation else np.zeros((n, fan_in))
        b[l] = np.zeros((n, 1))
    return Parameters(W, b)


def forward_propagation(parameters: Parameters, X: Array, activation: str = "tanh") -> Cache:
    """Z[l] = W[l] A[l-1] + b[l] and A[l] = g[l](Z[l]), from A[0] = X to A[L].

    Parameters
    ----------
    parameters : Parameters
    X : (n[0], m) array
    activation : str
        g of every hidden layer, a name in `core.activations.ACTIVATIONS`; the output's is sigmoid.

    Returns
    -------
    Cache
        Z[l] and A[l], each (n[l], m).

    Raises
    ------
    ValueError
        If the activation is unknown, or a shape is not that of the rules; it names both shapes.
    """
    W, b = parameters.W, parameters.b
    L = len(W)
    X = floats(X)
    require_layers(W, b, X)
    g = activation_named(activation).g
    Z: dict[int, Array] = {}
    A: dict[int, Array] = {0: X}
    for l in range(1, L + 1):
        Z[l] = W[l] @ A[l - 1] + b[l]
        A[l] = g(Z[l]) if l < L else sigmoid(Z[l])
    return Cache(Z, A, activation)


def losses(cache: Cache, Y: Array) -> Array:
    """Each output's cross-entropy, (n[L], m): -(y log a + (1 - y) log(1 - a)).

    Computed from the logits, log a = -log(1 + e^-z) and log(1 - a) = -log(1 + e^z), because a
    rounds to 0 or 1 long before z is large, and the logarithm of that 0 would be infinite.

    Raises
    ------
    ValueError
        If Y (n[L], m) has not the shape of A[L]; it names both shapes.
    """
    L = len(cache.Z)
    Y, Z = floats(Y), cache.Z[L]
    require_shape_of("Y", Y, f"A[{L}] (n[{L}], m)", Z)
    return Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)


def compute_cost(cache: Cache, Y: Array) -> float:
    """J = (1/m) * sum of the m samples' losses; several outputs' losses are added.

    Raises
    ------
    ValueError
        If Y (n[L], m) has not the shape of A[L]; it names both shapes.
    """
    m = cache.A[0].shape[1]
    return float(np.sum(losses(cache, Y)) / m)


def backward_propagation(parameters: Parameters, cache: Cache, Y: Array) -> Gradients:
    """Walk the forward pass backwards, from dZ[L] = A[L] - Y to dW[1] and db[1].

    For every layer, with * element-wise:
        dA[l] = W[l+1]ᵀ dZ[l+1]          dZ[l] = dA[l] * g'(Z[l])
        dW[l] = (1/m) dZ[l] A[l-1]ᵀ      db[l] = (1/m) sum of dZ[l] over axis 1

    Parameters
    ----------
    parameters : Parameters
        Those the cache was computed with, before any update.
    cache : Cache
    Y : (n[L], m) array

    Returns
    -------
    Gradients
        dW[l], db[l], dZ[l], dA[l] for l = 1..L.

    Raises
    ------
    ValueError
        If Y has not the shape of A[L]; it names both shapes.
    """
    W, Z, A = parameters.W, cache.Z, cache.A
    L, m = len(W), A[0].shape[1]
    Y = floats(Y)
    require_shape_of("Y", Y, f"A[{L}] (n[{L}], m)", A[L])
    g_prime = activation_named(cache.activation).derivative
    dA: dict[int, Array] = {L: _output_derivative(Z[L], Y)}
    # This is dA[L] * g'(Z[L]) for the sigmoid; the product itself would lose every digit where A
    # rounds to 0 or 1.
    dZ: dict[int, Array] = {L: A[L] - Y}
    dW: dict[int, Array] = {}
    db: dict[int, Array] = {}
    for l in range(L, 0, -1):
        if l < L:
            dA[l] = W[l + 1].T @ dZ[l + 1]
            dZ[l] = dA[l] * g_prime(Z[l], A[l])
        dW[l] = (1 / m) * (dZ[l] @ A[l - 1].T)
        db[l] = (1 / m) * np.sum(dZ[l], axis=1, keepdims=True)
    return Gradients(dW, db, dZ, dA)


def _output_derivative(Z: Array, Y: Array) -> Array:
    """da = -y/a + (1-y)/(1-a) from the logits: -(1 + e^-z) for y = 1, 1 + e^z for y = 0.

    Beyond |z| = 709 the true value is larger than any float; the largest float stands in for it.
    """
    sign = 1 - 2 * Y
    with np.errstate(over="ignore"):
        da: Array = np.nan_to_num(sign * (1 + np.exp(sign * Z)), nan=np.nan)
    return da


def update_parameters(
    parameters: Parameters, gradients: Gradients, learning_rate: float
) -> Parameters:
    """One step of gradient descent: W[l] := W[l] - α dW[l], b[l] := b[l] - α db[l].

    Raises
    ------
    ValueError
        If a gradient has not the shape of its parameter; it names both shapes.
    """
    for l in parameters.layers:
        require_shape_of(f"dW[{l}]", gradients.dW[l], f"W[{l}]", parameters.W[l])
        require_shape_of(f"db[{l}]", gradients.db[l], f"b[{l}]", parameters.b[l])
    return Parameters(
        W={l: parameters.W[l] - learning_rate * gradients.dW[l] for l in parameters.layers},
        b={l: parameters.b[l] - learning_rate * gradients.db[l] for l in parameters.layers},
    )


def predict(parameters: Parameters, X: Array, activation: str = "tanh") -> Array:
    """Label 1 where A[L] > 0.5, else 0; (n[L], m), for X of (n[0], m)."""
    cache = forward_propagation(parameters, X, activation)
    return labels(cache)


def labels(cache: Cache) -> Array:
    """The labels a finished forward pass stands for: 1.0 where A[L] > 0.5, else 0.0."""
    return (cache.A[len(cache.Z)] > 0.5).astype(float)
