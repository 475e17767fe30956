"""Small pictures of arrays, as data URIs that a chart or a page can hold."""

import base64
import io
import struct
import zlib
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from core.types import Array
from dashboard.charts.palette import Palette, diverging

COLOURS = 32
"""Few enough for a picture of a kilobyte or two, enough for the eye."""
INKS = 5
"""Shades from none of the ink of a line to all of it; with COLOURS they fit one palette of 256."""
REACH = 1.15
"""Cells from the middle of a line to where it has faded."""


def picture(
    values: Array,
    low: float,
    high: float,
    colours: Palette,
    strength: float = 1,
    line: float | None = None,
) -> str:
    """A (rows, columns) array as a PNG, from low (negative's colour) to high (positive's).

    With `line`, the line on which the values cross that number is drawn in ink.

    `strength` below 1 blends towards the neutral colour, so that points stay readable on top.
    Where there is no number (nan), the picture is transparent.
    """
    scaled = np.clip((values - low) / (high - low), 0, 1)
    steps = (scaled * (COLOURS - 1)).round()
    if line is not None:
        steps += COLOURS * (_inked(values - line) * (INKS - 1)).round()
    # The transparent colour is the first, because a PNG tells the opacity of all before it.
    steps = np.nan_to_num(steps + 1, nan=0).astype(np.uint8)
    return _uri(_png(steps, _entries(colours, strength, 1 if line is None else INKS)))


@lru_cache(maxsize=64)
def _entries(colours: Palette, strength: float, inks: int) -> bytes:
    """A picture's palette, three bytes a colour: the transparent one, then each shade of ink."""
    table = diverging(colours.negative, colours.neutral, colours.positive, COLOURS)
    middle = diverging(colours.neutral, colours.neutral, colours.neutral, COLOURS)
    blended = (strength * table + (1 - strength) * middle).round().astype(np.uint8)
    ink = np.array([int(colours.ink[i : i + 2], 16) for i in (1, 3, 5)])
    shares = np.linspace(0, 1, inks)[:, np.newaxis, np.newaxis]
    entries = ((1 - shares) * blended + shares * ink).round().astype(np.uint8)
    return bytes(3) + bytes(entries.tobytes())


def _png(steps: Array, entries: bytes) -> bytes:
    """A PNG of (rows, columns) places in a palette, of which the first is transparent.

    With Pillow a whole picture takes 1.7 times as long.
    """
    rows, columns = steps.shape
    # Before each row stands which filter it went through: none.
    filtered = np.zeros((rows, columns + 1), np.uint8)
    filtered[:, 1:] = steps
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0),
        b"PLTE": entries,
        b"tRNS": bytes(1),
        b"IDAT": zlib.compress(filtered.tobytes()),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks.items()
    )


def _uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


def encoded(image: Image.Image) -> str:
    """An image as a data URI of a PNG."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return _uri(file.getvalue())


def _inked(values: Array) -> Array:
    """How much of each cell the line covers on which the values (rows, columns) are 0: 0 to 1.

    That falls with the distance to the line, in cells: the value over its steepest change to a
    neighbour. So the line is as smooth as if the picture had many more cells, which a forward pass
    for each of them would make slow.
    """
    above = values > 0
    crossed = np.zeros_like(above)
    for cells in (crossed[:-1], crossed[1:]):
        cells |= above[:-1] != above[1:]
    for cells in (crossed[:, :-1], crossed[:, 1:]):
        cells |= above[:, :-1] != above[:, 1:]
    i, j = np.nonzero(crossed)
    here, (rows, columns) = values[i, j], values.shape
    down = _steepest(here, values[np.maximum(i - 1, 0), j], values[np.minimum(i + 1, rows - 1), j])
    right = _steepest(
        here, values[i, np.maximum(j - 1, 0)], values[i, np.minimum(j + 1, columns - 1)]
    )
    covered = np.zeros(values.shape)
    # Not divided by 0: a cell at the line has a neighbour on its other side.
    covered[i, j] = np.clip(REACH - np.abs(here) / np.hypot(down, right), 0, 1)
    return covered


def _steepest(here: Array, before: Array, after: Array) -> Array:
    return np.maximum(np.abs(here - before), np.abs(here - after))


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
