"""The computation graph of one sample, forward and back, lit up as far as it is walked."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from core.equations import SAMPLE, operands
from dashboard.charts.live import Description, clicked, live
from dashboard.charts.palette import Palette

HEIGHT = 216
ALONG = 0.62
"""How far along a level edge its arrowhead stands."""
BESIDE = 0.3
"""How far along a dashed line its word stands, clear of the row below."""
WIDTH = 44
"""Of a node's box, in pixels."""
ASIDE = 0.12
"""How far a line straight down is moved to the side, still within the width of a box."""


class Place(NamedTuple):
    """Where a node stands: x from 0 (the input) to 5 (the loss), y from 2 (forward) to 0."""

    x: float
    y: float


PLACES: Mapping[str, Place] = {
    "x": Place(0, 2), "z1": Place(1, 2), "a1": Place(2, 2), "z2": Place(3, 2), "a2": Place(4, 2),
    "L": Place(5, 2), "da2": Place(4, 1), "dz2": Place(3, 1), "da1": Place(2, 1),
    "dz1": Place(1, 1), "dW2": Place(2.6, 0), "db2": Place(3.4, 0), "dW1": Place(0.6, 0),
    "db1": Place(1.4, 0),
}  # fmt: skip
ON_THE_WAY: Mapping[str, Place] = {"W2": Place(2.5, 2)}
"""Where a parameter comes in that a backward step takes again; its name is written there."""


class Edge(NamedTuple):
    """From a node to one that is computed from it, and what comes in on the way.

    cached : whether a backward step takes a value that the forward pass has left.
    """

    start: str
    end: str
    words: str
    cached: bool


def edges() -> list[Edge]:
    """The edges of the graph, read from the steps' code."""
    found = []
    for step, code in SAMPLE.items():
        given = [op for op in operands(code) if op.name.code in PLACES]
        slopes = [op.name for op in operands(code) if op.name.kind == "dg"]
        others = [str(op) for op in operands(code) if op.name.code not in PLACES]
        backward = step.startswith("d")
        words = ", ".join(function_of(code) + [word for word in others if word[0] != "g"])
        if slopes:
            words = "σ′" if slopes[0].layer == 2 else "g[1]′"
        if step == "da2":
            # d in front of a symbol is the derivative of L by it, and this is the first of them.
            found.append(Edge("L", step, "", cached=False))
        for op in given:
            cached = backward and not op.name.kind.startswith("d")
            # A name is in its own box, but not that it is transposed here.
            taken = str(op) if op.transposed else ""
            found.append(Edge(op.name.code, step, taken if cached else words, cached))
        found += [Edge(f"z{name.layer}", step, "", cached=True) for name in slopes]
        if backward:
            again = [op.name.code for op in operands(code) if op.name.code in ON_THE_WAY]
            found += [Edge(name, step, "", cached=True) for name in again]
    return found


def function_of(code: str) -> list[str]:
    """The activation that a line takes, if it is one."""
    names = {"g1": "g[1]", "sigmoid": "σ"}
    return [words for name, words in names.items() if code.startswith(f"{name}(")]


class Label(NamedTuple):
    """What is written on a node: its symbol, and its value or shape."""

    symbol: str
    value: str


def graph_chart(
    labels: Mapping[str, Label],
    done: Sequence[str],
    now: str | None,
    colours: Palette,
    ways: tuple[str, str] = ("", ""),
) -> Description:
    """The graph with the nodes that are done, and the one that is walked now, lit up.

    Parameters
    ----------
    labels : by node
    done : of nodes
        Their values are shown.
    now : str or None
        The node of the present step. Dashed lines show what the forward pass has left for it;
        when all steps are done and none is present, for each of them.
    colours : Palette
    ways : (str, str)
        What is written before the row of the forward pass and that of the backward pass.
    """

    def state(name: str) -> str:
        return "now" if name == now else "done" if name in done else "ahead"

    nodes = pd.DataFrame(
        [
            (
                n,
                p.x,
                p.y,
                labels[n].symbol,
                labels[n].value if state(n) != "ahead" else "",
                state(n),
            )
            for n, p in PLACES.items()
        ],
        columns=["name", "x", "y", "symbol", "value", "state"],
    )
    at, over = {**PLACES, **ON_THE_WAY}, now is None and set(SAMPLE) <= set(done)
    lines = pd.DataFrame(
        [
            (*_ends(at[a], at[b]), *_along(at[a], at[b], BESIDE if cached else 0.5), words,
             state(b), cached, b.startswith("d"), *_head(at[a], at[b]))
            for a, b, words, cached in edges()
            # All lines from the cache at once cross one another; on the way one step's is enough.
            if not cached or b == now or over
        ],
        columns=["x", "y", "x2", "y2", "middle", "height", "words", "state", "cached", "back",
                 "head_x", "head_y", "angle"],
    )  # fmt: skip
    rows = pd.DataFrame({"x": [-0.3, -0.3], "y": [2.34, 1], "words": list(ways)})
    return {**_graph(colours), "datasets": {"nodes": nodes, "edges": lines, "rows": rows}}


def _ends(a: Place, b: Place) -> tuple[float, float, float, float]:
    """Where an edge begins and ends: x, y, x2, y2."""
    # Straight down it would cross the values below and above the two boxes.
    aside = ASIDE if a.x == b.x else 0.0
    return a.x + aside, a.y, b.x + aside, b.y


def _along(a: Place, b: Place, part: float) -> Place:
    """The place that is this part of the way along an edge."""
    return Place(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y))


def _head(a: Place, b: Place) -> tuple[float, float, float]:
    """Where an edge has its arrowhead, and how far that is turned from pointing up, in degrees.

    The turn is that of a graph about 1,100 pixels wide, where a unit across is about 190 pixels
    and one up 76.
    """
    at = ALONG if a.y == b.y else 0.55
    turn = math.degrees(math.atan2(190 * (b.x - a.x), 76 * (b.y - a.y)))
    return *_along(a, b, at), turn


@lru_cache(maxsize=64)
def _graph(colours: Palette) -> Description:
    """The description of the graph without its data."""
    nodes, edges = alt.NamedData("nodes"), alt.NamedData("edges")
    states = ["ahead", "done", "now"]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.35, 5.35], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-0.45, 2.4], nice=False, zero=False), axis=None)
    edge = alt.Scale(domain=states, range=[colours.faint, colours.grey, colours.accent])
    line = alt.Color("state:N", scale=edge, legend=None)
    fill = alt.Fill(
        "state:N",
        scale=alt.Scale(domain=states, range=[colours.neutral, colours.neutral, colours.accent]),
        legend=None,
    )
    ink = alt.Color(
        "state:N",
        scale=alt.Scale(domain=states, range=[colours.grey, colours.ink, colours.on_accent]),
        legend=None,
    )
    lines = (
        alt.Chart(edges)
        .mark_rule(strokeWidth=2, tooltip=None)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=line,
            strokeDash=alt.condition("datum.cached", alt.value([4, 3]), alt.value([1, 0])),
        )
    )
    ends = alt.Stroke("state:N", scale=edge, legend=None)
    inside = alt.Fill("state:N", scale=edge, legend=None)
    heads = (
        alt.Chart(edges)
        .transform_filter("!datum.cached")
        .mark_point(shape="triangle", size=60, opacity=1, fillOpacity=1, tooltip=None)
        .encode(
            x=alt.X("head_x:Q", axis=None), y=alt.Y("head_y:Q", axis=None),
            angle=alt.Angle("angle:Q", scale=None), stroke=ends,
            fill=alt.condition("datum.back", alt.value(colours.neutral), inside),
        )
    )  # fmt: skip
    ways = (
        alt.Chart(alt.NamedData("rows"))
        .mark_text(align="left", fontSize=12, color=colours.grey, tooltip=None)
        .encode(x=x, y=y, text="words:N")
    )

    def passing(kept: str, **place: Any) -> Any:
        chart = alt.Chart(edges).transform_filter(kept)
        text = chart.mark_text(fontSize=11, color=colours.grey, tooltip=None, **place)
        return text.encode(
            x=alt.X("middle:Q", axis=None), y=alt.Y("height:Q", axis=None), text="words:N"
        )

    words = [passing("!datum.cached", dy=-20), passing("datum.cached", dx=8, align="left")]
    boxes = (
        alt.Chart(nodes)
        .mark_rect(
            width=WIDTH,
            height=26,
            cornerRadius=6,
            strokeWidth=1.5,
            opacity=1,
            cursor="pointer",
            tooltip=None,
        )
        .encode(x=x, y=y, fill=fill, stroke=alt.Stroke("state:N", scale=edge, legend=None))
        .add_params(clicked("name"))
    )
    symbols = (
        alt.Chart(nodes)
        .mark_text(fontSize=13, fontWeight="bold", baseline="middle", tooltip=None)
        .encode(x=x, y=y, text="symbol:N", color=ink)
    )

    def values(kept: str, dy: int) -> Any:
        chart = alt.Chart(nodes).transform_filter(kept)
        text = chart.mark_text(
            fontSize=11, dy=dy, baseline="middle", color=colours.ink, tooltip=None
        )
        return text.encode(x=x, y=y, text="value:N")

    # Below dz[l] two edges leave, so its value stands above.
    crossed = "datum.symbol == 'dz[1]' || datum.symbol == 'dz[2]'"
    marks = [boxes, symbols, values(crossed, -21), values(f"!({crossed})", 21)]
    chart = alt.layer(lines, heads, *words, ways, *marks).resolve_scale(
        color="independent", fill="independent", stroke="independent"
    )
    return live(chart, HEIGHT)
