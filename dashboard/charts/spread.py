"""Where z lies as a run goes on: each iteration a row, the more entries the stronger."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import numpy as np

from core.explore.spread import Spread
from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, Description, arrow, live
from dashboard.charts.palette import Palette

HEIGHT, ABOVE = 300, 130


def spread_chart(found: Spread, words: tuple[str, str, str], colours: Palette) -> Description:
    """The shares of the bins of z, iteration by iteration, the first on top.

    words : the titles of z, of the iterations and of the share.
    """
    k, bins = found.shares.shape
    # A row reaches half way to the rows before and after it.
    middles = (found.iterations[1:] + found.iterations[:-1]) / 2
    last = float(found.iterations[-1])
    tops = np.concatenate([[0.0], middles])
    bottoms = np.concatenate([middles, [max(last, 1.0)]])
    at = found.shares.ravel() > 0
    columns = {
        "low": np.tile(found.edges[:-1], k)[at],
        "high": np.tile(found.edges[1:], k)[at],
        "top": np.repeat(tops, bins)[at],
        "bottom": np.repeat(bottoms, bins)[at],
        "iteration": np.repeat(found.iterations, bins)[at],
        "share": found.shares.ravel()[at],
    }
    reach = float(found.edges[-1])
    return {**_heat(words, reach, max(last, 1.0), colours), "datasets": {"bins": arrow(columns)}}


@lru_cache(maxsize=16)
def _heat(words: tuple[str, str, str], reach: float, last: float, colours: Palette) -> Description:
    z, iteration, share = words
    across = alt.Scale(domain=[-reach, reach], nice=False)
    down = alt.Scale(domain=[last, 0], nice=False)
    axis = alt.Axis(
        title=iteration, format=",d", tickCount=5, tickMinStep=1, minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH, grid=False,
    )  # fmt: skip
    # Few entries in a bin are many where z is spread, so the colours grow with the root.
    ink = alt.Scale(type="sqrt", domainMin=0, range=[colours.neutral, colours.accent])
    cells = (
        alt.Chart(alt.NamedData("bins"))
        .mark_rect(stroke=None)
        .encode(
            x=alt.X("low:Q", scale=across, title=z, axis=alt.Axis(grid=False)), x2="high:Q",
            y=alt.Y("top:Q", scale=down, axis=axis), y2="bottom:Q",
            color=alt.Color("share:Q", scale=ink, legend=None),
            tooltip=[
                alt.Tooltip("iteration:Q", title=iteration, format=",d"),
                alt.Tooltip("low:Q", title=z, format=".3g"),
                alt.Tooltip("share:Q", title=share, format=".1%"),
            ],
        )
    )  # fmt: skip
    return live(alt.layer(cells), HEIGHT)


def slope_chart(
    z: Array, a: Array, slope: Array, names: tuple[str, str], colours: Palette
) -> Description:
    """g and g' over the same range of z, to stand above the other."""
    rows: dict[str, Array | Sequence[object]] = {
        "z": np.concatenate([z, z]),
        "value": np.concatenate([a, slope]),
        "which": [names[0]] * len(z) + [names[1]] * len(z),
    }
    return {**_slopes(float(z[-1]), names, colours), "datasets": {"curves": arrow(rows)}}


@lru_cache(maxsize=16)
def _slopes(reach: float, names: tuple[str, str], colours: Palette) -> Description:
    ink = alt.Scale(domain=list(names), range=[colours.ink, colours.accent])
    dash = alt.Scale(domain=list(names), range=[[1, 0], [5, 3]])
    legend = alt.Legend(title=None, orient="top", direction="horizontal")
    lines = (
        alt.Chart(alt.NamedData("curves"))
        .mark_line(strokeWidth=2, tooltip=None)
        .encode(
            x=alt.X(
                "z:Q", scale=alt.Scale(domain=[-reach, reach], nice=False),
                axis=alt.Axis(title=None, labels=False, grid=False),
            ),
            y=alt.Y(
                "value:Q", title="a",
                axis=alt.Axis(tickCount=4, minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH),
            ),
            color=alt.Color("which:N", scale=ink, legend=legend),
            strokeDash=alt.StrokeDash("which:N", scale=dash, legend=legend),
        )
    )  # fmt: skip
    return live(alt.layer(lines), ABOVE)
