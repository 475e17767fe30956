"""Small pictures of arrays, as data URIs that a chart or a page can hold."""

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.types import Array
from dashboard.charts.palette import Palette, diverging

COLOURS = 32
"""Few enough for a picture of a kilobyte or two, enough for the eye."""


def picture(
    values: Array,
    low: float,
    high: float,
    colours: Palette,
    strength: float = 1,
    line: float | None = None,
) -> str:
    """A (rows, columns) array as a PNG, from low (negative's colour) to high (positive's).

    With `line`, the cells where the values cross that number are drawn in ink.

    `strength` below 1 blends towards the neutral colour, so that points stay readable on top.
    Where there is no number (nan), the picture is transparent.
    """
    scaled = np.clip((values - low) / (high - low), 0, 1)
    steps = np.nan_to_num(scaled * (COLOURS - 1), nan=COLOURS).round().astype(np.uint8)
    if line is not None:
        steps[_crossing(values > line)] = COLOURS + 1
    table = diverging(colours.negative, colours.neutral, colours.positive, COLOURS)
    middle = diverging(colours.neutral, colours.neutral, colours.neutral, COLOURS)
    blended = (strength * table + (1 - strength) * middle).round().astype(np.uint8)
    image = Image.fromarray(steps)
    ink = bytes(int(colours.ink[i : i + 2], 16) for i in (1, 3, 5))
    image.putpalette(blended.tobytes() + bytes(3) + ink)
    return encoded(image, transparency=COLOURS)


def encoded(image: Image.Image, **options: int) -> str:
    """An image as a data URI of a PNG; the options are Pillow's."""
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def _crossing(above: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The cells that are above, beside or below one that is not."""
    edge = np.zeros_like(above)
    edge[:, :-1] |= above[:, :-1] != above[:, 1:]
    edge[:-1] |= above[:-1] != above[1:]
    return edge


def scatter(X: Array, Y: Array, colours: Palette, side: int = 96) -> Image.Image:
    """A little picture of samples: the first two rows of X (n[0], m), coloured by Y (1, m)."""
    # Drawn at twice the size, so that the dots come out smooth.
    size, edge, radius = 2 * side, 0.06, 2.6
    picture = Image.new("RGB", (size, size), colours.neutral)
    shown = X[[0, min(1, len(X) - 1)]]
    low, high = shown.min(axis=1, keepdims=True), shown.max(axis=1, keepdims=True)
    at = size * (edge + (1 - 2 * edge) * (shown - low) / np.maximum(high - low, 1e-9))
    draw = ImageDraw.Draw(picture)
    for x, y, label in zip(at[0], size - at[1], Y[0], strict=True):
        colour = colours.positive if label else colours.negative
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return picture.resize((side, side), Image.Resampling.LANCZOS)
