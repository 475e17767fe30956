"""Fewer rows and fewer digits, for charts that show them as they are given them."""

from collections.abc import Sequence

import numpy as np

from core.types import Array


def thinned(count: int, at_most: int) -> Sequence[int]:
    """Positions of at most so many of `count` rows, evenly spread, with the first and the last."""
    if count <= at_most:
        return range(count)
    return [round(i * (count - 1) / (at_most - 1)) for i in range(at_most)]


def rounded(values: Array, digits: int) -> Array:
    """Values to so many significant digits, for where they are shown as they are."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (digits - 1 - np.floor(np.log10(np.abs(values))))
        return np.where(np.isfinite(scale), np.round(values * scale) / scale, values)
