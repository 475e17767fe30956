"""Static charts of the page Explore: lines and bands."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette

HEIGHT = 250


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
) -> Description:
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
) -> Description:  # fmt: skip
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


def frame_of(lines: Mapping[str, tuple[Sequence[float], Sequence[float]]]) -> pd.DataFrame:
    """Lines by name as the rows of a chart, without what is no finite number."""
    rows = [
        (float(x), float(y), name)
        for name, (xs, ys) in lines.items()
        for x, y in zip(xs, ys, strict=True)
        if np.isfinite(y)
    ]
    return pd.DataFrame(rows, columns=["x", "y", "which"])
