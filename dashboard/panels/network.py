"""The network drawn: every weight a line, every unit with what it says about the plane."""

from collections.abc import Mapping

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.plane import activations_over, plane_around
from core.snapshot import Snapshot
from core.types import Array
from dashboard import numbers
from dashboard.charts.layout import Column, Layout, layout
from dashboard.charts.network import CLIP, Face, Stack, network_chart, shades
from dashboard.charts.palette import Palette, palette
from dashboard.charts.picture import picture
from dashboard.panels.lately import Lately
from dashboard.text import Text, feature_words


def draw(
    slot: DeltaGenerator, text: Text, snapshot: Snapshot, lately: Lately, *, dark: bool
) -> DeltaGenerator:
    """Draw every unit and every weight, as far as they are shown one by one."""
    places, colours = _layout(snapshot), palette(dark)
    chart = network_chart(
        places,
        snapshot.parameters.W,
        _faces(text, snapshot, places, colours),
        _stacks(snapshot, places, lately, colours) if has_maps(snapshot) else [],
        [_input(text, snapshot, node.row) for node in places.layer(0)],
        colours,
    )
    return slot.vega_lite_chart(chart, alt=text("drawing.alt"))


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


def limits(A: Array, layer: int, places: Layout, activation: str) -> tuple[float, float]:
    """The activations that have the full colours: 0 and 1 of a sigmoid, else as far as they reach.

    Never nearer than -1 and 1, so that those of tanh have always the same colours.
    """
    if layer == len(places.layer_sizes) - 1 or activation == "sigmoid":
        return 0.0, 1.0
    reach = float(np.abs(A[np.isfinite(A)]).max(initial=1.0))
    return -reach, reach


def _layout(snapshot: Snapshot) -> Layout:
    W = snapshot.parameters.W
    return layout((W[1].shape[1], *(W[l].shape[0] for l in snapshot.parameters.layers)))


def _input(text: Text, snapshot: Snapshot, index: int) -> str:
    return text(
        "drawing.input",
        unit=index,
        feature=feature_words(text, snapshot.dataset.feature_names[index]),
    )


def _faces(text: Text, snapshot: Snapshot, places: Layout, colours: Palette) -> list[Face]:
    words = "drawing.map" if has_maps(snapshot) else "drawing.disc"
    faces = []
    for l, A in _hidden_and_output(snapshot).items():
        low, high = limits(A, l, places, snapshot.activation)
        means = A.mean(axis=1)
        looks = shades(means, low, high, colours)
        for node in places.layer(l):
            i = node.row
            told = text(
                words, layer=l, unit=i, low=f"{low:.3g}", high=f"{high:.3g}",
                mean=numbers.size(float(means[i])),
                bias=numbers.size(float(snapshot.parameters.b[l][i, 0])),
            )  # fmt: skip
            faces.append(Face(looks[i], told))
    return faces


def _hidden_and_output(snapshot: Snapshot) -> Mapping[int, Array]:
    return {l: snapshot.cache.A[l] for l in snapshot.parameters.layers}


def _stacks(snapshot: Snapshot, places: Layout, lately: Lately, colours: Palette) -> list[Stack]:
    """The maps of the units of each column, drawn as one picture."""
    plane = plane_around(snapshot.dataset.X)
    stacks = []
    width = max(
        column.nodes[0].side for l in snapshot.parameters.layers for column in places.columns(l)
    )
    for l in snapshot.parameters.layers:
        low, high = limits(snapshot.cache.A[l], l, places, snapshot.activation)
        for column in places.columns(l):
            side = column.nodes[0].side
            A = activations_over(plane, side, snapshot.parameters, snapshot.activation)[l]
            image = picture(_stacked(A, column, width), low, high, colours)
            pictures = lately.with_new(f"{l} {column.x}", image)
            stacks.append(Stack(column.x, column.top, column.bottom, pictures))
    return stacks


def _stacked(maps: Array, column: Column, width: int) -> Array:
    """The column's maps (n[l], side, side) one above the other, nan between and beside them."""
    side = maps.shape[1]
    stacked = np.full((column.bottom - column.top, width), np.nan)
    left = (width - side) // 2
    for node in column.nodes:
        top = node.y - side // 2 - column.top
        stacked[top : top + side, left : left + side] = maps[node.row]
    return stacked
