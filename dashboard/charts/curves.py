"""Curves over the iterations: the cost, and the sizes of the gradients."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.palette import Palette

HEIGHT = 230
AXIS_WIDTH = 42
"""Kept free for the labels of the vertical axis whatever they are, so that no plot moves."""


def curve_chart(frame: pd.DataFrame, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A description made by `curves`, with the rows to draw now."""
    return {**spec, "datasets": {"curves": frame}}


@cache
def curves(
    series: tuple[tuple[str, str, str, bool], ...],
    x_title: str,
    y_title: str,
    colours: Palette,
    *,
    log: bool,
) -> dict[str, Any]:
    """The description of a chart of several curves, without its rows.

    Parameters
    ----------
    series : of (column, label, colour, dashed)
        Rows have the column `iteration` and these.
    x_title, y_title : str
    colours : Palette
    log : bool
        A logarithmic vertical axis.
    """
    columns = [column for column, *_ in series]
    labels = {column: label for column, label, *_ in series}
    colour = alt.Scale(domain=columns, range=[c for _, _, c, _ in series])
    dash = alt.Scale(domain=columns, range=[[5, 3] if dashed else [1, 0] for *_, dashed in series])
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal", offset=2, symbolSize=220,
        labelExpr=f"{json.dumps(labels)}[datum.label]",
    )  # fmt: skip
    scale = alt.Scale(type="log") if log else alt.Scale(zero=True, nice=True)
    axis = alt.Axis(
        title=y_title, titleAnchor="end", titleAngle=0, titleAlign="left", titleX=0, titleY=-12,
        minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH, tickCount=5,
        format=".0e" if log else "~g", labelOverlap=True,
    )  # fmt: skip
    x = alt.X(
        "iteration:Q", title=x_title,
        axis=alt.Axis(format="~s", tickCount=5, grid=False),
        scale=alt.Scale(nice=False, zero=True),
    )  # fmt: skip
    base = alt.Chart(alt.NamedData("curves")).encode(x=x)
    lines = (
        base.transform_fold(columns, as_=["series", "value"])
        .mark_line(strokeWidth=2, strokeCap="round")
        .encode(
            y=alt.Y("value:Q", scale=scale, axis=axis),
            color=alt.Color("series:N", scale=colour, legend=legend),
            strokeDash=alt.StrokeDash("series:N", scale=dash, legend=legend),
        )
    )
    tooltip = [alt.Tooltip("iteration:Q", title=x_title, format=",")]
    tooltip += [
        alt.Tooltip(f"{column}:Q", title=label, format=".3e" if log else ".6f")
        for column, label, _, _ in series
    ]
    hover = base.mark_rule(strokeWidth=7, opacity=0, color=colours.grey).encode(tooltip=tooltip)
    chart: dict[str, Any] = alt.layer(lines, hover).properties(height=HEIGHT).to_dict()
    return chart


def thinned(count: int, at_most: int) -> Sequence[int]:
    """Positions of at most so many of `count` rows, evenly spread, with the first and the last."""
    if count <= at_most:
        return range(count)
    return [round(i * (count - 1) / (at_most - 1)) for i in range(at_most)]
