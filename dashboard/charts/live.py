"""What every chart shares that is redrawn many times a second."""

from typing import Any

import altair as alt

HEIGHT = 206
"""Pixels, of all charts in one row."""
AXIS_WIDTH = 36
"""Pixels kept free for the labels of a vertical axis whatever they are, so that no plot moves."""


def live(chart: alt.LayerChart | alt.FacetChart, height: int = HEIGHT) -> dict[str, Any]:
    """The description of a chart that is redrawn many times a second.

    A canvas is drawn faster than SVG, and marks need no descriptions of their own because the
    chart as a whole has one.
    """
    spec: dict[str, Any] = (
        chart.properties(
            height=height,
            # Streamlit takes a single 0 for none given, and puts its own in its place.
            padding={"left": 0, "right": 0, "top": 0, "bottom": 0},
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            usermeta={"embedOptions": {"renderer": "canvas", "actions": False}},
        )
        .configure(aria=False)
        .configure_axis(titlePadding=4, labelPadding=4)
        .configure_legend(offset=2)
        .configure_view(strokeWidth=0)
        .to_dict()
    )
    return spec
