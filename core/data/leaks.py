"""Columns that give the label away: a copy of it, or one that a single threshold splits into it."""

import math
from collections.abc import Sequence

from core.types import Array

# How probable it may be, at most, that a column without any meaning looks like this by chance.
CHANCE = 1e-3


def copies(values: Sequence[object], y: Array, columns: int, most: int) -> bool:
    """Whether each of a few values stands for one class alone.

    Parameters
    ----------
    values : (rows,) sequence
        As written or as numbers.
    y : (rows,) array of 0.0 and 1.0
    columns : int
        How many are looked at: the more there are, the more probable is chance.
    most : int
        So many different values at most.
    """
    if len(set(values)) > most:
        return False
    classes: dict[object, float] = {}
    for value, label in zip(values, y, strict=True):
        if classes.setdefault(value, label) != label:
            return False
    return len(classes) > 1 and _no_chance(y, columns * 2.0 ** len(classes))


def splits(x: Array, y: Array, columns: int) -> bool:
    """Whether one threshold separates the classes, in all rows."""
    zeros, ones = x[y == 0], x[y == 1]
    if not len(zeros) or not len(ones):
        return False
    apart = zeros.max() < ones.min() or ones.max() < zeros.min()
    return bool(apart) and _no_chance(y, columns * 2.0)


def _no_chance(y: Array, ways: float) -> bool:
    """ways / C(rows, ones) is below CHANCE: of all orders of the labels so few look like this."""
    return math.log(ways) - math.log(math.comb(len(y), int(y.sum()))) < math.log(CHANCE)
