"""Curves over the iterations: the cost, and the sizes of the gradients."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pyarrow as pa

from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, arrow, live, moving
from dashboard.charts.palette import Palette
from dashboard.charts.thinning import rounded

DIGITS = 6
FEWEST = 100
"""The axis of iterations is at least so long."""
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


class Titles(NamedTuple):
    """What is written at a chart's axes; `iteration` also names the column of iterations.

    empty : stands in the middle of a chart without a single number.
    """

    iteration: str
    measure: str
    empty: str = ""


def curve_chart(
    frame: Mapping[str, Array],
    now: int,
    changes: Sequence[tuple[int, str]],
    pins: Mapping[str, Array | list[str] | list[int]] | None,
    series: tuple[Curve, ...],
    titles: Titles,
    colours: Palette,
    height: int,
    *,
    log: bool,
) -> dict[str, Any]:
    """A chart of several curves over the iterations.

    The pointer shows a row as it is, so it is given DIGITS digits.

    Parameters
    ----------
    frame : mapping
        The columns to draw, the iterations first.
    now : int
        The iteration on show.
    changes : of (iteration, words)
        Where something was changed on the way.
    pins : mapping, optional
        Other runs, drawn pale: the columns pin (a number for each), name, at and cost.
    series : of Curve
    titles : Titles
    colours : Palette
    height : int
        In pixels.
    log : bool
        A logarithmic vertical axis.
    """
    iterations, *_ = frame.values()
    drawn = {name: rounded(values, DIGITS) for name, values in frame.items()}
    at = min(int(np.searchsorted(iterations, now)), len(iterations) - 1)
    return {
        **_curves(series, titles, colours, height, log=log, pinned=pins is not None),
        "datasets": {
            **({} if pins is None else {"pins": arrow(pins)}),
            "curves": arrow(drawn),
            "span": arrow({"first": [0], "last": [max(FEWEST, int(iterations[-1]))]}),
            "now": arrow({name: values[at : at + 1] for name, values in drawn.items()}),
            "empty": arrow({"words": _empty(frame, titles)}),
            "changes": arrow(
                {
                    "at": pa.array([at for at, _ in changes], pa.int64()),
                    "words": pa.array([words for _, words in changes], pa.string()),
                }
            ),
        },
    }


def _empty(frame: Mapping[str, Array], titles: Titles) -> pa.Array:
    _, *columns = frame.values()
    nothing = not any(np.isfinite(values).any() for values in columns)
    return pa.array([titles.empty] if nothing else [], pa.string())


@lru_cache(maxsize=64)
def _curves(
    series: tuple[Curve, ...],
    titles: Titles,
    colours: Palette,
    height: int,
    *,
    log: bool,
    pinned: bool,
) -> dict[str, Any]:
    """The description of a chart of several curves, without its rows."""
    x_axis = alt.Axis(format=",d", tickCount=4, tickMinStep=1, grid=False, title=titles.iteration)
    x_scale = alt.Scale(nice=False, zero=True)
    y_axis = alt.Axis(
        title=titles.measure,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
        tickCount=5,
        format=".0e" if log else "~g",
        labelOverlap=True,
        grid=True,
    )
    y_scale = alt.Scale(type="log") if log else alt.Scale(zero=True, nice=True)
    points, span = moving("curves"), moving("span")

    def x(column: str) -> alt.X:
        return alt.X(field=column, type="quantitative", scale=x_scale, axis=x_axis)

    def y(curve: Curve) -> alt.Y:
        return alt.Y(field=curve.field, type="quantitative", scale=y_scale, axis=y_axis)

    # A mark for each curve: one mark of folded and grouped rows takes a browser twice as long.
    lines = [
        points.mark_line(
            strokeWidth=2, strokeCap="round", color=curve.colour, strokeDash=DASHES[curve.dashed]
        ).encode(x=x(titles.iteration), y=y(curve))
        for curve in series
    ]
    dots = [
        moving("now")
        .mark_point(filled=True, size=26, color=curve.colour, opacity=1)
        .encode(x=x(titles.iteration), y=y(curve))
        for curve in series
    ]
    # Vega finds nothing at the pointer that is quite transparent.
    hover = points.mark_rule(
        strokeWidth=9, opacity=0.001, invalid=None, tooltip={"content": "data"}
    ).encode(x=x(titles.iteration))
    marker = (
        moving("now")
        .mark_rule(strokeWidth=1, color=colours.grey, invalid=None)
        .encode(x=x(titles.iteration))
    )
    changes = moving("changes")
    where = changes.mark_rule(color=colours.accent, strokeDash=[2, 2], invalid=None)
    words = changes.mark_text(
        color=colours.accent, align="left", baseline="top", dx=3, fontSize=10, invalid=None
    ).encode(x=x("at"), y=alt.value(0), text=alt.Text("words:N"))
    empty = (
        moving("empty")
        .mark_text(color=colours.ink, fontSize=11, invalid=None)
        .encode(x=alt.value(110), y=alt.value(40), text="words:N")
    )
    # A run of one record has no extent of its own; the axis is given one by an unseen rule.
    extent = span.mark_rule(opacity=0, invalid=None).encode(x=x("first"), x2=alt.X2("last:Q"))
    pale = [
        moving("pins")
        .mark_line(color=colours.accent, opacity=0.45, strokeWidth=1.6)
        .encode(
            x=x("at"),
            y=alt.Y("cost:Q", scale=y_scale, axis=y_axis),
            detail="pin:N",
            tooltip=alt.Tooltip("name:N", title=" "),
        )
    ]
    layers = [
        *(pale if pinned else []),
        extent,
        marker,
        where.encode(x=x("at")),
        words,
        empty,
        *lines,
        *dots,
        hover,
    ]
    return live(alt.layer(*layers, _legend(series)), height)


def _legend(series: Sequence[Curve]) -> alt.Chart:
    """A layer of which nothing but the legend is seen."""
    labels = [curve.label for curve in series]
    legend = alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        symbolType="stroke",
        symbolSize=120,
        columns=2,
        columnPadding=8,
        labelLimit=80,
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
