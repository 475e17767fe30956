"""Static charts of the page Explore: lines, bands, and J over a plane."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from core.explore.landscape import Landscape
from dashboard.charts.live import live
from dashboard.charts.palette import Palette, diverging

HEIGHT = 250
DOTS = 60
PLANE = 460
"""Pixels of the landscape."""


class Axes(NamedTuple):
    """The titles of a chart of lines, and whether its axes are logarithms."""

    x: str
    y: str
    log_x: bool = False
    log_y: bool = False


def line_chart(
    frame: pd.DataFrame,
    axes: Axes,
    names: Sequence[str],
    colours: Palette,
    *,
    level: float | None = None,
    band: bool = False,
    points: bool = False,
    dashed: Sequence[str] = (),
) -> dict[str, Any]:
    """Lines by name.

    Parameters
    ----------
    frame : DataFrame
        The columns x, y, which (one of the names), and with `band` low and high.
    axes : Axes
    names : of the lines, in the order of their colours
    colours : Palette
    level : float, optional
        A horizontal line across.
    band : bool
        Whether each line has a band around it.
    points : bool
        Whether the single points are marked.
    dashed : sequence of str
        The lines that are dashed.
    """
    chart = _lines(
        axes, tuple(names), colours, level=level, band=band, points=points, dashed=tuple(dashed)
    )
    return {**chart, "datasets": {"lines": frame}}


def inks(colours: Palette, count: int) -> list[str]:
    """So many colours for lines, none of which stands for a sign or a class."""
    few = [colours.ink, colours.accent, colours.layer(1), colours.layer(2), colours.grey]
    return [few[i % len(few)] for i in range(count)]


@lru_cache(maxsize=32)
def _lines(
    axes: Axes, names: tuple[str, ...], colours: Palette, *, level: float | None, band: bool,
    points: bool, dashed: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    base = alt.Chart(alt.NamedData("lines")).encode(
        x=alt.X(
            "x:Q", title=axes.x, axis=alt.Axis(grid=False),
            scale=alt.Scale(type="log" if axes.log_x else "linear", nice=False),
        ),
        color=alt.Color(
            "which:N", scale=alt.Scale(domain=list(names), range=inks(colours, len(names))),
            legend=alt.Legend(title=None, orient="top", direction="horizontal", labelLimit=400)
            if len(names) > 1 else None,
        ),
    )  # fmt: skip
    y = alt.Scale(type="log" if axes.log_y else "linear", zero=False)
    layers: list[Any] = []
    if band:
        layers.append(
            base.mark_area(opacity=0.15, tooltip=None).encode(
                y=alt.Y("low:Q", scale=y, title=axes.y), y2="high:Q"
            )
        )
    layers.append(
        base.mark_line(strokeWidth=2, point=points).encode(
            y=alt.Y("y:Q", scale=y, title=axes.y),
            strokeDash=alt.condition(
                alt.FieldOneOfPredicate("which", list(dashed)), alt.value([5, 3]),
                alt.value([1, 0]),
            ),
            tooltip=[
                "which:N", alt.Tooltip("x:Q", title=axes.x, format=",.6~g"),
                alt.Tooltip("y:Q", title=axes.y, format=".4~g"),
            ],
        )
    )  # fmt: skip
    if level is not None:
        rule = alt.Chart(alt.InlineData(values=[{"level": level}]))
        layers.append(
            rule.mark_rule(color=colours.negative, strokeDash=[6, 3], tooltip=None).encode(
                y=alt.Y("level:Q", scale=y)
            )
        )
    return live(alt.layer(*layers), HEIGHT)


def landscape_chart(
    land: Landscape, titles: tuple[str, str, str], colours: Palette
) -> dict[str, Any]:
    """J over the plane in steps of colour, the path in the colour of its own J, and the next step.

    titles : of the axis across, of the axis up, and of the colours.
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
    # The line has all points; so many dots that their colours can be told apart.
    every = max(1, len(land.path.iterations) // DOTS)
    path = pd.DataFrame(
        {
            "x": land.path.coordinates[:, 0], "y": land.path.coordinates[:, 1],
            "J": land.path.costs, "iteration": land.path.iterations,
        }
    )  # fmt: skip
    step = pd.DataFrame([land.here, land.next_step], columns=["x", "y"])
    low, high = float(land.costs.min()), float(land.costs.max())
    low, high = min(low, float(path["J"].min())), max(high, float(path["J"].max()))
    chart = _landscape(titles, (low, high), colours)
    return {
        **chart,
        "datasets": {"ground": ground, "path": path, "dots": path[::every], "step": step},
    }


@lru_cache(maxsize=8)
def _landscape(
    titles: tuple[str, str, str], span: tuple[float, float], colours: Palette
) -> dict[str, Any]:
    across, up, measure = titles
    steps = np.geomspace(*span, 14) if span[0] > 0 else np.linspace(*span, 14)
    scale = alt.Scale(
        type="threshold", domain=[float(s) for s in steps[1:-1]],
        range=shades(colours, len(steps) - 1),
    )  # fmt: skip
    colour = alt.Color(
        "J:Q", scale=scale, title=measure, legend=alt.Legend(orient="right", format=".2~g")
    )
    x = alt.Scale(nice=False, zero=False)
    ground = (
        alt.Chart(alt.NamedData("ground"))
        .mark_rect(tooltip=None)
        .encode(
            x=alt.X("x:Q", scale=x, title=across), x2="x2:Q",
            y=alt.Y("y:Q", scale=x, title=up), y2="y2:Q", color=colour,
        )
    )  # fmt: skip
    line = (
        alt.Chart(alt.NamedData("path"))
        .mark_line(color=colours.ink, strokeWidth=1.5, tooltip=None)
        .encode(x="x:Q", y="y:Q", order="iteration:Q")
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_circle(size=30, opacity=1, stroke=colours.ink, strokeWidth=1)
        .encode(
            x="x:Q", y="y:Q", fill=colour,
            tooltip=["iteration:Q", alt.Tooltip("J:Q", format=".4f")],
        )
    )  # fmt: skip
    step = (
        alt.Chart(alt.NamedData("step"))
        .mark_line(color=colours.negative, strokeWidth=2.5, point=True, tooltip=None)
        .encode(x="x:Q", y="y:Q")
    )
    return live(alt.layer(ground, line, dots, step), PLANE)


def shades(colours: Palette, count: int) -> list[str]:
    """Colours from the accent, for a low J, to the ground's, for a high one."""
    table = diverging(colours.accent, colours.accent, colours.neutral, 2 * count)[count:]
    return ["#{:02x}{:02x}{:02x}".format(*(int(c) for c in row.round())) for row in table]


def frame_of(lines: Mapping[str, tuple[Sequence[float], Sequence[float]]]) -> pd.DataFrame:
    """Lines by name as the rows of a chart, without what is no finite number."""
    rows = [
        (float(x), float(y), name)
        for name, (xs, ys) in lines.items()
        for x, y in zip(xs, ys, strict=True)
        if np.isfinite(y)
    ]
    return pd.DataFrame(rows, columns=["x", "y", "which"])
