"""Whether two shapes have a common one, by NumPy's rule of broadcasting."""

from itertools import zip_longest
from typing import NamedTuple

from core.types import Shape


class Misfit(NamedTuple):
    """The first pair of sizes, counted from the right from 1, of which neither repeats."""

    at: int
    first: int
    second: int


def common_shape(first: Shape, second: Shape) -> Shape | Misfit:
    """The shape to which two are broadcast, or where they do not fit.

    Shapes are compared from the right. Where one of them has no more sizes, or the size 1, that of
    the other counts.

    Source: NumPy's manual, "Broadcasting", general rules.
    """
    sizes = []
    for at, (a, b) in enumerate(zip_longest(reversed(first), reversed(second), fillvalue=1), 1):
        if a != b and 1 not in (a, b):
            return Misfit(at, a, b)
        sizes.append(b if a == 1 else a)
    return tuple(reversed(sizes))
