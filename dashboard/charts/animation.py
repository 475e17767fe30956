"""A run as an animated picture (GIF): the plane on the left, J on the right, frame by frame.

Its only words are symbols and numbers, because no font for Chinese is certain to be at hand.
"""

import io
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from core.types import Array
from dashboard import format
from dashboard.charts.ink import (
    FIELD,
    SHADES,
    Drawn,
    Inks,
    Pixels,
    font,
    full,
    over,
    shades,
    stamp,
    write,
)  # fmt: skip
from dashboard.charts.palette import Palette

SIZE = (840, 420)
PLANE = (26, 34, 352)
"""Left, top and side of the plane, in pixels."""
CURVE = (446, 34, 376, 352)
"""Left, top, width and height of the curve's box."""
TICK, LAST = 80, 1800
"""Milliseconds that a frame is seen, and the last one."""
RADIUS = 4.2
"""Of a sample's mark."""
REACH = 7
"""A mark is 2 REACH + 1 pixels wide, its edge and some room included."""
DIAMOND = ((-1.2, 0.0), (0.0, -1.2), (1.2, 0.0), (0.0, 1.2))
DISC = tuple((math.cos(math.tau * i / 32), math.sin(math.tau * i / 32)) for i in range(32))
"""Corners of the two classes' marks, as on the page."""
TICKS = 4
LARGE = 16
"""Of the numbers that change."""


class Frame(NamedTuple):
    """One iteration: a[L] over the plane (side, side) with the first row on top, and J."""

    iteration: int
    output: Array
    cost: float


def animated(
    frames: Sequence[Frame], iterations: Sequence[int], costs: Array, points: Mapping[str, Array],
    window: Sequence[float], names: tuple[str, str], colours: Palette,
) -> bytes:  # fmt: skip
    """The frames as a GIF that begins again at its end.

    Parameters
    ----------
    frames : of Frame
    iterations, costs : (k,)
        The curve of J, which may be finer than the frames.
    points : mapping
        The samples: columns x, y and label (0 or 1).
    window : (left, right, bottom, top) of the plane
    names : of the features across and up, as symbols
    colours : Palette
    """
    inks = Inks(colours)
    curve = Curve(iterations, costs, inks)
    samples = _samples(points, window, inks)
    ground = np.full(SIZE[::-1], inks.paper, dtype=np.uint8)
    left, top, side = PLANE
    write(ground, names[0], (left + side / 2, top + side + 6), "mt", inks.ink)
    write(ground, names[1], (left - 6, top + side / 2), "rm", inks.ink)
    pictures = []
    for frame in frames:
        canvas = ground.copy()
        field = _field(frame.output, inks)
        canvas[top : top + side, left : left + side] = np.where(samples, samples, field)
        curve.draw(canvas, frame)
        picture = Image.frombytes("P", SIZE, canvas.tobytes())
        picture.putpalette(inks.table.astype(np.uint8).tobytes())
        pictures.append(picture)
    file = io.BytesIO()
    pictures[0].save(
        file, "GIF", save_all=True, append_images=pictures[1:], loop=0, optimize=False,
        duration=[*[TICK] * (len(pictures) - 1), LAST],
    )  # fmt: skip
    return file.getvalue()


def _field(output: Array, inks: Inks) -> Pixels:
    """a[L] as places in the table of colours, with the decision boundary, a[L] = 1/2, in ink."""
    side = PLANE[2]
    # A run that has diverged gives no number; one half says as little as can be said.
    small = Image.fromarray(np.nan_to_num(output, nan=0.5).astype(np.float32))
    a = np.asarray(small.resize((side, side), Image.Resampling.BILINEAR))
    field: Pixels = (np.clip(a, 0, 1) * (FIELD - 1)).round().astype(np.uint8)
    above = a > 0.5
    edge = np.zeros_like(above)
    edge[:, :-1] |= above[:, :-1] != above[:, 1:]
    edge[:-1] |= above[:-1] != above[1:]
    # Two pixels wide.
    edge[1:] |= edge[:-1]
    edge[:, 1:] |= edge[:, :-1]
    field[edge] = full(inks.ink)
    return field


def _samples(points: Mapping[str, Array], window: Sequence[float], inks: Inks) -> Pixels:
    """The samples over the plane, as places in the table; 0 where there is none."""
    side = PLANE[2]
    left, right, bottom, top = window
    # With room around it for half a mark.
    drawn = np.zeros((side + 2 * REACH, side + 2 * REACH), dtype=np.uint8)
    marks = [_mark(DIAMOND, inks.classes[0]), _mark(DISC, inks.classes[1])]
    across = (np.asarray(points["x"]) - left) / (right - left) * side
    down = (top - np.asarray(points["y"])) / (top - bottom) * side
    for x, y, label in zip(across, down, points["label"], strict=True):
        if 0 <= x < side and 0 <= y < side:
            place = drawn[int(y) : int(y) + 2 * REACH + 1, int(x) : int(x) + 2 * REACH + 1]
            mark = marks[int(label)][: place.shape[0], : place.shape[1]]
            place[mark > 0] = mark[mark > 0]
    inside: Pixels = drawn[REACH:-REACH, REACH:-REACH]
    return inside


def _mark(corners: Sequence[tuple[float, float]], ramp: int) -> Pixels:
    """A sample's mark with its light edge, as places in the table; 0 outside of it."""
    size = (2 * REACH + 1, 2 * REACH + 1)
    inside = shades(size, _filled(corners, RADIUS))
    edge = shades(size, _filled(corners, RADIUS + 1)) >= SHADES / 2
    mark: Pixels = np.where(edge | (inside > 0), ramp + inside, 0).astype(np.uint8)
    return mark


def _filled(corners: Sequence[tuple[float, float]], radius: float) -> Drawn:
    """What fills a shape, given around (0, 0), in the middle of a mark."""

    def drawn(draw: ImageDraw.ImageDraw, scale: int) -> None:
        middle = REACH + 0.5
        x, y = ([scale * (middle + radius * c) for c in cs] for cs in zip(*corners, strict=True))
        draw.polygon(list(zip(x, y, strict=True)), fill=255)

    return drawn


class Curve:
    """J over the iterations: what is to come in grey, what has been in ink, and where it is now."""

    def __init__(self, iterations: Sequence[int], costs: Array, inks: Inks) -> None:
        self.iterations, self.costs, self.inks = iterations, costs, inks
        finite = costs[np.isfinite(costs)]
        highest = float(finite.max()) if len(finite) else 0.0
        self.ticks = _ticks(highest or 1.0)
        self.top = max(highest, self.ticks[-1])
        self.line = shades(SIZE, self._line)
        self.dot = shades((2 * REACH + 1, 2 * REACH + 1), _filled(DISC, 5))

    def place(self, iteration: int, cost: float) -> tuple[float, float]:
        """Where a value of J stands, in pixels."""
        left, top, width, height = CURVE
        across = iteration / max(1, self.iterations[-1])
        return left + width * across, top + height * (1 - cost / self.top)

    def draw(self, canvas: Pixels, frame: Frame) -> None:
        """Draw the curve as it stands at a frame."""
        left, top, width, height = CURVE
        inks = self.inks
        for tick in self.ticks:
            y = round(top + height * (1 - tick / self.top))
            canvas[y, left : left + width] = full(inks.faint)
            write(canvas, f"{tick:g}", (left - 6, y), "rm", inks.ink)
        x = self.place(frame.iteration, 0)[0]
        canvas[top : top + height + 5, round(x)] = inks.grey + SHADES // 2
        over(canvas, self.line, np.where(np.arange(SIZE[0]) <= round(x), inks.ink, inks.grey))
        known = math.isfinite(frame.cost)
        if known:
            stamp(canvas, self.dot, inks.ink, self.place(frame.iteration, frame.cost))
        # The font has no sign for infinity.
        shown = format.cost(frame.cost) if known else str(frame.cost)
        write(canvas, f"J = {shown}", (left, top - 12), "ls", inks.ink, LARGE)
        self._write_iterations(canvas, frame.iteration, x)

    def _write_iterations(self, canvas: Pixels, iteration: int, x: float) -> None:
        """The iteration below its place, the first and the last where there is room for them."""
        left, top, width, height = CURVE
        y, last = top + height + 8, format.whole(self.iterations[-1])
        now = format.whole(iteration)
        half = font(LARGE).getlength(now) / 2
        centre = min(max(x, left + half - 10), left + width - half + 10)
        write(canvas, now, (centre, y), "mt", self.inks.ink, LARGE)
        if centre - half > left + 20:
            write(canvas, "0", (left, y + 2), "mt", self.inks.grey)
        if self.iterations[-1] and centre + half < left + width - font(13).getlength(last) - 6:
            write(canvas, last, (left + width, y + 2), "rt", self.inks.grey)

    def _line(self, draw: ImageDraw.ImageDraw, scale: int) -> None:
        known = np.flatnonzero(np.isfinite(self.costs))
        places = [self.place(self.iterations[at], float(self.costs[at])) for at in known.tolist()]
        corners = [(scale * x, scale * y) for x, y in places]
        if len(corners) > 1:
            draw.line(corners, fill=255, width=round(2.4 * scale), joint="curve")


def _ticks(highest: float) -> list[float]:
    """Round numbers from 0 to about the highest value."""
    rough = highest / TICKS
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    return [step * i for i in range(int(highest / step + 1e-9) + 1)]
