"""What is checked at every public door: shapes against the dimension rules, and labels."""

import numpy as np
from numpy.typing import ArrayLike

from core.types import Array, Layers, Shape

MOST_NAMED = 5
"""So many offending labels are named."""


def floats(values: ArrayLike) -> Array:
    """The values as float64, the same array where it is one already.

    Labels often come as unsigned bytes, in which 1 - 2·1 is 255.
    """
    return np.asarray(values, dtype=np.float64)


def require_layers(W: Layers, b: Layers, X: Array) -> None:
    """Raise unless W[l] is (n[l], n[l-1]) and b[l] (n[l], 1) for l = 1..L, and X is (n[0], m).

    Raises
    ------
    ValueError
        Names both shapes.
    """
    require(W[1].ndim == 2, "W[1]", "(n[1], n[0])", W[1].shape)
    n = W[1].shape[1]
    fits = X.ndim == 2 and len(X) == n
    require(fits, "X", f"(n[0], m) = ({n}, m), to fit W[1] {W[1].shape}", X.shape)
    for l in range(1, len(W) + 1):
        fits = W[l].ndim == 2 and W[l].shape[1] == n
        require(fits, f"W[{l}]", f"(n[{l}], n[{l - 1}]) = (n[{l}], {n})", W[l].shape)
        n = len(W[l])
        require(b[l].shape == (n, 1), f"b[{l}]", f"(n[{l}], 1) = ({n}, 1)", b[l].shape)


def require_shape_of(name: str, array: Array, of: str, other: Array) -> None:
    """Raise unless an array has the shape of another one, called `of`.

    Raises
    ------
    ValueError
        Names both shapes.
    """
    require(array.shape == other.shape, name, f"{other.shape}, that of {of}", array.shape)


def require(fits: bool, name: str, expected: str, shape: Shape) -> None:
    """Raise unless it fits, and name the shape an array must have and the one it has."""
    if not fits:
        raise ValueError(f"{name} must have the shape {expected}, but it has the shape {shape}")


def require_labels(Y: Array) -> None:
    """Raise unless every label lies in [0, 1].

    Between 0 and 1 a label is the share of y = 1 (a soft label), and the equations still hold.

    Raises
    ------
    ValueError
        Names the values that do not.
    """
    # The comparison is also false for NaN.
    outside = np.unique(Y[~((Y >= 0) & (Y <= 1))])
    if outside.size:
        named = ", ".join(f"{value:g}" for value in outside[:MOST_NAMED])
        more = f" and {outside.size - MOST_NAMED} more" if outside.size > MOST_NAMED else ""
        raise ValueError(f"labels must lie in [0, 1], but Y holds {named}{more}")
