"""The decision boundary: the output over a plane of two features, under the samples."""

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from core.plane import Plane
from dashboard.charts.curves import AXIS_WIDTH, HEIGHT
from dashboard.charts.palette import Palette


def plane_chart(
    picture: str, plane: Plane, points: pd.DataFrame, spec: dict[str, Any]
) -> dict[str, Any]:
    """A description made by `boundary`, with the picture and the points to draw now.

    `points` has the columns x, y and class (a label as in the description).
    """
    (left, bottom), (right, top) = plane.low, plane.high
    field = pd.DataFrame(
        {"url": [picture], "left": left, "right": right, "bottom": bottom, "top": top}
    )
    return {**spec, "datasets": {"field": field, "points": points}}


@cache
def boundary(
    labels: tuple[str, str], x_title: str, y_title: str, window: tuple[float, ...], colours: Palette
) -> dict[str, Any]:
    """The description of the plane without its data.

    Parameters
    ----------
    labels : (class 0, class 1)
    x_title, y_title : str
        The two features.
    window : (left, right, bottom, top)
        In the features' units; fixed, so that nothing moves from frame to frame.
    """
    left, right, bottom, top = window
    quiet = {"grid": False, "tickCount": 5, "format": "~g"}
    x_scale = alt.Scale(domain=[left, right], nice=False, zero=False)
    y_scale = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    y_axis = alt.Axis(
        title=y_title, titleAngle=0, titleAnchor="end", titleAlign="left", titleX=0, titleY=-12,
        minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH, **quiet,
    )  # fmt: skip
    field = (
        alt.Chart(alt.NamedData("field"))
        .mark_image(aspect=False, clip=True)
        .encode(
            x=alt.X("left:Q", scale=x_scale, axis=alt.Axis(title=x_title, **quiet)),
            x2="right:Q",
            y=alt.Y("bottom:Q", scale=y_scale, axis=y_axis),
            y2="top:Q",
            url="url:N",
        )
    )
    legend = alt.Legend(title=None, orient="top", direction="horizontal", offset=2, symbolSize=60)
    points = (
        alt.Chart(alt.NamedData("points"))
        .mark_point(
            filled=True, size=22, opacity=1, strokeWidth=0.6, stroke=colours.point_edge, clip=True
        )
        .encode(
            x=alt.X("x:Q"),
            y=alt.Y("y:Q"),
            fill=alt.Fill(
                "class:N",
                scale=alt.Scale(domain=list(labels), range=[colours.negative, colours.positive]),
                legend=legend,
            ),
            shape=alt.Shape(
                "class:N",
                scale=alt.Scale(domain=list(labels), range=["diamond", "circle"]),
                legend=legend,
            ),
        )
    )
    chart: dict[str, Any] = (
        alt.layer(field, points).properties(height=HEIGHT).configure_view(strokeWidth=0).to_dict()
    )
    return chart
