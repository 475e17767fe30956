"""Curves over the iterations: the cost, and the sizes of the gradients."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from dashboard.charts.live import AXIS_WIDTH, live

HOVER_POINTS = 16
"""Places along a curve that answer the pointer; each costs a live chart time in every frame."""


DASHES = ([1, 0], [5, 3])
"""Of a line that is not dashed, and of one that is."""


class Curve(NamedTuple):
    """A recorded measure drawn over the iterations."""

    measure: str
    label: str
    colour: str
    dashed: bool = False

    @property
    def column(self) -> str:
        """The measure's name without the brackets, which Vega reads as a path."""
        return self.measure.replace("[", "").replace("]", "")


def curve_chart(frame: pd.DataFrame, now: int, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A description made by `curves`, with the rows to draw and the iteration on show."""
    extent = pd.DataFrame({"iteration": [0, max(1, int(frame["iteration"].iloc[-1]))]})
    marked = pd.DataFrame({"iteration": [now]})
    hover = frame.iloc[list(thinned(len(frame), HOVER_POINTS))]
    return {**spec, "datasets": {"curves": frame, "hover": hover, "now": marked, "extent": extent}}


@cache
def curves(
    series: tuple[Curve, ...],
    x_title: str,
    marker_colour: str,
    height: int,
    *,
    log: bool,
    beside: bool = False,
) -> dict[str, Any]:
    """The description of a chart of several curves, without its rows.

    Parameters
    ----------
    series : of Curve
        Rows have the column `iteration` and theirs.
    x_title : str
    marker_colour : str
        Of the line at the iteration on show.
    height : int
        In pixels.
    log : bool
        A logarithmic vertical axis.
    beside : bool
        The legend stands beside the curves and the horizontal axis has no title, to save height.
    """
    labels = {curve.column: curve.label for curve in series}
    columns = list(labels)
    colour = alt.Scale(domain=columns, range=[curve.colour for curve in series])
    dash = alt.Scale(domain=columns, range=[DASHES[curve.dashed] for curve in series])
    legend = alt.Legend(
        title=None,
        orient="right" if beside else "top",
        direction="vertical" if beside else "horizontal",
        symbolSize=220,
        labelExpr=f"{json.dumps(labels)}[datum.label]",
    )
    x = alt.X(
        "iteration:Q",
        title=None if beside else x_title,
        axis=alt.Axis(format="~s", tickCount=5, grid=False),
        scale=alt.Scale(nice=False, zero=True),
    )
    y_axis = alt.Axis(
        title=None,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
        tickCount=5,
        format=".0e" if log else "~g",
        labelOverlap=True,
        grid=not log,
    )
    y_scale = alt.Scale(type="log") if log else alt.Scale(zero=True, nice=True)
    lines = (
        alt.Chart(alt.NamedData("curves"))
        .transform_fold([*columns], as_=["series", "value"])
        .mark_line(strokeWidth=2, strokeCap="round")
        .encode(
            x=x,
            y=alt.Y("value:Q", scale=y_scale, axis=y_axis),
            color=alt.Color("series:N", scale=colour, legend=legend),
            strokeDash=alt.StrokeDash("series:N", scale=dash, legend=legend),
        )
    )
    tooltip = [alt.Tooltip("iteration:Q", title=x_title, format=",")]
    tooltip += [
        alt.Tooltip(f"{column}:Q", title=label, format=".3e" if log else ".6f")
        for column, label in labels.items()
    ]
    # Vega finds nothing at the pointer that is quite transparent.
    hover = (
        alt.Chart(alt.NamedData("hover"))
        .mark_rule(strokeWidth=9, opacity=0.001)
        .encode(x=x, tooltip=tooltip)
    )
    marker = (
        alt.Chart(alt.NamedData("now")).mark_rule(strokeWidth=1, color=marker_colour).encode(x=x)
    )
    # A run of one record has no extent of its own; the axis is given one by two unseen points.
    extent = alt.Chart(alt.NamedData("extent")).mark_point(opacity=0).encode(x=x)
    return live(alt.layer(extent, marker, lines, hover), height)


def thinned(count: int, at_most: int) -> Sequence[int]:
    """Positions of at most so many of `count` rows, evenly spread, with the first and the last."""
    if count <= at_most:
        return range(count)
    return [round(i * (count - 1) / (at_most - 1)) for i in range(at_most)]
