"""The weights of a network as lines: where each runs, how wide it is, and in which colour."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from core.types import Array, Layers
from dashboard.charts.layout import Layout
from dashboard.charts.live import arrow
from dashboard.charts.palette import Palette
from dashboard.format import size

Line = tuple[float, float, float, float, float, str, bool, str, str, int, int, int]

CLIP = 6.0
"""A weight of this size or more has the widest line."""
THINNEST = 0.8
"""Pixels of the line of a weight of 0."""
LINE = (
    "x", "y", "x2", "y2", "width", "colour", "negative", "name", "kind", "layer", "i", "j",
)  # fmt: skip
"""What is known of each line of the drawing."""


def links(
    places: Layout,
    W: Layers,
    colours: Palette,
    only: tuple[int, int] | None = None,
    *,
    kind: str = "W",
    ghost: Layers | None = None,
) -> pa.Table:
    """A row for each weight that is drawn.

    Each has its ends (x, y) and (x2, y2), the width, colour and dashes of its line, and its name
    and value as the pointer shows them. The widest come last, so that they lie on top. Gradients
    are drawn with the widest line for the largest.
    """
    full = CLIP if kind == "W" else max(float(np.abs(array).max()) for array in W.values()) or 1.0
    lines = sorted(_lines(places, W, colours, only, kind, full), key=lambda line: line[4])
    if ghost is not None:
        grey = replace(colours, positive=colours.grey, negative=colours.grey)
        lines = [*_lines(places, ghost, grey, only, kind, full), *lines]
    return arrow(dict(zip(LINE, zip(*lines, strict=True), strict=True)))


def _lines(
    places: Layout,
    W: Layers,
    colours: Palette,
    only: tuple[int, int] | None,
    kind: str,
    full: float,
) -> list[Line]:
    lines: list[Line] = []
    for l in sorted(W):
        starts, ends = places.layer(l - 1), places.layer(l)
        drawn = W[l][: len(ends), : len(starts)]
        widths = line_width(drawn, places.widest, full)
        for b, row, row_widths in zip(ends, drawn.tolist(), widths.tolist(), strict=True):
            for a, w, width in zip(starts, row, row_widths, strict=True):
                if only is not None and only not in ((l, b.row), (l - 1, a.row)):
                    continue
                colour = colours.positive if w > 0 else colours.negative if w < 0 else colours.grey
                name = f"{kind}[{l}]: {b.row + 1}, {a.row + 1} → {size(w)}"
                ends_at = (a.x, a.y, b.x, b.y)
                lines.append(
                    (*ends_at, width, colour, w < 0, name, "weight", l, b.row + 1, a.row + 1)
                )
    return lines


def line_width(weights: Array, widest: float, full: float = CLIP) -> Array:
    """Pixels for each weight: THINNEST at 0, with the root of its size up to `widest` at `full`."""
    sizes = np.nan_to_num(np.abs(weights), nan=0.0, posinf=full)
    return THINNEST + (widest - THINNEST) * np.sqrt(np.minimum(sizes / full, 1))
