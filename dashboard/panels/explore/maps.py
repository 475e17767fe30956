"""The boundary of a sweep's run, as the little picture that is seen where one points."""

from weakref import WeakKeyDictionary

import numpy as np

from core.explore.cells import Cell
from core.plane import Plane, activations_over, plane_around
from core.types import Array
from dashboard.charts.palette import Palette
from dashboard.charts.picture import picture

SIDE = 80
"""Points of the plane across and up; a screen shows as many pixels."""
Window = tuple[float, float, float, float]
_KEPT: WeakKeyDictionary[Cell, dict[tuple[Window, Palette], str]] = WeakKeyDictionary()
"""Each picture goes with its cell, so that nothing of a learner's own data outlives the session."""


def boundary_of(cell: Cell, X: Array, colours: Palette) -> str:
    """a[2] of a run over the window around X (2, m), with its line at 0.5; "" if it diverged."""
    if cell.diverged is not None:
        return ""
    plane = plane_around(X)
    kept = _KEPT.setdefault(cell, {})
    key = (*plane.low, *plane.high), colours
    if key not in kept:
        kept[key] = _drawn(cell, plane, colours)
    return kept[key]


def _drawn(cell: Cell, plane: Plane, colours: Palette) -> str:
    plane = Plane((0, 1), plane.low, plane.high, np.zeros((2, 1)))
    output = activations_over(plane, SIDE, cell.parameters, cell.config.activation)[2][0]
    return picture(output, 0, 1, colours, line=0.5)
