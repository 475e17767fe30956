"""Small pictures of arrays, as data URIs that a chart or a page can hold."""

import base64
import io

import numpy as np
from PIL import Image

from core.types import Array
from dashboard.charts.palette import Palette, diverging

COLOURS = 32
"""Few enough for a picture of a kilobyte or two, enough for the eye."""


def picture(values: Array, low: float, high: float, colours: Palette, strength: float = 1) -> str:
    """A (rows, columns) array as a PNG, from low (negative's colour) to high (positive's).

    `strength` below 1 blends towards the neutral colour, so that points stay readable on top.
    """
    scaled = np.clip((values - low) / (high - low), 0, 1)
    steps = np.nan_to_num(scaled * (COLOURS - 1)).round().astype(np.uint8)
    table = diverging(colours.negative, colours.neutral, colours.positive, COLOURS)
    middle = diverging(colours.neutral, colours.neutral, colours.neutral, COLOURS)
    blended = (strength * table + (1 - strength) * middle).round().astype(np.uint8)
    image = Image.fromarray(steps)
    image.putpalette(blended.tobytes())
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
