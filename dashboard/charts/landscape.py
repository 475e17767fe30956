"""J over a plane of the parameters, with a run's path on it and an arrow for its next step."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from core.explore.landscape import Landscape
from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette, diverging

DOTS = 60
HEIGHT = 460
SHORTEST = 0.03
"""Of the picture's side: an arrow that is shorter cannot be told from its head."""


class Words(NamedTuple):
    """The titles of both axes and of the colours; what stands at the arrow, and where none is."""

    across: str
    up: str
    measure: str
    step: str
    unseen: str


def landscape_chart(land: Landscape, words: Words, colours: Palette) -> Description:
    """J over the plane in steps of colour, the path in the colour of its own J, and the next step.

    The arrow has the step's true length; of a step too short to be seen only the start is marked.
    """
    columns, rows = np.meshgrid(land.across, land.up)
    half = [0.52 * (axis[1] - axis[0]) for axis in (land.across, land.up)]
    ground = pd.DataFrame(
        {
            "x": columns.ravel() - half[0], "x2": columns.ravel() + half[0],
            "y": rows.ravel() - half[1], "y2": rows.ravel() + half[1],
            "J": land.costs.ravel(),
        }
    )  # fmt: skip
    on = land.path
    path = pd.DataFrame(
        {
            "x": on.coordinates[:, 0], "y": on.coordinates[:, 1], "J": on.costs,
            "iteration": list(on.iterations),
        }
    )  # fmt: skip
    # The line has all points, or it would run straight from where the path leaves the window to
    # where it comes back. Of the dots that are in it there are so many that their colours can be
    # told apart.
    seen = path[path["x"].between(*land.across[[0, -1]]) & path["y"].between(*land.up[[0, -1]])]
    dots = seen[:: max(1, len(seen) // DOTS)]
    span = _span([*land.costs.ravel(), *dots["J"]])
    return {
        **_landscape(words, span, _window(land), colours),
        "datasets": {
            "ground": ground, "path": path, "dots": dots,
            "here": pd.DataFrame([land.here], columns=["x", "y"]), "step": _step(land, words),
        },
    }  # fmt: skip


def is_seen(land: Landscape) -> bool:
    """Whether the next step is long enough to be seen in the picture."""
    return land.step_share >= SHORTEST


def _step(land: Landscape, words: Words) -> pd.DataFrame:
    """The arrow from here to the next step, and what is written at it."""
    (x, y), (x2, y2) = land.here, land.next_step
    visible = is_seen(land)
    word = words.step if visible else words.unseen
    return pd.DataFrame([{"x": x, "y": y, "x2": x2, "y2": y2, "seen": visible, "word": word}])


def _span(values: Sequence[float]) -> tuple[float, float]:
    """J between which the colours run: of all that is in the picture."""
    return float(min(values)), float(max(values))


def _window(land: Landscape) -> tuple[float, float, float, float]:
    (left, *_, right), (low, *_, high) = land.across.tolist(), land.up.tolist()
    return left, right, low, high


@lru_cache(maxsize=8)
def _landscape(
    words: Words,
    span: tuple[float, float],
    window: tuple[float, float, float, float],
    colours: Palette,
) -> Description:
    steps = np.geomspace(*span, 14) if span[0] > 0 else np.linspace(*span, 14)
    scale = alt.Scale(
        type="threshold", domain=[float(s) for s in steps[1:-1]],
        range=shades(colours, len(steps) - 1),
    )  # fmt: skip
    wide = span[1] > 1.05 * span[0]
    colour = alt.Color(
        "J:Q", scale=scale, title=words.measure,
        legend=alt.Legend(orient="right", format=".2~g" if wide else ".5~g"),
    )  # fmt: skip
    x, y = (
        alt.Scale(domain=list(ends), nice=False, zero=False) for ends in (window[:2], window[2:])
    )
    across = alt.X("x:Q", scale=x, title=words.across, axis=alt.Axis(tickCount=5))
    up = alt.Y("y:Q", scale=y, title=words.up, axis=alt.Axis(tickCount=6))
    ground = (
        alt.Chart(alt.NamedData("ground"))
        .mark_rect(tooltip=None, clip=True)
        .encode(x=across, x2="x2:Q", y=up, y2="y2:Q", color=colour)
    )
    line = (
        alt.Chart(alt.NamedData("path"))
        .mark_line(color=colours.ink, strokeWidth=1.5, tooltip=None, clip=True)
        .encode(x=across, y=up, order="iteration:Q")
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_circle(size=30, opacity=1, stroke=colours.ink, strokeWidth=1, clip=True)
        .encode(
            x=across, y=up, fill=colour,
            tooltip=["iteration:Q", alt.Tooltip("J:Q", format=".4f")],
        )
    )  # fmt: skip
    return live(
        alt.layer(ground, line, dots, *_arrow(across, up, window, colours)), HEIGHT
    )  # fmt: skip


def _arrow(
    across: alt.X, up: alt.Y, window: tuple[float, float, float, float], colours: Palette
) -> list[alt.Chart]:
    """Where the run is, the way of its next step with a head at its end, and its word."""
    here = (
        alt.Chart(alt.NamedData("here"))
        .mark_point(
            size=130, fill=colours.neutral, stroke=colours.negative, strokeWidth=3, opacity=1,
            tooltip=None,
        )
        .encode(x=across, y=up)
    )  # fmt: skip
    base = alt.Chart(alt.NamedData("step"))
    seen = base.transform_filter("datum.seen")
    shaft = seen.encode(x=across, x2="x2:Q", y=up, y2="y2:Q")
    # The head points the way that the shaft takes on the screen, where a unit across and a unit up
    # have different lengths: `width` and `height` are the picture's pixels.
    left, right, low, high = window
    head = seen.transform_calculate(
        turned=f"atan2((datum.x2 - datum.x) / {right - left} * width,"
        f" (datum.y2 - datum.y) / {high - low} * height) * 180 / PI"
    )
    end_x, end_y = across.copy(), up.copy()
    end_x.shorthand, end_y.shorthand = "x2:Q", "y2:Q"

    def tip(colour: str, size: int) -> alt.Chart:
        marked: alt.Chart = head.mark_point(
            shape="triangle", size=size, filled=True, fill=colour, opacity=1, tooltip=None
        ).encode(x=end_x, y=end_y, angle=alt.Angle("turned:Q", scale=None))
        return marked

    word = base.encode(x=across, y=up, text="word:N")
    style: dict[str, Any] = {
        "align": "left", "baseline": "bottom", "dx": 12, "dy": -8, "fontSize": 13,
        "fontWeight": "bold", "tooltip": None,
    }  # fmt: skip
    return [
        shaft.mark_rule(color=colours.neutral, strokeWidth=6, tooltip=None),
        tip(colours.neutral, 330),
        here,
        shaft.mark_rule(color=colours.negative, strokeWidth=3, tooltip=None),
        tip(colours.negative, 170),
        word.mark_text(**style, stroke=colours.neutral, strokeWidth=4, color=colours.neutral),
        word.mark_text(**style, color=colours.ink),
    ]


def shades(colours: Palette, count: int) -> list[str]:
    """Colours from the accent, for a low J, to the ground's, for a high one."""
    table = diverging(colours.accent, colours.accent, colours.neutral, 2 * count)[count:]
    return ["#{:02x}{:02x}{:02x}".format(*(int(c) for c in row.round())) for row in table]
