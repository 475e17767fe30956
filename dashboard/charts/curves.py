"""Curves over the iterations: the cost, and the sizes of the gradients."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np

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
    pins: Mapping[str, Array | Sequence[object]] | None,
    series: tuple[Curve, ...],
    titles: Titles,
    colours: Palette,
    height: int,
    *,
    log: bool,
    rests: bool,
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
    rests : bool
        Whether the run rests, and the pointer is told of the rows.
    """
    iterations, *columns = frame.values()
    drawn = {name: rounded(values, DIGITS) for name, values in frame.items()}
    at = min(int(np.searchsorted(iterations, now)), len(iterations) - 1)
    nothing = not any(np.isfinite(values).any() for values in columns)
    extra: dict[str, Mapping[str, Array | Sequence[object]] | None] = {
        "pins": pins,
        "changes": {"at": [i for i, _ in changes], "words": [w for _, w in changes]},
        "empty": {"words": [titles.empty] if nothing else []},
    }
    present = {
        name: data
        for name, data in extra.items()
        if data and any(len(values) for values in data.values())
    }
    return {
        **_curves(series, titles, colours, height, log=log, extra=tuple(present)),
        "datasets": {
            **{name: arrow(data) for name, data in present.items()},
            "curves": arrow(drawn),
            # What a resting pointer is told would stay that of the picture in which it came.
            "hover": arrow(drawn if rests else {name: v[at : at + 1] for name, v in drawn.items()}),
            "span": arrow({"first": [0], "last": [max(FEWEST, int(iterations[-1]))]}),
            "now": arrow(
                {
                    "at": [iterations[at]] * len(series),
                    "value": [float(values[at]) for values in columns],
                    "colour": [curve.colour for curve in series],
                }
            ),
        },
    }


@lru_cache(maxsize=64)
def _curves(
    series: tuple[Curve, ...],
    titles: Titles,
    colours: Palette,
    height: int,
    *,
    log: bool,
    extra: tuple[str, ...],
) -> dict[str, Any]:
    """The description of a chart of several curves, without its rows.

    extra : of {"pins", "changes", "empty"}
        What is drawn besides. A layer without rows would take a browser as long as one with some.
    """
    x_scale = alt.Scale(nice=False, zero=True)
    x_axis = alt.Axis(format=",d", tickCount=4, tickMinStep=1, grid=False, title=titles.iteration)
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
    points, now = moving("curves"), moving("now")

    def x(column: str) -> alt.X:
        return alt.X(field=column, type="quantitative", scale=x_scale, axis=x_axis)

    def y(field: str) -> alt.Y:
        return alt.Y(field=field, type="quantitative", scale=y_scale, axis=y_axis)

    # A mark for each curve: one mark of folded and grouped rows takes a browser twice as long.
    lines = [
        points.mark_line(
            strokeWidth=2, strokeCap="round", color=curve.colour, strokeDash=DASHES[curve.dashed]
        ).encode(x=x(titles.iteration), y=y(curve.field))
        for curve in series
    ]
    dots = now.mark_point(filled=True, size=26, opacity=1).encode(
        x=x("at"), y=y("value"), fill=alt.Fill("colour:N", scale=None)
    )
    marker = now.mark_rule(strokeWidth=1, color=colours.grey, invalid=None).encode(x=x("at"))
    # Vega finds nothing at the pointer that is quite transparent.
    hover = (
        moving("hover")
        .mark_rule(strokeWidth=9, opacity=0.001, invalid=None, tooltip={"content": "data"})
        .encode(x=x(titles.iteration))
    )
    # A run of one record has no extent of its own; the axis is given one by an unseen rule.
    extent = moving("span").mark_rule(opacity=0, invalid=None)
    besides = {
        "pins": [_pins(x("at"), y("cost"), colours)],
        "changes": _changes(x("at"), colours),
        "empty": [_written(colours)],
    }
    chosen = [layer for name in extra for layer in besides[name]]
    return live(
        alt.layer(
            extent.encode(x=x("first"), x2="last:Q"),
            marker,
            *chosen,
            *lines,
            dots,
            hover,
            _legend(series),
        ),
        height,
    )


def _pins(x: alt.X, y: alt.Y, colours: Palette) -> alt.Chart:
    """The curves of other runs, pale."""
    drawn: alt.Chart = (
        moving("pins")
        .mark_line(color=colours.accent, opacity=0.45, strokeWidth=1.6)
        .encode(x=x, y=y, detail="pin:N", tooltip=alt.Tooltip("name:N", title=" "))
    )
    return drawn


def _changes(x: alt.X, colours: Palette) -> list[alt.Chart]:
    """Where something was changed on the way, and what."""
    changes = moving("changes")
    where = changes.mark_rule(color=colours.accent, strokeDash=[2, 2], invalid=None).encode(x=x)
    words = changes.mark_text(
        color=colours.accent, align="left", baseline="top", dx=3, fontSize=10, invalid=None
    ).encode(x=x, y=alt.value(0), text=alt.Text("words:N"))
    return [where, words]


def _written(colours: Palette) -> alt.Chart:
    """What stands in a chart without a number."""
    drawn: alt.Chart = (
        moving("empty")
        .mark_text(color=colours.ink, fontSize=11, invalid=None)
        .encode(x=alt.value(110), y=alt.value(40), text="words:N")
    )
    return drawn


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
