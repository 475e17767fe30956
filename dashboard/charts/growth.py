"""Two small static charts of the lessons: a gradient's size against m, and J against α."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import pandas as pd

from core.lessons.facts import Growth
from core.types import Array
from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette

HEIGHT = 200


CUT = 1.5
"""J after one update is drawn up to so many times J before it; beyond, it would hide the fall."""


def growth_chart(points: Sequence[Growth], mean: str, total: str, colours: Palette) -> Description:
    """‖dW[1]‖ of the same samples copied, against m: with the 1/m and without."""
    rows = [
        (p.m, size, label) for p in points for size, label in ((p.mean, mean), (p.total, total))
    ]
    frame = pd.DataFrame(rows, columns=["m", "size", "which"])
    return {**_growth(mean, total, colours), "datasets": {"points": frame}}


@lru_cache(maxsize=64)
def _growth(mean: str, total: str, colours: Palette) -> Description:
    scale = alt.Scale(domain=[mean, total], range=[colours.layer(1), colours.grey])
    legend = alt.Legend(title=None, orient="top", direction="horizontal")
    x = alt.X(
        "m:Q",
        scale=alt.Scale(nice=False, zero=True),
        axis=alt.Axis(title="m", grid=False, tickCount=6),
    )
    y = alt.Y("size:Q", axis=alt.Axis(title="‖dW[1]‖", grid=False, tickCount=5))
    lines = (
        alt.Chart(alt.NamedData("points"))
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=x, y=y, color=alt.Color("which:N", scale=scale, legend=legend),
            tooltip=[alt.Tooltip("m:Q"), alt.Tooltip("size:Q", format=".4g")],
        )
    )  # fmt: skip
    return live(alt.layer(lines), HEIGHT)


def alpha_chart(
    learning_rates: Sequence[float], costs: Array, now: float, before: float, colours: Palette
) -> Description:
    """J after one update against α, with J before it, and the α that is chosen."""
    frame = pd.DataFrame({"alpha": learning_rates, "cost": costs})
    datasets = {
        "costs": frame[frame["cost"] <= CUT * before],
        "level": pd.DataFrame({"cost": [before]}),
        "now": pd.DataFrame({"alpha": [now]}),
    }
    ends = min(learning_rates), max(learning_rates)
    return {**_alpha(ends, colours), "datasets": datasets}


@lru_cache(maxsize=64)
def _alpha(ends: tuple[float, float], colours: Palette) -> Description:
    x = alt.X(
        "alpha:Q",
        scale=alt.Scale(type="log", nice=False, domain=list(ends)),
        axis=alt.Axis(title="α", grid=False, format="~g", values=[0.01, 0.1, 1, 10, 100]),
    )
    y = alt.Y(
        "cost:Q", axis=alt.Axis(title="J", format="~r", grid=False), scale=alt.Scale(zero=False)
    )
    line = (
        alt.Chart(alt.NamedData("costs"))
        .mark_line(strokeWidth=2, color=colours.ink)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("alpha:Q"), alt.Tooltip("cost:Q", format=".6f")])
    )
    level = alt.Chart(alt.NamedData("level")).mark_rule(color=colours.grey, strokeDash=[5, 3])
    chosen = alt.Chart(alt.NamedData("now")).mark_rule(color=colours.accent)
    return live(alt.layer(level.encode(y=y), chosen.encode(x=x), line), HEIGHT)
