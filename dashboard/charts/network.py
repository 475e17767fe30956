"""The network drawn: a node for every unit, and a line for every weight."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from core.types import Array, Layers
from dashboard.charts.layout import Layout
from dashboard.charts.live import HEIGHT, live
from dashboard.charts.palette import Palette, diverging
from dashboard.numbers import shape, size

CLIP = 6.0
"""A weight of this size or more has the widest line."""
THINNEST = 0.8
"""Pixels of the line of a weight of 0."""
BADGE = 12
"""Diameter of the disc with a unit's index, at the corner of its picture."""


class Face(NamedTuple):
    """What a unit shows: a colour where it has no picture, and the words at the pointer."""

    colour: str
    words: str


class Stack(NamedTuple):
    """The pictures of the nodes of a column as one, the present one and before it earlier ones.

    The earlier ones fill the short time in which a browser decodes the present one.
    """

    layer: int
    x: float
    top: int
    bottom: int
    pictures: Sequence[str]


def network_chart(
    places: Layout,
    W: Layers,
    faces: Sequence[Face],
    stacks: Sequence[Stack],
    inputs: Sequence[str],
    colours: Palette,
) -> dict[str, Any]:
    """The drawing of a network: the description made by `network`, with the data to draw now.

    Parameters
    ----------
    places : Layout
    W : mapping of (n[l], n[l-1]) arrays
        W[l] for l = 1..L.
    faces : sequence of Face
        One for each unit of layers 1..L that is drawn, in the order of `places.nodes`.
    stacks : sequence of Stack
        The units' pictures by columns; none where units show colours.
    inputs : sequence of str
        The words at the pointer for each input that is drawn.
    colours : Palette
    """
    shapes = tuple(W[l].shape for l in sorted(W))
    return {
        **network(places, colours, maps=bool(stacks)),
        "datasets": {
            **links(places, W),
            **_pictures(stacks),
            "units": _faces(places, faces),
            **_still(places, tuple(inputs), shapes, colours),
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

    def nodes(data: str, fill: Any, *, square: bool = False) -> Any:
        marks = alt.Chart(alt.NamedData(data))
        drawn = (marks.mark_square if square else marks.mark_circle)(
            opacity=1, stroke=colours.grey, strokeWidth=1
        )
        size = alt.Size("area:Q", scale=None)
        return drawn.encode(x=x, y=y, size=size, tooltip=told, fill=fill)

    def badges(l: int) -> list[alt.Chart]:
        corner = -places.layer(l)[0].side * (1 if maps else np.sqrt(1 / 2)) / 2
        data = alt.Chart(alt.NamedData(f"badges{l}"))
        disc = data.mark_circle(
            xOffset=corner, yOffset=corner, size=BADGE**2 * np.pi / 4, opacity=1,
            fill=colours.neutral, stroke=colours.grey, strokeWidth=0.8,
        )  # fmt: skip
        index = data.mark_text(
            dx=corner, dy=corner + 0.5, baseline="middle", fontSize=9, color=colours.ink
        )
        return [disc.encode(x=x, y=y), index.encode(x=x, y=y, text="index:N")]

    if maps:
        pictures = [
            alt.Chart(alt.NamedData(f"pictures{l}"))
            .mark_image(width=places.layer(l)[0].side, aspect=False)
            .encode(x=x, y=y, y2="y2:Q", url="url:N", key="url:N")
            for l in range(1, len(places.layer_sizes))
        ]
        faces = [*pictures, nodes("units", alt.value("transparent"), square=True)]
    else:
        faces = [nodes("units", alt.Fill("colour:N", scale=None))]
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
            nodes("inputs", alt.value(colours.neutral)),
            *faces,
            *(badge for l in range(1, len(places.layer_sizes) - 1) for badge in badges(l)),
            writing,
        )
    )


def _pictures(stacks: Sequence[Stack]) -> dict[str, pd.DataFrame]:
    rows: dict[str, list[tuple[float, float, float, str]]] = {}
    for stack in stacks:
        rows.setdefault(f"pictures{stack.layer}", []).extend(
            (stack.x, stack.top, stack.bottom, url) for url in stack.pictures
        )
    return {
        name: pd.DataFrame(members, columns=["x", "y", "y2", "url"])
        for name, members in rows.items()
    }


def _faces(places: Layout, faces: Sequence[Face]) -> pd.DataFrame:
    nodes = [node for node in places.nodes if node.layer]
    rows = [(n.x, n.y, n.side**2, *face) for n, face in zip(nodes, faces, strict=True)]
    return pd.DataFrame(rows, columns=["x", "y", "area", "colour", "name"])


@cache
def _still(
    places: Layout, inputs: tuple[str, ...], shapes: tuple[tuple[int, ...], ...], colours: Palette
) -> dict[str, pd.DataFrame]:
    """What stays as it is while a run trains: inputs, indices, all that is written."""
    middles = places.middles
    writing: list[tuple[float, float, str, str]] = []
    for node in places.layer(0):
        writing.append((node.x, node.y, f"x{node.row + 1}", colours.ink))
    for rest in places.ellipses:
        writing.append((rest.x, rest.y, f"⋮ +{rest.units}", colours.ink))
    for l, (n, x) in enumerate(zip(places.layer_sizes, middles, strict=True)):
        writing.append((x, HEIGHT - 9, f"n[{l}] = {n}", colours.ink))
    for l, ((a, b), of) in enumerate(zip(pairwise(middles), shapes, strict=True), start=1):
        writing.append(((a + b) / 2, 9, f"W[{l}] {shape(of)}", colours.layer(l)))
    for node in places.layer(len(shapes)):
        writing.append((node.x, node.y + node.side / 2 + 11, f"ŷ = a[{len(shapes)}]", colours.ink))
    still = {
        "inputs": pd.DataFrame(
            [(n.x, n.y, n.side**2, w) for n, w in zip(places.layer(0), inputs, strict=True)],
            columns=["x", "y", "area", "name"],
        ),
        "writing": pd.DataFrame(writing, columns=["x", "y", "text", "colour"]),
    }
    for l in range(1, len(shapes)):
        still[f"badges{l}"] = pd.DataFrame(
            [(n.x, n.y, str(n.row)) for n in places.layer(l)], columns=["x", "y", "index"]
        )
    return still
