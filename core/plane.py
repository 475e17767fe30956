"""A network seen over a plane of two of its features."""

from dataclasses import dataclass, replace

import numpy as np

from core.network import Parameters, forward_propagation
from core.types import Array

NOTHING = 1e-9
"""Samples no further apart than this are one place."""


@dataclass(frozen=True)
class Plane:
    """A window on two features; the others, if there are any, stay at `rest`.

    features : the rows of X across and up.
    low, high : the window's corners, (across, up).
    rest : (n[0], 1), what every feature is held at where it is not one of the two.
    """

    features: tuple[int, int]
    low: tuple[float, float]
    high: tuple[float, float]
    rest: Array

    @property
    def middle(self) -> tuple[float, float]:
        """The window's middle, (across, up)."""
        (left, bottom), (right, top) = self.low, self.high
        return (left + right) / 2, (bottom + top) / 2

    @property
    def half(self) -> float:
        """Half of the window's side."""
        return (self.high[0] - self.low[0]) / 2

    def wider(self, times: float) -> "Plane":
        """The window that is so many times as wide and as high, around the same middle."""
        (x, y), half = self.middle, times * self.half
        return replace(self, low=(x - half, y - half), high=(x + half, y + half))

    def grid(self, side: int) -> Array:
        """The points at the centres of side x side equal cells, (n[0], side²).

        Row by row as in a picture: the first point is the cell at the upper left.
        """
        across, up = (
            low + (high - low) * (np.arange(side) + 0.5) / side
            for low, high in zip(self.low, self.high, strict=True)
        )
        points = np.repeat(self.rest, side * side, axis=1)
        points[self.features[1]] = np.repeat(up[::-1], side)
        points[self.features[0]] = np.tile(across, side)
        return points


def plane_around(X: Array, features: tuple[int, int] = (0, 1), margin: float = 0.08) -> Plane:
    """The square window that holds every sample of X (n[0], m), the other features at their mean.

    One unit is as long across as up, so that a circle is one and a slope is what it looks like.
    With a single feature the window's two directions are that feature and an empty one. Around a
    single sample the window is 2 wide.
    """
    across, up = (min(f, X.shape[0] - 1) for f in features)
    shown = X[[across, up]]
    low, high = shown.min(axis=1), shown.max(axis=1)
    widest = float((high - low).max())
    middle, half = (low + high) / 2, (0.5 + margin) * widest if widest > NOTHING else 1.0
    low, high = middle - half, middle + half
    return Plane(
        (across, up),
        (float(low[0]), float(low[1])),
        (float(high[0]), float(high[1])),
        X.mean(axis=1, keepdims=True),
    )


def activations_over(
    plane: Plane, side: int, parameters: Parameters, activation: str
) -> dict[int, Array]:
    """A[l] for l = 1..L at every cell of the plane, each (n[l], side, side), first row on top."""
    cache = forward_propagation(parameters, plane.grid(side), activation)
    return {l: cache.A[l].reshape(-1, side, side) for l in parameters.layers}
