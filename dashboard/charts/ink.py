"""Drawing with 256 colours, as a GIF has: smooth lines, dots and numbers as places in a table."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.types import Array
from dashboard.charts.palette import Palette, diverging
from dashboard.charts.plane import STRENGTH

FIELD = 32
"""Colours of a[L], at the beginning of the table."""
SHADES = 8
"""From paper to the full colour, so that lines and numbers have smooth edges."""
FINER = 4
"""What is to be smooth is drawn so many times as large."""

Pixels = NDArray[np.uint8]
Drawn = Callable[[ImageDraw.ImageDraw, int], None]
"""Draws in white, all lengths multiplied by the given factor."""


class Inks:
    """The table of colours (k, 3), k <= 256, and where each ramp of SHADES begins in it."""

    def __init__(self, colours: Palette) -> None:
        ends = colours.negative, colours.neutral, colours.positive
        neutral = diverging(*[colours.neutral] * 3, FIELD)
        self.table = (STRENGTH * diverging(*ends, FIELD) + (1 - STRENGTH) * neutral).round()
        paper = colours.point_edge
        # Of two that meet, the one further down the table is seen.
        self.faint = self._ramp(paper, colours.faint)
        self.grey = self._ramp(paper, colours.grey)
        self.ink = self._ramp(paper, colours.ink)
        self.classes = [self._ramp(paper, end) for end in (colours.negative, colours.positive)]

    def _ramp(self, under: str, over: str) -> int:
        start = len(self.table)
        ramp = diverging(under, under, over, 2 * SHADES - 1)[SHADES - 1 :]
        self.table = np.concatenate([self.table, ramp.round()])
        return start

    @property
    def paper(self) -> int:
        """The place of the ground's colour."""
        return self.faint


def full(ramp: int) -> int:
    """The place of a ramp's full colour."""
    return ramp + SHADES - 1


def shades(size: tuple[int, int], drawn: Drawn) -> Pixels:
    """How far each pixel of a sheet (width, height) is covered, 0 to SHADES - 1."""
    large = Image.new("L", (FINER * size[0], FINER * size[1]))
    drawn(ImageDraw.Draw(large), FINER)
    return _steps(large.reduce(FINER))


def over(canvas: Pixels, covered: Pixels, ramp: int | Array) -> None:
    """Draw on the canvas, in a ramp's colour, where something is covered."""
    np.maximum(canvas, np.where(covered > 0, ramp + covered, 0).astype(np.uint8), out=canvas)


def stamp(canvas: Pixels, mark: Pixels, ramp: int, place: tuple[float, float]) -> None:
    """Draw a small square mark with its middle at a place (x, y) inside the canvas."""
    left, top = (round(value - (len(mark) - 1) / 2) for value in place)
    over(canvas[top : top + len(mark), left : left + len(mark)], mark, ramp)


def write(
    canvas: Pixels, words: str, place: tuple[float, float], anchor: str, ramp: int, size: int = 13
) -> None:  # fmt: skip
    """Write at a place (x, y), of which the anchor says how, in Pillow's letters."""
    x, y = map(round, place)
    left, top, right, bottom = map(int, font(size).getbbox(words, anchor=anchor))
    sheet = Image.new("L", (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(sheet).text(
        (1 - left, 1 - top), words, fill=255, font=font(size), anchor=anchor
    )  # fmt: skip
    up, before = y + top - 1, x + left - 1
    place_of = canvas[up : up + sheet.height, before : before + sheet.width]
    over(place_of, _steps(sheet)[: place_of.shape[0], : place_of.shape[1]], ramp)


@lru_cache(maxsize=4)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font that Pillow carries inside: it has Latin letters, but neither Chinese nor ∞."""
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


def _steps(sheet: Image.Image) -> Pixels:
    steps: Pixels = (np.asarray(sheet) / 255 * (SHADES - 1)).round().astype(np.uint8)
    return steps
