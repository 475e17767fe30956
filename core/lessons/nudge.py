"""One entry of a quantity moved a little: what becomes of L, beside its derivative."""

from dataclasses import dataclass

import numpy as np

from core.activations import activation_named
from core.lessons.sample import Sample
from core.types import Array

POINTS = 81
OF_THE_ROOM = 0.95
"""a2 is moved by at most this part of its distance to 0 or 1, between which it must stay."""
MOVABLE = ("W1", "b1", "z1", "a1", "W2", "b2", "z2", "a2")
"""The quantities with a derivative of L in the walk through one sample."""


@dataclass(frozen=True)
class Nudge:
    """An entry moved from `value` by `delta`, and L before and after it.

    delta : what the move came to; a number next to 1 cannot be moved by less than its last digit.
    derivative : of L with respect to the entry, from backpropagation.
    lost : L should change by less than its own numbers are rounded by, so ΔL tells nothing.
    """

    value: float
    delta: float
    before: float
    after: float
    derivative: float
    lost: bool

    @property
    def difference(self) -> float:
        """ΔL."""
        return self.after - self.before

    @property
    def quotient(self) -> float:
        """ΔL / Δ; the derivative is what it comes to as Δ shrinks."""
        return self.difference / self.delta


@dataclass(frozen=True)
class Curve:
    """A function of one number at evenly spaced places, and its tangent at one of them.

    x, y : (k,) arrays.
    at, value, slope : where the tangent touches, the function there, and the tangent's slope.
    """

    x: Array
    y: Array
    at: float
    value: float
    slope: float


def room(sample: Sample, name: str, i: int, j: int) -> float:
    """How far an entry is moved to either side; 1, but for a2, which stays between 0 and 1."""
    if name != "a2":
        return 1.0
    a = float(sample.values["a2"][i, j])
    return OF_THE_ROOM * min(a, 1 - a)


def can_move(sample: Sample, name: str, i: int, j: int, delta: float) -> bool:
    """Whether the entry is another number then, not lost in rounding, and a2 inside of 0 and 1."""
    value = float(sample.values[name][i, j])
    moved = value + delta
    return moved != value and (name != "a2" or 0 < moved < 1)


def nudge(sample: Sample, name: str, i: int, j: int, delta: float) -> Nudge:
    """Move one entry of a quantity by delta, everything after it following.

    Raises
    ------
    ValueError
        If it cannot be moved so.
    """
    if not can_move(sample, name, i, j, delta):
        raise ValueError(f"{name} cannot be moved by {delta}")
    at = sample.values[name]
    value = float(at[i, j])
    derivative, moved = float(sample.values[f"d{name}"][i, j]), value + delta - value
    return Nudge(
        value, moved, sample.loss_with(name, at), _moved(sample, name, i, j, delta), derivative,
        lost=abs(derivative * moved) < sample.loss_rounding(name),
    )  # fmt: skip


def loss_along(sample: Sample, name: str, i: int, j: int, reach: float) -> Curve:
    """L over one entry of a quantity, from `reach` below its value to as much above it."""
    shifts = np.linspace(-reach, reach, POINTS)
    at = float(sample.values[name][i, j])
    losses = np.array([_moved(sample, name, i, j, float(shift)) for shift in shifts])
    return Curve(
        at + shifts, losses, at, float(losses[POINTS // 2]),
        float(sample.values[f"d{name}"][i, j]),
    )  # fmt: skip


def activation_along(name: str, z: float, least: float = 4.0) -> Curve:
    """g over z, at least from -4 to 4, with the tangent at one z."""
    g, derivative = activation_named(name)
    reach = max(least, 1.2 * abs(z))
    x = np.linspace(-reach, reach, POINTS)
    here = np.array([z])
    a = g(here)
    return Curve(x, g(x), z, float(a[0]), float(derivative(here, a)[0]))


def _moved(sample: Sample, name: str, i: int, j: int, shift: float) -> float:
    value = sample.values[name].copy()
    value[i, j] += shift
    return sample.loss_with(name, value)
