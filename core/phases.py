"""One iteration taken apart: the phases of an update, and what each of them computes."""

from typing import NamedTuple

import numpy as np

from core.equations import vectorised
from core.network import update_parameters
from core.passes import Pass
from core.types import Array, Name

PHASES = ("forward", "loss", "backward", "update")
"""The parts of one iteration, in their order."""


def computed(phase: str, L: int) -> tuple[Name, ...]:
    """The matrices that a phase makes in a network with L layers, in the order of the pass.

    The loss makes numbers only, L(i) and J, so there are none for it. The update makes new W and b.
    """
    if phase == "update":
        return tuple(Name(kind, l) for l in range(1, L + 1) for kind in ("W", "b"))
    names = [Name.of(code) for code in vectorised(L)]
    back = {"forward": False, "backward": True}
    return tuple(name for name in names if back.get(phase) is name.kind.startswith("d"))


class Moved(NamedTuple):
    """An entry of W[l] or b[l] before and after an update; row and column are counted from 1.

    gradient : the entry's dW or db, so that after = before - α gradient.
    """

    name: Name
    row: int
    column: int
    before: float
    after: float
    gradient: float


def moved(of: Pass, most: int) -> list[Moved]:
    """The entries that the next update moves furthest, the furthest first, at most so many."""
    old, gradients = of.parameters, of.gradients
    new = update_parameters(old, gradients, of.config.learning_rate)
    found = [
        Moved(Name(kind, l), i + 1, j + 1, float(before[l][i, j]), float(after[l][i, j]), float(g))
        for kind, before, after, slopes in (
            ("W", old.W, new.W, gradients.dW), ("b", old.b, new.b, gradients.db)
        )
        for l in old.layers
        for (i, j), g in _entries(slopes[l])
    ]  # fmt: skip
    return sorted(found, key=lambda entry: -abs(entry.gradient))[:most]


def _entries(array: Array) -> list[tuple[tuple[int, ...], float]]:
    return [(at, float(value)) for at, value in np.ndenumerate(array)]
