"""The network drawn: every weight a line, every unit with what it says about the plane."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.passes import Pass
from core.plane import activations_over, plane_around
from core.types import Array
from dashboard import format
from dashboard.charts.layout import Column, Layout, layout
from dashboard.charts.lines import CLIP
from dashboard.charts.network import Face, Stack, network_chart, shades
from dashboard.charts.palette import Palette
from dashboard.charts.picture import picture
from dashboard.panels.shared.clickable import clickable
from dashboard.text import Text, feature_words
from dashboard.underlay import Underlay
from dashboard.view import View
from dashboard.work import Focus


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw every unit and every weight, as far as they are shown one by one."""
    text, of, colours = view.text, view.shown.train, view.colours
    places, slow = _layout(of), view.session.slow
    back = slow is not None and slow.phase == "backward"
    maps = has_maps(of) and not back
    names = [feature_words(text, code) for code in view.run.dataset.feature_names]
    chart = network_chart(
        places,
        of.gradients.dW if back else of.parameters.W,
        _errors(text, of, places, colours) if back else _faces(text, of, places, colours),
        _stacks(of, places, view.underlay, colours) if maps else [],
        [text("drawing.input", unit=n.row + 1, feature=names[n.row]) for n in places.layer(0)],
        colours,
        _only(view.session.focus),
        kind="dW" if back else "W",
        ghost=slow.of.parameters.W if slow is not None and slow.phase == "update" else None,
        rests=not view.session.playing,
    )
    drawn: DeltaGenerator = slot.vega_lite_chart(
        chart, alt=text("drawing.alt"), **clickable(view, "drawing")
    )
    return drawn


def _only(focus: Focus | None) -> tuple[int, int] | None:
    """The unit of which alone the lines are drawn."""
    return (focus.layer, focus.i) if focus is not None and focus.kind == "unit" else None


def has_maps(of: Pass) -> bool:
    """Whether units show maps: only of two features is the plane all there is."""
    return bool(of.X.shape[0] <= 2)


def note(text: Text, of: Pass) -> str:
    """What width, colour, dashes and the units' faces mean, and what is left out."""
    faces = "drawing.maps" if has_maps(of) else "drawing.discs"
    hidden = {"tanh": "drawing.hidden_tanh", "sigmoid": "drawing.hidden_sigmoid"}
    key = hidden.get(of.config.activation, "drawing.hidden_open")
    words = [text("drawing.lines", clip=f"{CLIP:g}"), text(faces, hidden=text(key))]
    if _layout(of).ellipses:
        words.append(text("drawing.more"))
    return text("drawing.space").join(words)


def limits(A: Array, layer: int, L: int, activation: str) -> tuple[float, float]:
    """The activations that have the full colours: 0 and 1 of a sigmoid, else as far as they reach.

    Never nearer than -1 and 1, so that those of tanh have always the same colours.
    """
    if layer == L or activation == "sigmoid":
        return 0.0, 1.0
    reach = float(np.abs(A[np.isfinite(A)]).max(initial=1.0))
    return -reach, reach


def _layout(of: Pass) -> Layout:
    W = of.parameters.W
    return layout((W[1].shape[1], *(W[l].shape[0] for l in of.parameters.layers)))


def _faces(text: Text, of: Pass, places: Layout, colours: Palette) -> list[Face]:
    words = "drawing.map" if has_maps(of) else "drawing.disc"
    faces = []
    for l in of.parameters.layers:
        A = of.cache.A[l]
        low, high = limits(A, l, len(of.parameters.W), of.config.activation)
        means = A.mean(axis=1)
        looks = shades(means, low, high, colours)
        for node in places.layer(l):
            i = node.row
            told = text(
                words, layer=l, unit=i + 1, low=f"{low:.3g}", high=f"{high:.3g}",
                mean=format.size(float(means[i])),
                bias=format.size(float(of.parameters.b[l][i, 0])),
            )  # fmt: skip
            faces.append(Face(looks[i], told))
    return faces


def _errors(text: Text, of: Pass, places: Layout, colours: Palette) -> list[Face]:
    """What units show in the backward phase: the mean of their dZ, on the largest mean's scale."""
    faces = []
    for l in of.parameters.layers:
        means = of.gradients.dZ[l].mean(axis=1)
        reach = float(np.abs(means).max()) or 1.0
        looks = shades(means, -reach, reach, colours)
        for node in places.layer(l):
            told = text(
                "drawing.error", layer=l, unit=node.row + 1,
                mean=format.size(float(means[node.row])),
            )  # fmt: skip
            faces.append(Face(looks[node.row], told))
    return faces


def _stacks(of: Pass, places: Layout, underlay: Underlay, colours: Palette) -> list[Stack]:
    """The maps of the units of each column, drawn as one picture."""
    plane = plane_around(of.X)
    stacks = []
    layers = of.parameters.layers
    sides = {l: places.layer(l)[0].side for l in layers}
    width = max(sides.values())
    # Two layers whose maps are of one size are seen over the same points.
    over = {
        side: activations_over(plane, side, of.parameters, of.config.activation)
        for side in set(sides.values())
    }
    for l in layers:
        low, high = limits(of.cache.A[l], l, len(of.parameters.W), of.config.activation)
        for column in places.columns(l):
            image = picture(_stacked(over[sides[l]][l], column, width), low, high, colours)
            pictures = underlay.push(f"{l} {column.x}", image)
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
