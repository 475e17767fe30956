"""Still pictures as SVG, for a page that stands on its own: curves, and samples on a plane."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

import numpy as np
from numpy.typing import NDArray

from core.types import Array
from dashboard.charts.bands import DASHES, Curve
from dashboard.charts.palette import Palette

WIDTH, HEIGHT = 460, 240
LEFT, BOTTOM, TOP = 52, 26, 22
FONT = "11"
TICKS = 5


def curves(
    frame: Mapping[str, Array], series: Sequence[Curve], colours: Palette, *, log: bool
) -> Element:
    """Curves over the iterations, which are the frame's first column.

    Where a curve has no number, its line has a gap. On a logarithm only positive numbers are drawn.
    """
    iterations, *columns = frame.values()
    picture = _picture(WIDTH, HEIGHT)
    known = np.concatenate([values[_drawn(values, log)] for values in columns])
    if not len(known):
        return picture
    low, high = _ends(known, log)
    last = max(1, int(iterations[-1]))

    def x(iteration: float) -> float:
        return LEFT + (WIDTH - LEFT - 8) * iteration / last

    def y(value: float) -> float:
        value = math.log10(value) if log else value
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - low) / (high - low)

    for value in _ticks(low, high, log):
        _line(picture, [(LEFT, y(value)), (WIDTH - 8, y(value))], colours.faint)
        _words(picture, LEFT - 6, y(value) + 4, f"{value:g}", colours.ink, "end")
    for at in (0, last):
        _words(picture, x(at), HEIGHT - 8, f"{at:,}", colours.ink, "start" if at == 0 else "end")
    for i, curve in enumerate(series):
        values = frame[curve.label]
        dash = " ".join(map(str, DASHES[curve.dashed])) if curve.dashed else None
        for piece in _pieces(_drawn(values, log)):
            points = [(x(float(iterations[at])), y(float(values[at]))) for at in piece]
            _line(picture, points, curve.colour, dash, 2)
        _line(picture, [(LEFT + 100 * i, 9), (LEFT + 22 + 100 * i, 9)], curve.colour, dash, 2)
        _words(picture, LEFT + 28 + 100 * i, 13, curve.label, colours.ink, "start")
    return picture


def plane(
    field: str, points: Mapping[str, Array], ends: Sequence[float], titles: tuple[str, str],
    colours: Palette, side: int = 300,
) -> Element:  # fmt: skip
    """Samples (columns x, y, label) over a picture of the output.

    ends : left, right, bottom, top of what the picture covers.
    """
    left, right, bottom, top = ends
    picture = _picture(side + 20, side + 20)
    SubElement(
        picture, "image", href=field, x="20", y="0", width=str(side), height=str(side),
        preserveAspectRatio="none",
    )  # fmt: skip
    for px, py, label in zip(points["x"], points["y"], points["label"], strict=True):
        colour = colours.positive if label else colours.negative
        across = 20 + side * (float(px) - left) / (right - left)
        up = side * (top - float(py)) / (top - bottom)
        if label:
            SubElement(
                picture, "circle", cx=f"{across:.1f}", cy=f"{up:.1f}", r="3", fill=colour,
                stroke=colours.point_edge,
            )  # fmt: skip
        else:
            corners = [(0, -4), (4, 0), (0, 4), (-4, 0)]
            SubElement(
                picture, "polygon", fill=colour, stroke=colours.point_edge,
                points=" ".join(f"{across + dx:.1f},{up + dy:.1f}" for dx, dy in corners),
            )  # fmt: skip
    _words(picture, 20 + side / 2, side + 16, titles[0], colours.ink, "middle")
    words = _words(picture, 12, side / 2, titles[1], colours.ink, "middle")
    words.set("transform", f"rotate(-90 12 {side / 2:g})")
    return picture


def _picture(width: int, height: int) -> Element:
    return Element(
        "svg", width=str(width), height=str(height), viewBox=f"0 0 {width} {height}", role="img"
    )


def _drawn(values: Array, log: bool) -> NDArray[np.bool_]:
    shown: NDArray[np.bool_] = np.isfinite(values) & ((values > 0) if log else True)
    return shown


def _ends(values: Array, log: bool) -> tuple[float, float]:
    """The ends of the vertical axis: from 0, or whole powers of ten."""
    if not log:
        return 0.0, float(values.max()) or 1.0
    low, high = (float(f(np.log10(end))) for f, end in
                 ((np.floor, values.min()), (np.ceil, values.max())))  # fmt: skip
    return low, max(high, low + 1)


def _ticks(low: float, high: float, log: bool) -> list[float]:
    if log:
        step = max(1, math.ceil((high - low) / TICKS))
        return [10.0**power for power in range(int(low), int(high) + 1, step)]
    decade = 10.0 ** math.floor(math.log10(high))
    parts = (0.1, 0.2, 0.5, 1.0, 2.0)
    wide = next(part * decade for part in parts if high <= part * decade * (TICKS + 1))
    return [wide * i for i in range(int(high / wide) + 1)]


def _pieces(known: NDArray[np.bool_]) -> list[list[int]]:
    """The positions with a number, in stretches without a gap."""
    at = np.flatnonzero(known).tolist()
    pieces = [at[:1]] if at else []
    for before, here in pairwise(at):
        if here == before + 1:
            pieces[-1].append(here)
        else:
            pieces.append([here])
    return pieces


def _line(
    picture: Element, points: Sequence[tuple[float, float]], colour: str, dash: str | None = None,
    width: float = 1,
) -> None:  # fmt: skip
    line = SubElement(
        picture, "polyline", fill="none", stroke=colour,
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
    )  # fmt: skip
    line.set("stroke-width", f"{width:g}")
    line.set("stroke-linecap", "round")
    if dash:
        line.set("stroke-dasharray", dash)


def _words(picture: Element, x: float, y: float, said: str, colour: str, anchor: str) -> Element:
    words = SubElement(picture, "text", x=f"{x:.1f}", y=f"{y:.1f}", fill=colour)
    words.set("font-size", FONT)
    words.set("text-anchor", anchor)
    words.text = said
    return words
