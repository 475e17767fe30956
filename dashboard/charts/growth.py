"""Two small static charts of the lessons: a gradient's size against m, and J against α."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from core.lessons.facts import Growth
from core.types import Array
from dashboard.charts.live import live
from dashboard.charts.palette import Palette

HEIGHT = 200


def growth_chart(
    points: Sequence[Growth], mean: str, total: str, colours: Palette
) -> dict[str, Any]:
    """‖dW[1]‖ against m with and without the 1/m, both axes logarithmic."""
    rows = [
        (p.m, size, label) for p in points for size, label in ((p.mean, mean), (p.total, total))
    ]
    frame = pd.DataFrame(rows, columns=["m", "size", "which"])
    return {**_growth(mean, total, colours), "datasets": {"points": frame[frame["size"] > 0]}}


@lru_cache(maxsize=64)
def _growth(mean: str, total: str, colours: Palette) -> dict[str, Any]:
    scale = alt.Scale(domain=[mean, total], range=[colours.layer(1), colours.grey])
    legend = alt.Legend(title=None, orient="top", direction="horizontal")
    x = alt.X(
        "m:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="m", grid=False, format="~s"),
    )
    y = alt.Y(
        "size:Q",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(title="‖dW[1]‖", format=".0e", grid=False, labelOverlap=True),
    )
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
) -> dict[str, Any]:
    """J after one update against α, with J before it, and the α that is chosen."""
    datasets = {
        "costs": pd.DataFrame({"alpha": learning_rates, "cost": costs}),
        "level": pd.DataFrame({"cost": [before]}),
        "now": pd.DataFrame({"alpha": [now]}),
    }
    return {**_alpha(colours), "datasets": datasets}


@lru_cache(maxsize=64)
def _alpha(colours: Palette) -> dict[str, Any]:
    x = alt.X(
        "alpha:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="α", grid=False, format="~g"),
    )
    y = alt.Y(
        "cost:Q", axis=alt.Axis(title="J", format="~g", grid=False), scale=alt.Scale(type="log")
    )
    line = (
        alt.Chart(alt.NamedData("costs"))
        .mark_line(strokeWidth=2, color=colours.ink)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("alpha:Q"), alt.Tooltip("cost:Q", format=".6f")])
    )
    level = alt.Chart(alt.NamedData("level")).mark_rule(color=colours.grey, strokeDash=[5, 3])
    chosen = alt.Chart(alt.NamedData("now")).mark_rule(color=colours.accent)
    return live(alt.layer(level.encode(y=y), chosen.encode(x=x), line), HEIGHT)
