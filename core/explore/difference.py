"""Where two networks predict differently: the difference of their outputs over a plane."""

from dataclasses import dataclass

import numpy as np

from core.passes import Pass
from core.plane import Plane, activations_over
from core.types import Array


@dataclass(frozen=True, eq=False)
class Difference:
    """The outputs of two networks over a plane, one minus the other.

    values : (side, side), a[L] of the first minus a[L] of the second, first row on top.
    share : of the cells, those on which the two predict different classes.
    """

    values: Array
    share: float


def difference(plane: Plane, side: int, one: Pass, other: Pass) -> Difference:
    """The difference of two networks' first outputs at side x side cells of a plane.

    Raises
    ------
    ValueError
        If they do not have equally many inputs, and so no plane in common.
    """
    n0 = [of.parameters.W[1].shape[1] for of in (one, other)]
    if n0[0] != n0[1]:
        raise ValueError(f"n[0] is {n0[0]} in one network and {n0[1]} in the other")
    first, second = (
        activations_over(plane, side, of.parameters, of.config.activation)[len(of.parameters.W)][0]
        for of in (one, other)
    )
    return Difference(first - second, float(np.mean((first > 0.5) != (second > 0.5))))
