"""The computation graph of one sample, forward and back, lit up as far as it is walked."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from dashboard.charts.live import live
from dashboard.charts.palette import Palette

HEIGHT = 216
WIDTH = 44
"""Of a node's box, in pixels."""


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
EDGES: Sequence[tuple[str, str, str]] = (
    ("x", "z1", "W[1], b[1]"), ("z1", "a1", "g[1]"), ("a1", "z2", "W[2], b[2]"), ("z2", "a2", "σ"),
    ("a2", "L", "y"), ("L", "da2", ""), ("da2", "dz2", "σ′"), ("dz2", "dW2", ""),
    ("dz2", "db2", ""), ("dz2", "da1", "W[2]ᵀ"), ("da1", "dz1", "g[1]′"), ("dz1", "dW1", ""),
    ("dz1", "db1", ""),
)  # fmt: skip
"""From, to, and what comes in on the way."""


class Label(NamedTuple):
    """What is written on a node: its symbol, and its value or shape."""

    symbol: str
    value: str


def graph_chart(
    labels: Mapping[str, Label], done: Sequence[str], now: str | None, colours: Palette
) -> dict[str, Any]:
    """The graph with the nodes that are done, and the one that is walked now, lit up.

    Parameters
    ----------
    labels : by node
    done : of nodes
        Their values are shown.
    now : str or None
        The node of the present step.
    colours : Palette
    """

    def state(name: str) -> str:
        return "now" if name == now else "done" if name in done else "ahead"

    nodes = pd.DataFrame(
        [
            (p.x, p.y, labels[n].symbol, labels[n].value if state(n) != "ahead" else "", state(n))
            for n, p in PLACES.items()
        ],
        columns=["x", "y", "symbol", "value", "state"],
    )
    edges = pd.DataFrame(
        [
            (*PLACES[a], *PLACES[b], (PLACES[a].x + PLACES[b].x) / 2,
             (PLACES[a].y + PLACES[b].y) / 2, words, state(b))
            for a, b, words in EDGES
        ],
        columns=["x", "y", "x2", "y2", "middle", "height", "words", "state"],
    )  # fmt: skip
    return {**_graph(colours), "datasets": {"nodes": nodes, "edges": edges}}


@cache
def _graph(colours: Palette) -> dict[str, Any]:
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
        alt.Chart(edges).mark_rule(strokeWidth=2).encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=line)
    )
    passing = (
        alt.Chart(edges)
        .mark_text(dy=-20, fontSize=11, color=colours.grey)
        .encode(x=alt.X("middle:Q", axis=None), y=alt.Y("height:Q", axis=None), text="words:N")
    )
    boxes = (
        alt.Chart(nodes)
        .mark_rect(width=WIDTH, height=26, cornerRadius=6, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=y, fill=fill, stroke=alt.Stroke("state:N", scale=edge, legend=None))
    )
    symbols = (
        alt.Chart(nodes)
        .mark_text(fontSize=13, fontWeight="bold", baseline="middle")
        .encode(x=x, y=y, text="symbol:N", color=ink)
    )

    def values(kept: str, dy: int) -> Any:
        chart = alt.Chart(nodes).transform_filter(kept)
        text = chart.mark_text(fontSize=11, dy=dy, baseline="middle", color=colours.ink)
        return text.encode(x=x, y=y, text="value:N")

    # Below dz[l] two edges leave, so its value stands above.
    crossed = "datum.symbol == 'dz[1]' || datum.symbol == 'dz[2]'"
    marks = [boxes, symbols, values(crossed, -21), values(f"!({crossed})", 21)]
    chart = alt.layer(lines, passing, *marks).resolve_scale(
        color="independent", fill="independent", stroke="independent"
    )
    return live(chart, HEIGHT)
