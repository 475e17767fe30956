"""The decision boundary: the output over a plane of two features, under the samples."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt

from core.plane import Plane
from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, arrow, live, moving
from dashboard.charts.palette import Palette


def boundary_chart(
    pictures: Sequence[str],
    plane: Plane,
    points: Mapping[str, Array],
    labels: tuple[str, str],
    titles: tuple[str, str],
    colours: Palette,
) -> dict[str, Any]:
    """The output over a plane, under the samples.

    Parameters
    ----------
    pictures : of data URIs
        The picture to show, last; before it those that were shown, which fill the short time in
        which a browser decodes the new one, so that nothing flickers.
    points : mapping
        The columns x, y and label (0 or 1).
    labels, titles
        Of the classes 0 and 1, and of the features across and up.
    """
    (left, bottom), (right, top) = plane.low, plane.high
    window = {"left": [left], "right": [right], "bottom": [bottom], "top": [top]}
    return {
        **_boundary(labels, *titles, colours),
        "datasets": {
            "window": arrow(window),
            "field": arrow({"url": pictures}),
            "points": arrow(points),
        },
    }


@cache
def _boundary(
    labels: tuple[str, str], x_title: str, y_title: str, colours: Palette
) -> dict[str, Any]:
    """The description of the plane without its data.

    Parameters
    ----------
    labels : (class 0, class 1)
    x_title, y_title : str
        The two features.
    """
    # As far as the picture reaches, which every point lies on.
    scale = alt.Scale(nice=False, zero=False)
    x_axis = alt.Axis(title=x_title, grid=False, tickCount=5, format="~g")
    y_axis = alt.Axis(
        title=y_title,
        grid=False,
        tickCount=5,
        format="~g",
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
    )
    # The window stays as it is from picture to picture. If a picture were placed by the axes, each
    # would set them anew, and every point with them.
    window = (
        moving("window")
        .mark_rect(opacity=0, invalid=None)
        .encode(
            x=alt.X("left:Q", scale=scale, axis=x_axis),
            x2=alt.X2("right:Q"),
            y=alt.Y("bottom:Q", scale=scale, axis=y_axis),
            y2=alt.Y2("top:Q"),
        )
    )
    field = (
        moving("field")
        .mark_image(aspect=False, clip=True, invalid=None)
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=alt.value(0),
            y2=alt.value("height"),
            url=alt.Url("url:N"),
            # The same picture stays the same mark, already decoded, from frame to frame.
            key=alt.Key("url:N"),
        )
    )
    legend = alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        symbolSize=60,
        labelExpr=f"{json.dumps(labels)}[datum.value]",
    )
    points = (
        moving("points")
        .mark_point(
            filled=True,
            invalid=None,
            size=22,
            opacity=1,
            strokeWidth=0.6,
            stroke=colours.point_edge,
            clip=True,
        )
        .encode(
            x=alt.X("x:Q"),
            y=alt.Y("y:Q"),
            fill=alt.Fill(
                "label:N",
                scale=alt.Scale(domain=[0, 1], range=[colours.negative, colours.positive]),
                legend=legend,
            ),
            shape=alt.Shape(
                "label:N",
                scale=alt.Scale(domain=[0, 1], range=["diamond", "circle"]),
                legend=legend,
            ),
        )
    )
    return live(alt.layer(window, field, points))
