"""Curves over the iterations: the cost, and the sizes of the gradients."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import altair as alt

from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, arrow, live, moving
from dashboard.charts.thinning import rounded

DIGITS = 6
DASHES = ([1, 0], [5, 3])
"""Of a line that is not dashed, and of one that is."""


class Curve(NamedTuple):
    """A recorded measure drawn over the iterations; its rows have a column named as its label."""

    measure: str
    label: str
    colour: str
    dashed: bool = False

    @property
    def field(self) -> str:
        """The label as Vega is told of a column; of a bare bracket it would make a path."""
        return re.sub(r"([.\[\]'])", r"\\\1", self.label)


def curve_chart(
    frame: Mapping[str, Array],
    now: int,
    series: tuple[Curve, ...],
    x_title: str,
    marker_colour: str,
    height: int,
    *,
    log: bool,
    beside: bool = False,
) -> dict[str, Any]:
    """A chart of several curves over the iterations.

    The pointer shows a row as it is, so it is given DIGITS digits.

    Parameters
    ----------
    frame : mapping
        The columns to draw, the iterations first.
    now : int
        The iteration on show.
    series, x_title, marker_colour, height, log, beside
        As for `_curves`.
    """
    spec = _curves(series, x_title, marker_colour, height, log=log, beside=beside)
    iterations, *_ = frame.values()
    span = {"first": [0], "last": [max(1, int(iterations[-1]))], "now": [now]}
    drawn = {name: rounded(values, DIGITS) for name, values in frame.items()}
    return {**spec, "datasets": {"curves": arrow(drawn), "span": arrow(span)}}


@cache
def _curves(
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
    x_title : str
        Also the name of the column of iterations, the first one.
    marker_colour : str
        Of the line at the iteration on show.
    height : int
        In pixels.
    log : bool
        A logarithmic vertical axis.
    beside : bool
        The legend stands beside the curves and the horizontal axis has no title, to save height.
    """
    x_axis = alt.Axis(format="~s", tickCount=5, grid=False, title=None if beside else x_title)
    x_scale = alt.Scale(nice=False, zero=True)
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
    points, span = moving("curves"), moving("span")

    def x(column: str) -> alt.X:
        return alt.X(field=column, type="quantitative", scale=x_scale, axis=x_axis)

    # A mark for each curve: one mark of folded and grouped rows takes a browser twice as long.
    lines = [
        points.mark_line(
            strokeWidth=2, strokeCap="round", color=curve.colour, strokeDash=DASHES[curve.dashed]
        ).encode(
            x=x(x_title),
            y=alt.Y(field=curve.field, type="quantitative", scale=y_scale, axis=y_axis),
        )
        for curve in series
    ]
    # Vega finds nothing at the pointer that is quite transparent.
    hover = points.mark_rule(
        strokeWidth=9, opacity=0.001, invalid=None, tooltip={"content": "data"}
    ).encode(x=x(x_title))
    marker = span.mark_rule(strokeWidth=1, color=marker_colour, invalid=None).encode(x=x("now"))
    # A run of one record has no extent of its own; the axis is given one by an unseen rule.
    extent = span.mark_rule(opacity=0, invalid=None).encode(x=x("first"), x2=alt.X2("last:Q"))
    return live(alt.layer(extent, marker, *lines, hover, _legend(series, beside=beside)), height)


def _legend(series: Sequence[Curve], *, beside: bool) -> alt.Chart:
    """A layer of which nothing but the legend is seen."""
    labels = [curve.label for curve in series]
    legend = alt.Legend(
        title=None,
        orient="right" if beside else "top",
        direction="vertical" if beside else "horizontal",
        symbolType="stroke",
        symbolSize=220,
        symbolOpacity=1,
        symbolStrokeWidth=2,
    )
    colour = alt.Scale(domain=labels, range=[curve.colour for curve in series])
    dash = alt.Scale(domain=labels, range=[DASHES[curve.dashed] for curve in series])
    unseen: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"label": label} for label in labels]))
        .mark_line(opacity=0)
        .encode(
            color=alt.Color("label:N", scale=colour, legend=legend),
            strokeDash=alt.StrokeDash("label:N", scale=dash, legend=legend),
        )
    )
    return unseen
