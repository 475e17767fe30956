"""Activation functions g and their derivatives g', by name."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from core.types import Array

LEAK = 0.01


class Activation(NamedTuple):
    """An activation function and its derivative, both element-wise.

    g(Z) has the shape of Z. derivative(Z, A) is g'(Z), given A = g(Z) as well because for tanh
    and sigmoid the derivative is cheapest, and most readable, in terms of A.
    """

    g: Callable[[Array], Array]
    derivative: Callable[[Array, Array], Array]


def sigmoid(Z: Array) -> Array:
    """sigma(z) = 1 / (1 + e^-z), element-wise, without overflow for any finite z."""
    # e^-|z| is at most 1, so neither form below can overflow, and small results keep their digits.
    E = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1 / (1 + E), E / (1 + E))


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0.0)


def _leaky_relu(Z: Array) -> Array:
    return np.maximum(Z, LEAK * Z)


ACTIVATIONS: Mapping[str, Activation] = {
    "tanh": Activation(np.tanh, lambda Z, A: 1 - A**2),
    "sigmoid": Activation(sigmoid, lambda Z, A: A * (1 - A)),
    "relu": Activation(_relu, lambda Z, A: (Z > 0).astype(float)),
    "leaky_relu": Activation(_leaky_relu, lambda Z, A: np.where(Z > 0, 1.0, LEAK)),
}
"""The hidden layers' choices. At the kink z = 0 relu and leaky_relu take the left derivative."""

KINKED = frozenset({"relu", "leaky_relu"})
"""Activations without a derivative at z = 0, where a numerical gradient can disagree honestly."""


def activation_named(name: str) -> Activation:
    """Look an activation up by name.

    Raises
    ------
    ValueError
        If there is no activation of that name.
    """
    try:
        return ACTIVATIONS[name]
    except KeyError:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"unknown activation {name!r}; choose one of {known}") from None
