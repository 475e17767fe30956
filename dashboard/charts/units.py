"""A network of given sizes as a drawing: a circle for each unit, a line for each weight."""

from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt

from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette

HEIGHT = 290
RADIUS = 9.0
LAYERS = 3


@lru_cache(maxsize=64)
def units_chart(
    sizes: tuple[int, int, int], labels: tuple[str, str, str], colours: Palette
) -> Description:
    """The layers from left to right, each with its label below.

    sizes : n[0], n[1] and n[2].
    labels : of the layers, such as "n[0] = 3".
    """
    largest = max(sizes)
    places = [
        [{"x": l, "y": (n - 1) / 2 - i, "layer": l} for i in range(n)] for l, n in enumerate(sizes)
    ]
    lines = [
        {"x": a["x"], "y": a["y"], "x2": b["x"], "y2": b["y"]}
        for before, after in pairwise(places)
        for a in before
        for b in after
    ]
    below = [{"x": l, "y": -(largest + 1) / 2, "label": label} for l, label in enumerate(labels)]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.4, LAYERS - 0.6], nice=False), axis=None)
    y_scale = alt.Scale(domain=[-(largest + 2) / 2, (largest + 1) / 2], nice=False, zero=False)
    y = alt.Y("y:Q", scale=y_scale, axis=None)
    weights = (
        _chart(lines)
        .mark_rule(color=colours.faint, strokeWidth=1)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    )
    inks = [colours.ink, colours.layer(1), colours.layer(2)]
    ink = alt.Color("layer:O", scale=alt.Scale(domain=list(range(LAYERS)), range=inks), legend=None)
    units = (
        _chart([unit for layer in places for unit in layer])
        .mark_point(size=4 * RADIUS**2, filled=True, opacity=1)
        .encode(x=x, y=y, color=ink)
    )
    names = _chart(below).mark_text(fontSize=15, color=colours.ink).encode(x=x, y=y, text="label:N")
    return live(alt.layer(weights, units, names), HEIGHT)


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))
