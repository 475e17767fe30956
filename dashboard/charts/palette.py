"""The one visual language: what each colour means, in both themes.

Orange and blue (safe for colour-blind eyes) are kept for sign and class: negative and class 0 are
orange, positive and class 1 are blue. Violet is layer 1, magenta layer 2. Ink is the training
data, grey the held-out data. The accent marks where the learner is.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.types import Array


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #rrggbb."""

    negative: str
    neutral: str
    positive: str
    layers: tuple[str, ...]
    ink: str
    grey: str
    point_edge: str
    accent: str
    on_accent: str
    faint: str

    def layer(self, l: int) -> str:
        """The colour of layer l = 1, 2, ..."""
        return self.layers[(l - 1) % len(self.layers)]


LIGHT = Palette(
    negative="#d95f02", neutral="#f7f7f5", positive="#1f6fb4", layers=("#7a3fc4", "#c2246e"),
    ink="#1d2529", grey="#7d8a92", point_edge="#ffffff",
    accent="#0f766e", on_accent="#ffffff", faint="#d5dadd",
)  # fmt: skip
DARK = Palette(
    negative="#f08a3c", neutral="#20272b", positive="#5aa9e6", layers=("#b08cf0", "#f06ba8"),
    ink="#e6ecef", grey="#8b989f", point_edge="#12171a",
    accent="#2bb5a6", on_accent="#0c1413", faint="#39444a",
)  # fmt: skip


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def blended(colour: str, other: str, strength: float) -> str:
    """A colour mixed with another one, of which it makes up the share `strength`."""
    channels = [
        round(strength * int(colour[i : i + 2], 16) + (1 - strength) * int(other[i : i + 2], 16))
        for i in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*channels)


@lru_cache(maxsize=64)
def diverging(low: str, middle: str, high: str, steps: int) -> Array:
    """Evenly spaced colours from low through middle to high, (steps, 3), 0 to 255."""
    ends = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (low, middle, high)])
    at = np.linspace(0, 2, steps)
    colours = np.stack([np.interp(at, [0, 1, 2], ends[:, i]) for i in range(3)], axis=1)
    colours.flags.writeable = False
    return colours
