"""The network drawn: every weight a line, every unit with what it says about the plane."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.plane import activations_over, plane_around
from core.snapshot import Snapshot
from core.types import Array
from dashboard import numbers
from dashboard.charts.network import CLIP, Face, Layout, layout, network_chart, shades
from dashboard.charts.palette import Palette, palette
from dashboard.charts.picture import picture
from dashboard.panels.boundary import feature_words
from dashboard.text import Text

SIDE = 28
"""Of a unit's picture, in cells."""


def draw(slot: DeltaGenerator, text: Text, snapshot: Snapshot, *, dark: bool) -> None:
    """Draw every unit and every weight, as far as they are shown one by one."""
    places, colours = _layout(snapshot), palette(dark)
    chart = network_chart(
        places,
        snapshot.parameters.W,
        _faces(text, snapshot, places, colours),
        [_input(text, snapshot, node.row) for node in places.layer(0)],
        colours,
        maps=has_maps(snapshot),
    )
    slot.vega_lite_chart(chart, alt=text("drawing.alt"))


def has_maps(snapshot: Snapshot) -> bool:
    """Whether units show maps: only of two features is the plane all there is."""
    return bool(snapshot.dataset.X.shape[0] <= 2)


def note(text: Text, snapshot: Snapshot) -> str:
    """What width, colour, dashes and the units' faces mean, and what is left out."""
    faces = "drawing.maps" if has_maps(snapshot) else "drawing.discs"
    hidden = {"tanh": "drawing.hidden_tanh", "sigmoid": "drawing.hidden_sigmoid"}
    words = [
        text("drawing.lines", clip=f"{CLIP:g}"),
        text(faces, hidden=text(hidden.get(snapshot.activation, "drawing.hidden_open"))),
    ]
    if _layout(snapshot).ellipses:
        words.append(text("drawing.more"))
    return text("drawing.space").join(words)


def limits(values: Array, layer: int, layers: int, activation: str) -> tuple[float, float]:
    """The activations that have the full colours: 0 and 1 of a sigmoid, else as far as they reach.

    Never nearer than -1 and 1, so that those of tanh have always the same colours.
    """
    if layer == layers or activation == "sigmoid":
        return 0.0, 1.0
    reach = float(np.abs(values[np.isfinite(values)]).max(initial=1.0))
    return -reach, reach


def _layout(snapshot: Snapshot) -> Layout:
    W = snapshot.parameters.W
    return layout((W[1].shape[1], *(W[l].shape[0] for l in snapshot.parameters.layers)))


def _input(text: Text, snapshot: Snapshot, index: int) -> str:
    return text("drawing.input", unit=index, feature=feature_words(text, snapshot.dataset, index))


def _faces(text: Text, snapshot: Snapshot, places: Layout, colours: Palette) -> list[Face]:
    parameters, maps = snapshot.parameters, has_maps(snapshot)
    L = len(parameters.W)
    A = snapshot.cache.A
    if maps:
        plane = plane_around(snapshot.dataset.X)
        A = activations_over(plane, SIDE, parameters, snapshot.activation)
    faces = []
    for l in parameters.layers:
        low, high = limits(A[l], l, L, snapshot.activation)
        means = snapshot.cache.A[l].mean(axis=1)
        looks = shades(means, low, high, colours)
        for node in places.layer(l):
            i = node.row
            look = picture(A[l][i], low, high, colours) if maps else looks[i]
            words = text(
                "drawing.map" if maps else "drawing.disc",
                layer=l, unit=i, low=f"{low:.3g}", high=f"{high:.3g}",
                mean=numbers.size(float(means[i])), bias=numbers.size(float(parameters.b[l][i, 0])),
            )  # fmt: skip
            faces.append(Face(look, words))
    return faces
