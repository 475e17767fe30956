"""The notes' first figure: the network drawn, with the sample that is walked through in it."""

import streamlit as st

from core.lessons.sample import Sample
from dashboard import format
from dashboard.charts.layout import Layout, layout
from dashboard.charts.lines import CLIP
from dashboard.charts.network import Face, network_chart, shades
from dashboard.charts.palette import Palette
from dashboard.panels.lab.network import limits
from dashboard.typeset import prose
from dashboard.view import View


def draw(view: View) -> None:
    """Every unit in the colour of its own activation, every weight as a line."""
    text, sample = view.text, view.sample
    W = sample.parameters.W
    places = layout((W[1].shape[1], *(W[l].shape[0] for l in sample.parameters.layers)))
    inputs = [
        f"x{node.row + 1} = {format.size(float(sample.X[node.row, 0]))}" for node in places.layer(0)
    ]
    chart = network_chart(
        places, W, faces(sample, places, view.colours), [], inputs, view.colours
    )  # fmt: skip
    st.vega_lite_chart(chart, alt=text("drawing.alt"), key="figure")
    caption = text("drawing.space").join(
        (text("drawing.lines", clip=f"{CLIP:g}"), text("given.figure"))
    )
    st.caption(prose(caption))


def faces(sample: Sample, places: Layout, colours: Palette) -> list[Face]:
    """What each unit shows: its activation for this sample, as a colour and at the pointer."""
    found = []
    for l in sample.parameters.layers:
        A = sample.cache.A[l]
        low, high = limits(A, l, len(sample.parameters.W), sample.config.activation)
        looks = shades(A[:, 0], low, high, colours)
        for node in places.layer(l):
            value = format.size(float(A[node.row, 0]))
            found.append(Face(looks[node.row], f"a[{l}], {node.row + 1}: {value}"))
    return found
