"""The network drawn: a node for every unit, and a line for every weight."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pyarrow as pa

from core.types import Array, Layers
from dashboard.charts.layout import BOTTOM, TOP, Layout
from dashboard.charts.lines import links
from dashboard.charts.live import HEIGHT, Description, arrow, clicked, live, moving
from dashboard.charts.palette import Palette, diverging
from dashboard.format import shape


class Face(NamedTuple):
    """What a unit shows: a colour where it has no picture, and the words at the pointer."""

    colour: str
    words: str


class Stack(NamedTuple):
    """The pictures of the nodes of a column as one, the present one and before it earlier ones.

    The earlier ones fill the short time in which a browser decodes the present one.
    """

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
    only: tuple[int, int] | None = None,
    *,
    kind: str = "W",
    ghost: Layers | None = None,
    rests: bool = True,
) -> Description:
    """The drawing of a network: the description made by `network`, with the data to draw now.

    Parameters
    ----------
    places : Layout
    W : mapping of (n[l], n[l-1]) arrays
        W[l] for l = 1..L, or dW[l], which are drawn in the same way.
    faces : sequence of Face
        One for each unit of layers 1..L that is drawn, in the order of `places.nodes`.
    stacks : sequence of Stack
        The units' pictures by columns; none where units show colours.
    inputs : sequence of str
        The words at the pointer for each input that is drawn.
    colours : Palette
    only : (layer, row) of a unit
        Of which alone the lines are drawn.
    kind : {"W", "dW"}
        What the lines are.
    ghost : mapping of (n[l], n[l-1]) arrays, optional
        Former weights, drawn in grey below the present ones.
    rests : bool
        Whether the run rests, and the pointer is told of units and weights.
    """
    shapes = tuple(W[l].shape for l in sorted(W))
    return {
        **network(places, tuple(inputs), shapes, colours, kind, maps=bool(stacks), rests=rests),
        "datasets": {
            "weights": links(places, W, colours, only, kind=kind, ghost=ghost),
            **({"pictures": _pictures(stacks)} if stacks else {}),
            "units": _faces(places, faces),
        },
    }


def _pictures(stacks: Sequence[Stack]) -> pa.Table:
    return _rows(
        ("x", "y", "y2", "url"),
        [(s.x, s.top, s.bottom, url) for s in stacks for url in s.pictures],
    )


def _rows(columns: Sequence[str], members: Sequence[tuple[object, ...]]) -> pa.Table:
    return arrow(dict(zip(columns, zip(*members, strict=True), strict=True)))


def shades(values: Array, low: float, high: float, colours: Palette) -> list[str]:
    """A colour for each value, from low (negative's colour) to high (positive's), as #rrggbb."""
    steps = 256
    table = diverging(colours.negative, colours.neutral, colours.positive, steps).round()
    at = np.nan_to_num(np.clip((values - low) / (high - low), 0, 1), nan=0.5) * (steps - 1)
    return ["#{:02x}{:02x}{:02x}".format(*map(int, table[i])) for i in at.round().astype(int)]


@lru_cache(maxsize=64)
def network(
    places: Layout,
    inputs: tuple[str, ...],
    shapes: tuple[tuple[int, ...], ...],
    colours: Palette,
    kind: str = "W",
    *,
    maps: bool,
    rests: bool,
) -> Description:
    """The description of the drawing without the data that change.

    Streamlit's Vega reads every encoding anew for every mark in every frame, so there are few:
    vertical places are pixels as they are, and what all marks of a kind share is a constant.
    """
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=None, axis=None)
    # What a resting pointer is told would stay that of the frame in which it came to rest.
    told = alt.Tooltip("name:N", title=" ") if rests else alt.value(None)

    def nodes(chart: alt.Chart, fill: Any, *, square: bool = False) -> Any:
        drawn = (chart.mark_square if square else chart.mark_circle)(
            opacity=1, stroke=colours.grey, strokeWidth=1, invalid=None
        )
        size = alt.Size("area:Q", scale=None)
        return drawn.encode(x=x, y=y, size=size, tooltip=told, fill=fill)

    lines = (
        moving("weights")
        .mark_rule(invalid=None)
        .encode(
            x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"), tooltip=told,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            strokeDash=alt.condition("datum.negative", alt.value([7, 3]), alt.value([1, 0])),
        )
        .add_params(clicked("kind", "layer", "i", "j"))
    )  # fmt: skip
    if maps:
        sides = [places.layer(l)[0].side for l in range(1, len(places.layer_sizes))]
        pictures = (
            moving("pictures")
            .mark_image(width=max(sides), aspect=False, invalid=None, tooltip=None)
            .encode(x=x, y=y, y2=alt.Y2("y2:Q"), url=alt.Url("url:N"), key=alt.Key("url:N"))
        )
        faces = [pictures, nodes(moving("units"), alt.value("transparent"), square=True)]
    else:
        faces = [nodes(moving("units"), alt.Fill("colour:N", scale=None))]
    still = _still(places, inputs, shapes, colours, kind)
    writing = (
        _chart(still["writing"])
        .mark_text(baseline="middle", fontSize=11, tooltip=None)
        .encode(x=x, y=y, text=alt.Text("text:N"), color=alt.Color("colour:N", scale=None))
    )

    def numbers(l: int, side: int) -> alt.Chart:
        half = places.layer(l)[0].side / 2 * (1 if maps else np.sqrt(1 / 2))
        written = _chart(still[f"numbers {l} {side}"]).mark_text(
            dx=side * (half + 3), align="left" if side > 0 else "right", baseline="middle",
            fontSize=10, fontWeight="bold", color=colours.ink, tooltip=None,
        )  # fmt: skip
        drawn: alt.Chart = written.encode(x=x, y=y, text=alt.Text("index:N"))
        return drawn

    return live(
        alt.layer(
            lines,
            nodes(_chart(still["inputs"]), alt.value(colours.neutral)),
            *faces,
            *(
                numbers(l, side)
                for l in range(1, len(places.layer_sizes) - 1)
                for side in (-1, 1)
                if still[f"numbers {l} {side}"]
            ),
            writing,
        )
    )


def _chart(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values))


def _faces(places: Layout, faces: Sequence[Face]) -> pa.Table:
    nodes = [node for node in places.nodes if node.layer]
    return _rows(
        ("x", "y", "area", "colour", "name", "kind", "layer", "i"),
        [
            (n.x, n.y, n.side**2, *face, "unit", n.layer, n.row + 1)
            for n, face in zip(nodes, faces, strict=True)
        ],
    )


def _still(
    places: Layout,
    inputs: tuple[str, ...],
    shapes: tuple[tuple[int, ...], ...],
    colours: Palette,
    kind: str,
) -> dict[str, list[dict[str, Any]]]:
    """What stays as it is while a run trains: inputs, indices, all that is written."""
    middles = places.middles
    writing: list[tuple[float, float, str, str]] = []
    for node in places.layer(0):
        writing.append((node.x, node.y, f"x{node.row + 1}", colours.ink))
    for rest in places.ellipses:
        writing.append((rest.x, rest.y, f"⋮ +{rest.units}", colours.ink))
    for l, (n, x) in enumerate(zip(places.layer_sizes, middles, strict=True)):
        writing.append((x, HEIGHT - 10, f"n[{l}] = {n}", colours.ink))
    for l, ((a, b), of) in enumerate(zip(pairwise(middles), shapes, strict=True), start=1):
        writing.append(((a + b) / 2, 10, f"{kind}[{l}] {shape(of)}", colours.layer(l)))
    for node in places.layer(len(shapes)):
        writing.append((node.x, node.y + node.side / 2 + 13, f"ŷ = a[{len(shapes)}]", colours.ink))
    still = {
        "inputs": [
            {"x": n.x, "y": n.y, "area": n.side**2, "name": words}
            for n, words in zip(places.layer(0), inputs, strict=True)
        ],
        "writing": [
            {"x": x, "y": y, "text": text, "colour": colour} for x, y, text, colour in writing
        ],
    }
    for l in range(1, len(shapes)):
        for side in (-1, 1):
            still[f"numbers {l} {side}"] = _numbers(places, l, side)
    return still


def _numbers(places: Layout, l: int, side: int) -> list[dict[str, Any]]:
    """The indices of the units of layer l that have theirs on the left (-1) or the right (1).

    At the corner that looks away from the other layers, where no line runs: lines go to the middle.
    """
    middle, centre = places.middles[l], (TOP + BOTTOM) / 2
    return [
        {
            "x": n.x, "index": str(n.row + 1),
            "y": n.y + (n.side / 2 - 5) * (-1 if n.y <= centre else 1),
        }
        for n in places.layer(l)
        if (n.x < middle) == (side < 0)
    ]  # fmt: skip
