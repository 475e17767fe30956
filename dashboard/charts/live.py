"""What every chart shares that is redrawn many times a second."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from core.types import Array

Description = dict[str, Any]
"""A chart as Vega or Vega-Lite reads it, by names of its schema."""
HEIGHT = 372
"""Pixels, of the drawing and of the plane."""
AXIS_WIDTH = 36
"""Pixels kept free for the labels of a vertical axis whatever they are, so that no plot moves."""


def live(chart: alt.LayerChart | alt.FacetChart, height: int = HEIGHT) -> Description:
    """The description of a chart that is redrawn many times a second.

    A canvas is drawn faster than SVG, and marks need no descriptions of their own because the
    chart as a whole has one. Whether a description is valid the tests ask; here it would keep a
    person waiting.
    """
    # Data that stay as they are stand in the description, where they are compared and not sent.
    with alt.data_transformers.enable(consolidate_datasets=False):
        described: Description = chart.to_dict(validate=False)
    return {
        **described,
        "height": height,
        # Streamlit takes a single 0 for none given, and puts its own in its place.
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "autosize": {"type": "fit", "contains": "padding"},
        "usermeta": {"embedOptions": {"renderer": "canvas", "actions": False}},
        "config": {
            "aria": False,
            "axis": {"titlePadding": 4, "labelPadding": 4},
            "legend": {"offset": 2},
            "view": {"strokeWidth": 0},
        },
    }


def moving(name: str) -> alt.Chart:
    """A chart of data that are sent with every picture.

    Its rows are as the marks need them, so the browser need not look into them first.
    """
    return alt.Chart(alt.NamedData(name, format={"parse": None}))


def clicked(*fields: str) -> alt.Parameter:
    """What a click on any mark of a chart selects: the values that it has in these fields.

    One is enough for all layers of a chart, because each hears the clicks on all of them.
    """
    return alt.selection_point(name="clicked", fields=list(fields), on="click", empty=False)


def arrow(columns: Mapping[str, Array | Sequence[object]]) -> pa.Table:
    """Data for a live chart, by columns of one length.

    An Arrow table is what Streamlit sends. Making one of a DataFrame takes fifty times as long, and
    `pa.table` itself, which asks for pandas' time zone at every column, two and a half times.
    """
    return pa.Table.from_arrays([pa.array(v) for v in columns.values()], names=list(columns))
