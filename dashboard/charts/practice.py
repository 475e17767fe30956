"""The charts of the exercises: the cost of a few runs side by side, and a small plane."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from core.history import History
from core.passes import Pass
from core.plane import activations_over, plane_around
from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, Description, arrow, live, moving
from dashboard.charts.palette import Palette
from dashboard.charts.picture import picture
from dashboard.charts.plane import STRENGTH

HEIGHT, PLANE_HEIGHT = 220, 230
SIDE = 64
DASHES = ([1, 0], [6, 3], [2, 2])
"""Runs that are shown together are told apart by their dashes, for a colour has one meaning."""
MOST_POINTS = 300


def costs_chart(
    curves: Mapping[str, Array], axes: tuple[str, str], colours: Palette
) -> Description:
    """J against the iteration of the right program, first, and of the faulty one.

    axes : the words of the axis of iterations and of that of J.
    """
    right, faulty = curves
    return {
        **_costs(right, faulty, axes, colours),
        "datasets": {"right": _rows(curves[right]), "faulty": _rows(curves[faulty])},
    }


def _rows(costs: Array) -> pa.Table:
    return arrow({"at": range(len(costs)), "J": _drawn(costs)})


def _drawn(costs: Array) -> Array:
    """Without a number where a cost has no logarithm."""
    return np.where(np.isfinite(costs) & (costs > 0), costs, np.nan)


@lru_cache(maxsize=32)
def _costs(right: str, faulty: str, axes: tuple[str, str], colours: Palette) -> Description:
    lines = [
        _line("right", colours.ink, axes),
        _line("faulty", colours.accent, axes, dash=DASHES[1], width=2.5),
    ]
    legend = _legend([right, faulty], [colours.ink, colours.accent], [DASHES[0], DASHES[1]])
    return live(alt.layer(*lines, legend), HEIGHT)


def _line(
    data: str,
    colour: str,
    axes: tuple[str, str],
    *,
    dash: Sequence[int] = (1, 0),
    width: float = 2,
) -> alt.Chart:
    iteration, cost = axes
    chart: alt.Chart = (
        moving(data)
        .mark_line(strokeWidth=width, color=colour, strokeDash=list(dash))
        .encode(
            x=alt.X(
                "at:Q", scale=alt.Scale(nice=False),
                axis=alt.Axis(title=iteration, grid=False, tickCount=5, format=",d"),
            ),
            y=alt.Y(
                "J:Q", scale=alt.Scale(type="log"),
                axis=alt.Axis(
                    title=cost, format="~r", tickCount=5, grid=False, labelOverlap=True,
                    minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH,
                ),
            ),
            tooltip=[alt.Tooltip("at:Q", title=iteration), alt.Tooltip("J:Q", format=".6g")],
        )
    )  # fmt: skip
    return chart


def _legend(labels: list[str], inks: list[str], dashes: list[list[int]]) -> alt.Chart:
    """A layer of which nothing but the legend is seen."""
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal", symbolType="stroke", symbolSize=300,
        symbolOpacity=1, symbolStrokeWidth=2, columns=3, labelLimit=160,
    )  # fmt: skip
    unseen: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"label": label} for label in labels]))
        .mark_line(opacity=0)
        .encode(
            color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=inks), legend=legend),
            strokeDash=alt.StrokeDash(
                "label:N", scale=alt.Scale(domain=labels, range=dashes), legend=legend
            ),
        )
    )
    return unseen


def runs_chart(
    labels: Sequence[str],
    histories: Sequence[History],
    tested: bool,
    words: tuple[str, str, str, str],
    colours: Palette,
) -> Description:
    """J of several runs against the iteration, with the test samples' J if it is asked for.

    words : of the axis of iterations, of that of J, of training and of test samples.
    """
    datasets = {}
    for i, history in enumerate(histories):
        at = np.array(history.iterations)
        datasets[f"train{i}"] = arrow({"at": at, "J": _drawn(history.measure("cost"))})
        if tested:
            datasets[f"test{i}"] = arrow({"at": at, "J": _drawn(history.measure("test_cost"))})
    return {**_runs(tuple(labels), tested, words, colours), "datasets": datasets}


@lru_cache(maxsize=32)
def _runs(
    labels: tuple[str, ...], tested: bool, words: tuple[str, str, str, str], colours: Palette
) -> Description:
    iteration, cost, train, test = words
    lines, names, inks, dashes = [], [], [], []
    kinds = [("train", train, colours.ink)] + ([("test", test, colours.grey)] if tested else [])
    for data, word, ink in kinds:
        for i, label in enumerate(labels):
            lines.append(_line(f"{data}{i}", ink, (iteration, cost), dash=DASHES[i]))
            names.append(f"{label} · {word}" if tested else label)
            inks.append(ink)
            dashes.append(DASHES[i])
    return live(alt.layer(*lines, _legend(names, inks, dashes)), HEIGHT)


def plane_chart(
    of: Pass, classes: tuple[str, str], features: tuple[str, str], colours: Palette
) -> Description:
    """a[2] over the first two features under the training samples, small."""
    plane = plane_around(of.X)
    found = activations_over(plane, SIDE, of.parameters, of.config.activation)
    image = picture(found[max(found)][0], 0.0, 1.0, colours, strength=STRENGTH, line=0.5)
    (left, bottom), (right, top) = plane.low, plane.high
    m = min(of.m, MOST_POINTS)
    return {
        **_plane(classes, features, (left, right, bottom, top), colours),
        "datasets": {
            "field": arrow({"url": [image], "left": [left], "right": [right],
                            "bottom": [bottom], "top": [top]}),
            "points": arrow({"x": of.X[0, :m], "y": of.X[1, :m], "label": of.Y[0, :m].astype(int)}),
        },
    }  # fmt: skip


@lru_cache(maxsize=32)
def _plane(
    classes: tuple[str, str],
    features: tuple[str, str],
    window: tuple[float, float, float, float],
    colours: Palette,
) -> Description:
    left, right, bottom, top = window
    axis: dict[str, Any] = {"grid": False, "tickCount": 4, "format": "~r"}
    x = alt.Scale(domain=[left, right], nice=False, zero=False)
    y = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    field = (
        moving("field")
        .mark_image(aspect=False)
        .encode(
            x=alt.X("left:Q", scale=x, axis=alt.Axis(title=features[0], **axis)),
            x2=alt.X2("right:Q"),
            y=alt.Y("top:Q", scale=y, axis=alt.Axis(title=features[1], **axis)),
            y2=alt.Y2("bottom:Q"),
            url=alt.Url("url:N"),
        )
    )
    colour = alt.Scale(domain=[0, 1], range=[colours.negative, colours.positive])
    shape = alt.Scale(domain=[0, 1], range=["diamond", "circle"])
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal",
        labelExpr=f"['{classes[0]}', '{classes[1]}'][datum.value]",
    )  # fmt: skip
    points = (
        moving("points")
        .mark_point(filled=True, size=16, opacity=1, stroke=colours.point_edge, strokeWidth=0.5)
        .encode(
            x="x:Q", y="y:Q",
            fill=alt.Fill("label:N", scale=colour, legend=legend),
            shape=alt.Shape("label:N", scale=shape, legend=legend),
        )
    )  # fmt: skip
    return live(alt.layer(field, points), PLANE_HEIGHT)
