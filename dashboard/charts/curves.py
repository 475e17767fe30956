"""Curves over the iterations: the cost, and the sizes of the gradients."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import altair as alt
import numpy as np

from core.types import Array
from dashboard.charts.bands import Band, across, drawn_band, drawn_changes, drawn_pins
from dashboard.charts.live import Description, arrow, live, moving
from dashboard.charts.palette import Palette
from dashboard.charts.thinning import rounded

DIGITS = 6
FEWEST = 100
"""The axis of iterations is at least so long."""


def curve_chart(
    frame: Mapping[str, Array],
    now: int,
    changes: Sequence[tuple[int, str]],
    pins: Mapping[str, Array | Sequence[object]] | None,
    bands: tuple[Band, ...],
    colours: Palette,
    height: int,
    *,
    rests: bool,
) -> Description:
    """Bands of curves, one below the other, over one axis of iterations.

    One chart and not one for each band, because every element that changes takes a browser some
    3 ms a picture, however little is in it; and the pointer reads all curves at one iteration.
    It shows a row as it is, so a row is given DIGITS digits.

    Parameters
    ----------
    frame : mapping
        The columns to draw, the iterations first; their name is the axis's title.
    now : int
        The iteration on show.
    changes : of (iteration, words)
        Where something was changed on the way.
    pins : mapping, optional
        Other runs, drawn pale in the first band: the columns pin (a number for each), name, at
        and cost.
    bands : of Band
    colours : Palette
    height : int
        In pixels.
    rests : bool
        Whether the run rests, and the pointer is told of the rows.
    """
    title, iterations = next(iter(frame.items()))
    drawn = {name: rounded(values, DIGITS) for name, values in frame.items()}
    at = min(int(np.searchsorted(iterations, now)), len(iterations) - 1)
    bare = [
        not any(np.isfinite(frame[curve.label]).any() for curve in band.curves) for band in bands
    ]
    extra: dict[str, Mapping[str, Array | Sequence[object]] | None] = {
        "pins": pins,
        "changes": {"at": [i for i, _ in changes], "words": [w for _, w in changes]},
    }
    present = {
        name: data
        for name, data in extra.items()
        if data and any(len(values) for values in data.values())
    }
    return {
        **_curves(title, bands, tuple(bare), colours, height, extra=tuple(present)),
        "datasets": {
            **{name: arrow(data) for name, data in present.items()},
            "curves": arrow(drawn),
            # What a resting pointer is told would stay that of the picture in which it came.
            "hover": arrow(drawn if rests else {name: v[at : at + 1] for name, v in drawn.items()}),
            "now": arrow(
                {"first": [0], "last": [max(FEWEST, int(iterations[-1]))]}
                | {name: values[at : at + 1] for name, values in drawn.items()}
            ),
        },
    }


@lru_cache(maxsize=64)
def _curves(
    title: str,
    bands: tuple[Band, ...],
    bare: tuple[bool, ...],
    colours: Palette,
    height: int,
    *,
    extra: tuple[str, ...],
) -> Description:
    """The description of a chart of several curves, without its rows.

    bare : for each band whether it has no number to draw.
    extra : of {"pins", "changes"}
        What is drawn besides. A layer without rows would take a browser as long as one with some.
    """
    now, x = moving("now"), across(title)
    marker = now.mark_rule(strokeWidth=1, color=colours.grey, invalid=None).encode(x=x)
    # A run of one record has no extent of its own; the axis is given one by an unseen rule. What
    # one layer says of the axis holds for all, and the shorter a description is, the sooner a
    # browser has read it again: it does so with every picture.
    axis = alt.Axis(
        format=",d", tickCount=4, tickMinStep=1, grid=False, title=title, labelOverlap=True,
        labelSeparation=6,
    )  # fmt: skip
    extent = now.mark_rule(opacity=0, invalid=None).encode(
        x=across("first").axis(axis).scale(alt.Scale(nice=False, zero=True)), x2="last:Q"
    )
    # Vega finds nothing at the pointer that is quite transparent.
    hover = (
        moving("hover")
        .mark_rule(strokeWidth=9, opacity=0.001, invalid=None, tooltip={"content": "data"})
        .encode(x=x)
    )
    changed = drawn_changes(colours) if "changes" in extra else []
    drawn = []
    for i, (band, empty) in enumerate(zip(bands, bare, strict=True)):
        pins = [drawn_pins(colours)] if "pins" in extra and not i else []
        drawn.append(drawn_band(band, x, pins, colours, empty=empty))
    layers = alt.layer(extent, marker, *changed, *drawn, hover)
    return live(
        layers.resolve_scale(y="independent", color="independent", strokeDash="independent"), height
    )
