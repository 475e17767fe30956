"""The network drawn: a node for every unit, and a line for every weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from core.types import Array, Layers
from dashboard.charts.live import HEIGHT, live
from dashboard.charts.palette import Palette, diverging
from dashboard.numbers import shape, size

MOST_INPUTS, MOST_UNITS = 8, 16
"""So many units of the input and of any later layer are drawn one by one; of more, one less."""
CLIP = 6.0
"""A weight of this size or more has the widest line."""
THINNEST, WIDEST = 0.8, 6.5
"""Widths of lines in pixels; where many lines share the drawing, the widest is narrower."""
FEW_LINES = 20
TOP, BOTTOM = 24, HEIGHT - 26
"""The rows of pixels between which the nodes stand; shapes are written above, sizes below."""
LEFT, RIGHT = 0.09, 0.88
"""Where the first and the last layer stand, as shares of the width."""
WIDEST_PITCH = 50
STAGGER_FROM = 9
"""From so many nodes in a layer on they stand in two columns, so that each has more room."""
STAGGER = 0.04
"""How far the two columns stand from their middle, as a share of the width."""
WIDEST_SIDE, DISC = 40, 24
"""Sides of a unit's picture at most, and diameter of an input's disc at most, in pixels."""
BADGE = 12
"""Diameter of the disc with a unit's index, at the corner of its picture."""


class Node(NamedTuple):
    """A unit that is drawn: its `row` of A[layer], its place, and the side of its picture.

    x is a share of the drawing's width, y and side are pixels.
    """

    layer: int
    row: int
    x: float
    y: float
    side: float


class Ellipsis(NamedTuple):
    """What stands for the units of a layer that are not drawn one by one."""

    layer: int
    units: int
    x: float
    y: float


@dataclass(frozen=True)
class Layout:
    """Where everything stands that does not move while a run trains."""

    layer_sizes: tuple[int, ...]
    nodes: tuple[Node, ...]
    ellipses: tuple[Ellipsis, ...]
    widest: float

    def layer(self, l: int) -> list[Node]:
        """The nodes of layer l that are drawn."""
        return [node for node in self.nodes if node.layer == l]

    def side(self, l: int) -> float:
        """The side of the pictures of layer l."""
        return self.layer(l)[0].side


@cache
def layout(layer_sizes: tuple[int, ...]) -> Layout:
    """Places for the units of (n[0], ..., n[L]), the first ones of a layer that is too large."""
    L = len(layer_sizes) - 1
    nodes: list[Node] = []
    ellipses: list[Ellipsis] = []
    for l, n in enumerate(layer_sizes):
        most = MOST_UNITS if l else MOST_INPUTS
        places, drawn = min(n, most), n if n <= most else most - 1
        pitch = min(WIDEST_PITCH, (BOTTOM - TOP) / places)
        middle = LEFT + (RIGHT - LEFT) * l / L
        staggered = places >= STAGGER_FROM
        side = min(WIDEST_SIDE, pitch * (1.7 if staggered else 0.82))
        if l == 0:
            side = min(DISC, side)
        for i in range(places):
            x = middle + STAGGER * (1 if i % 2 else -1) * staggered
            y = (TOP + BOTTOM) / 2 + (i - (places - 1) / 2) * pitch
            if i < drawn:
                nodes.append(Node(l, i, x, y, side))
            else:
                ellipses.append(Ellipsis(l, n - drawn, x, y))
    sizes = [sum(node.layer == l for node in nodes) for l in range(L + 1)]
    lines = sum(a * b for a, b in pairwise(sizes))
    widest = WIDEST * float(np.clip(np.sqrt(FEW_LINES / lines), 0.35, 1))
    return Layout(layer_sizes, tuple(nodes), tuple(ellipses), widest)


class Face(NamedTuple):
    """What a unit shows: a picture (a data URI) or a colour, and the words at the pointer."""

    look: str
    words: str


def network_chart(
    places: Layout,
    W: Layers,
    faces: Sequence[Face],
    inputs: Sequence[str],
    colours: Palette,
    *,
    maps: bool,
) -> dict[str, Any]:
    """The drawing of a network: the description made by `network`, with the data to draw now.

    Parameters
    ----------
    places : Layout
    W : mapping of (n[l], n[l-1]) arrays
        W[l] for l = 1..L.
    faces : sequence of Face
        One for each unit of layers 1..L that is drawn, in the order of `places.nodes`.
    inputs : sequence of str
        The words at the pointer for each input that is drawn.
    colours : Palette
    maps : bool
        The faces are pictures; otherwise they are colours.
    """
    shapes = tuple(W[l].shape for l in sorted(W))
    return {
        **network(places, colours, maps=maps),
        "datasets": {
            **links(places, W),
            **_faces(places, faces),
            **_still(places, tuple(inputs), shapes, colours, maps),
        },
    }


def links(places: Layout, W: Layers) -> dict[str, pd.DataFrame]:
    """A row for each weight that is drawn, apart by sign: "positive", "negative" and "zero".

    Each has its ends (x, y) and (x2, y2), the width of its line, and its name and value as the
    pointer shows them. The widest come last, so that they lie on top.
    """
    rows: list[tuple[float, float, float, float, float, float, str]] = []
    for l in sorted(W):
        starts, ends = places.layer(l - 1), places.layer(l)
        drawn = W[l][: len(ends), : len(starts)]
        widths = line_width(drawn, places.widest)
        for b, row, row_widths in zip(ends, drawn.tolist(), widths.tolist(), strict=True):
            for a, w, width in zip(starts, row, row_widths, strict=True):
                name = f"W[{l}][{b.row},{a.row}] = {size(w)}"
                rows.append((a.x, a.y, b.x, b.y, width, w, name))
    rows.sort(key=lambda row: row[4])
    columns = ["x", "y", "x2", "y2", "width", "weight", "name"]
    signs = {"zero": [], "negative": [], "positive": []}  # type: dict[str, list[Any]]
    for row in rows:
        signs["positive" if row[5] > 0 else "negative" if row[5] < 0 else "zero"].append(row)
    return {sign: pd.DataFrame(members, columns=columns) for sign, members in signs.items()}


def line_width(weights: Array, widest: float) -> Array:
    """Pixels for each weight: THINNEST at 0, with the root of its size up to `widest` at CLIP."""
    sizes = np.nan_to_num(np.abs(weights), nan=0.0, posinf=CLIP)
    return THINNEST + (widest - THINNEST) * np.sqrt(np.minimum(sizes / CLIP, 1))


def shades(values: Array, low: float, high: float, colours: Palette) -> list[str]:
    """A colour for each value, from low (negative's colour) to high (positive's), as #rrggbb."""
    steps = 256
    table = diverging(colours.negative, colours.neutral, colours.positive, steps).round()
    at = np.nan_to_num(np.clip((values - low) / (high - low), 0, 1), nan=0.5) * (steps - 1)
    return ["#{:02x}{:02x}{:02x}".format(*map(int, table[i])) for i in at.round().astype(int)]


@cache
def network(places: Layout, colours: Palette, *, maps: bool) -> dict[str, Any]:
    """The description of the drawing without its data.

    Streamlit's Vega reads every encoding anew for every mark in every frame, so there are few:
    vertical places are pixels as they are, and what all marks of a kind share is a constant.
    """
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=None, axis=None)
    told = alt.Tooltip("name:N")

    def lines(sign: str, colour: str, **style: Any) -> Any:
        width = alt.StrokeWidth("width:Q", scale=None)
        return (
            alt.Chart(alt.NamedData(sign))
            .mark_rule(stroke=colour, **style)
            .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", strokeWidth=width, tooltip=told)
        )

    def discs(data: str, fill: Any) -> Any:
        return (
            alt.Chart(alt.NamedData(data))
            .mark_circle(opacity=1, stroke=colours.grey, strokeWidth=1)
            .encode(x=x, y=y, size=alt.Size("area:Q", scale=None), tooltip=told, fill=fill)
        )

    def pictures(data: str, l: int) -> Any:
        return (
            alt.Chart(alt.NamedData(data))
            .mark_image(width=places.side(l), height=places.side(l))
            .encode(x=x, y=y, url="look:N", tooltip=told)
        )

    def badges(l: int) -> list[alt.Chart]:
        corner = -places.side(l) * (1 if maps else np.sqrt(1 / 2)) / 2
        data = alt.Chart(alt.NamedData("badges"))
        disc = data.mark_circle(
            xOffset=corner, yOffset=corner, size=BADGE**2 * np.pi / 4, opacity=1,
            fill=colours.neutral, stroke=colours.grey, strokeWidth=0.8,
        )  # fmt: skip
        index = data.mark_text(
            dx=corner, dy=corner + 0.5, baseline="middle", fontSize=9, color=colours.ink
        )
        return [disc.encode(x=x, y=y), index.encode(x=x, y=y, text="index:N")]

    if maps:
        edges = (
            alt.Chart(alt.NamedData("edges"))
            .mark_square(opacity=1, fill=colours.neutral, stroke=colours.grey, strokeWidth=1)
            .encode(x=x, y=y, size=alt.Size("area:Q", scale=None))
        )
        L = len(places.layer_sizes) - 1
        faces = [edges, pictures("units", 1), pictures("outputs", L)]
    else:
        own = alt.Fill("look:N", scale=None)
        faces = [discs("units", own), discs("outputs", own)]
    indices = [badge for l in range(1, len(places.layer_sizes) - 1) for badge in badges(l)]
    writing = (
        alt.Chart(alt.NamedData("writing"))
        .mark_text(baseline="middle", fontSize=11)
        .encode(x=x, y=y, text="text:N", color=alt.Color("colour:N", scale=None))
    )
    return live(
        alt.layer(
            lines("zero", colours.grey),
            lines("negative", colours.negative, strokeDash=[7, 3]),
            lines("positive", colours.positive),
            discs("inputs", alt.value(colours.neutral)),
            *faces,
            *indices,
            writing,
        )
    )


def _faces(places: Layout, faces: Sequence[Face]) -> dict[str, pd.DataFrame]:
    """The units of the hidden layers, and apart from them those of the last, which are larger."""
    nodes = [node for node in places.nodes if node.layer]
    rows = [
        (n.x, n.y, n.side**2 * np.pi / 4, face.look, face.words)
        for n, face in zip(nodes, faces, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["x", "y", "area", "look", "name"])
    last = np.array([node.layer == len(places.layer_sizes) - 1 for node in nodes])
    return {"units": frame[~last], "outputs": frame[last]}


@cache
def _still(
    places: Layout,
    inputs: tuple[str, ...],
    shapes: tuple[tuple[int, ...], ...],
    colours: Palette,
    maps: bool,
) -> dict[str, pd.DataFrame]:
    """What stays as it is while a run trains: inputs, edges of pictures, all that is written."""
    first = places.layer(0)
    middles = [LEFT + (RIGHT - LEFT) * l / len(shapes) for l in range(len(shapes) + 1)]
    writing: list[tuple[float, float, str, str]] = []
    for node in places.nodes:
        if node.layer == 0:
            writing.append((node.x, node.y, f"x{node.row + 1}", colours.ink))
    for rest in places.ellipses:
        writing.append((rest.x, rest.y, f"⋮ +{rest.units}", colours.ink))
    for l, (n, x) in enumerate(zip(places.layer_sizes, middles, strict=True)):
        writing.append((x, HEIGHT - 9, f"n[{l}] = {n}", colours.ink))
    for l, (a, b, of) in enumerate(zip(middles, middles[1:], shapes, strict=False), start=1):
        writing.append(((a + b) / 2, 9, f"W[{l}] {shape(of)}", colours.layer(l)))
    for node in places.layer(len(shapes)):
        writing.append((node.x, node.y + node.side / 2 + 11, f"ŷ = a[{len(shapes)}]", colours.ink))
    still = {
        "inputs": pd.DataFrame(
            [(n.x, n.y, n.side**2 * np.pi / 4, w) for n, w in zip(first, inputs, strict=True)],
            columns=["x", "y", "area", "name"],
        ),
        "badges": pd.DataFrame(
            [(n.x, n.y, str(n.row)) for n in places.nodes if 0 < n.layer < len(shapes)],
            columns=["x", "y", "index"],
        ),
        "writing": pd.DataFrame(writing, columns=["x", "y", "text", "colour"]),
    }
    if maps:
        still["edges"] = pd.DataFrame(
            [(n.x, n.y, (n.side + 1) ** 2) for n in places.nodes if n.layer],
            columns=["x", "y", "area"],
        )
    return still
