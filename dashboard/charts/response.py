"""What a unit makes of z: g and g', the samples' own z below, and where g' is nearly flat."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from core.focus import Response
from core.types import Array
from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette

HEIGHT = 210


class ResponseWords(NamedTuple):
    """The titles: of z, of the curve g, of its slope."""

    z: str
    g: str
    slope: str


def response_chart(
    curve: Response,
    marks: Mapping[str, Array | Sequence[float]],
    words: ResponseWords,
    colours: Palette,
) -> Description:
    """The curves of a unit with a mark for each sample.

    Parameters
    ----------
    curve : Response
    marks : mapping
        The samples' z and label (0 or 1), as columns.
    words : ResponseWords
    colours : Palette
    """
    low = min(-0.1, float(curve.a.min()), float(curve.slope.min()))
    high = max(float(curve.a.max()), float(curve.slope.max()))
    below = low - 0.12 * (high - low)
    lines = pd.DataFrame(
        {
            "z": np.concatenate([curve.z, curve.z]),
            "value": np.concatenate([curve.a, curve.slope]),
            "which": [words.g] * len(curve.z) + [words.slope] * len(curve.z),
        }
    )
    flat = curve.slope < curve.flat
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    spans = edges.reshape(-1, 2)
    shades = pd.DataFrame(
        {"from": curve.z[spans[:, 0]], "to": curve.z[spans[:, 1] - 1]}, dtype=float
    )
    ticks = pd.DataFrame({**marks, "at": below})
    reach = float(curve.z[-1])
    return {
        **_response(words, (-reach, reach), (below * 1.1, high * 1.05), colours),
        "datasets": {"lines": lines, "flat": shades, "marks": ticks},
    }


@lru_cache(maxsize=16)
def _response(
    words: ResponseWords, across: tuple[float, float], up: tuple[float, float], colours: Palette
) -> Description:
    x = alt.Scale(domain=across, nice=False)
    y = alt.Scale(domain=up, nice=False)
    legend = alt.Legend(title=None, orient="top", direction="horizontal")
    scale = alt.Scale(domain=[words.g, words.slope], range=[colours.ink, colours.accent])
    dashes = alt.Scale(domain=[words.g, words.slope], range=[[1, 0], [5, 3]])
    shaded = (
        alt.Chart(alt.NamedData("flat"))
        .mark_rect(color=colours.grey, opacity=0.18, tooltip=None)
        .encode(x=alt.X("from:Q", scale=x, title=words.z), x2="to:Q")
    )
    lines = (
        alt.Chart(alt.NamedData("lines"))
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("z:Q", scale=x, title=words.z, axis=alt.Axis(grid=False)),
            y=alt.Y("value:Q", scale=y, title=None, axis=alt.Axis(tickCount=4)),
            color=alt.Color("which:N", scale=scale, legend=legend),
            strokeDash=alt.StrokeDash("which:N", scale=dashes, legend=None),
            tooltip=[alt.Tooltip(f"{name}:Q", format=".4g") for name in ("z", "value")],
        )
    )
    classes = alt.Scale(domain=[0, 1], range=[colours.negative, colours.positive])
    marks = (
        alt.Chart(alt.NamedData("marks"))
        .mark_tick(orient="vertical", size=12, thickness=1, opacity=0.5, tooltip=None)
        .encode(
            x=alt.X("z:Q", scale=x), y=alt.Y("at:Q", scale=y),
            color=alt.Color("label:N", scale=classes, legend=None),
        )
    )  # fmt: skip
    return live(alt.layer(shaded, lines, marks).resolve_scale(color="independent"), HEIGHT)
