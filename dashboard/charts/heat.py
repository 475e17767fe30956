"""A sweep as a grid of coloured cells, and its cost curves on the same grid."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import altair as alt
import pandas as pd

from dashboard.charts.live import Description, clicked, live
from dashboard.charts.palette import Palette

SIDE = 52
"""Pixels of a cell's height."""
STRONG = 0.55
"""From this part of a colour's full strength on, dark writing on it is hard to read."""
MARGIN = 70
"""Pixels for the axis below the grid and the legend above it."""
SMALL = 46
"""Pixels of a small curve's height."""


class Square(NamedTuple):
    """A cell of the grid: its column and row as they are written, what is written in it, and more.

    value : a number for its colour; None where there is none.
    told : the words at the pointer.
    marked : "", "best", "chosen" or "guess".
    strong : whether its colour is so strong that the writing on it is in the ground's colour.
    picture : what is shown with the words, as a data URI; empty for none.
    """

    column: str
    row: str
    value: float | None
    written: str
    told: str
    marked: str
    strong: bool = False
    picture: str = ""


class GridWords(NamedTuple):
    """The titles of the columns, of the rows and of the colours."""

    across: str
    up: str
    measure: str


def heat_chart(
    squares: Sequence[Square],
    columns: Sequence[str],
    rows: Sequence[str],
    words: GridWords,
    colours: Palette,
    *,
    low_is_good: bool,
    most: float | None = None,
) -> Description:
    """The grid; the stronger a colour, the better the cell."""
    low, high = span = domain([s.value for s in squares if s.value is not None], most)
    weak, full = (high, low) if low_is_good else (low, high)

    def strong(value: float | None) -> bool:
        return value is not None and (value - weak) / ((full - weak) or 1) > STRONG

    frame = pd.DataFrame(
        [square._replace(strong=strong(square.value)) for square in squares],
        columns=list(Square._fields),
    )
    chart = _heat(tuple(columns), tuple(rows), words, colours, span, low_is_good)
    return {**chart, "datasets": {"squares": frame}}


def domain(values: Sequence[float], most: float | None) -> tuple[float, float]:
    """The numbers of the weakest and the strongest colour; what is above `most` looks like it."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    return low, max(low, high if most is None else min(high, most))


@lru_cache(maxsize=16)
def _heat(
    columns: tuple[str, ...], rows: tuple[str, ...], words: GridWords, colours: Palette,
    span: tuple[float, float], low_is_good: bool,
) -> Description:  # fmt: skip
    base = alt.Chart(alt.NamedData("squares")).encode(
        x=alt.X("column:N", sort=list(columns), title=words.across, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("row:N", sort=list(reversed(rows)), title=words.up),
        # What a tooltip calls `image` is shown as one.
        tooltip=[alt.Tooltip("told:N", title=" "), alt.Tooltip("picture:N", title="image")],
    )
    strong = [colours.neutral, colours.accent]
    scale = alt.Scale(domain=span, range=strong[::-1] if low_is_good else strong, clamp=True)
    fill = alt.Fill("value:Q", scale=scale, title=words.measure, legend=alt.Legend(orient="right"))
    edges = {"best": colours.ink, "chosen": colours.accent, "guess": colours.grey}
    framed = base.encode(
        stroke=alt.Stroke(
            "marked:N", legend=None,
            scale=alt.Scale(domain=["", *edges], range=[colours.point_edge, *edges.values()]),
        ),
        strokeWidth=alt.condition("datum.marked == ''", alt.value(1), alt.value(4)),
    )  # fmt: skip
    # What has no number has no colour on the scale, and Vega-Lite leaves it out or makes it 0.
    empty = framed.transform_filter("!isValid(datum.value)").mark_rect(
        fill=colours.faint, cursor="pointer"
    )
    cells = (
        framed.transform_filter("isValid(datum.value)")
        .mark_rect(cursor="pointer")
        .encode(fill=fill)
        .add_params(clicked("column", "row"))
    )
    # A number on a strong colour is written in the colour of the ground.
    ink = alt.condition("datum.strong", alt.value(colours.on_accent), alt.value(colours.ink))
    writing = base.mark_text(fontSize=12).encode(text="written:N", color=ink)
    return live(alt.layer(empty, cells, writing), SIDE * len(rows) + MARGIN)


class Trace(NamedTuple):
    """One run's costs in its square."""

    column: str
    row: str
    seed: int
    iteration: int
    cost: float


def small_chart(
    traces: pd.DataFrame,
    columns: Sequence[str],
    rows: Sequence[str],
    words: GridWords,
    colours: Palette,
) -> Description:
    """J over the iterations of every run, in squares on one scale."""
    return {**_small(tuple(columns), tuple(rows), words, colours), "datasets": {"traces": traces}}


@lru_cache(maxsize=16)
def _small(
    columns: tuple[str, ...], rows: tuple[str, ...], words: GridWords, colours: Palette
) -> Description:
    lines = (
        alt.Chart(alt.NamedData("traces"))
        .mark_line(strokeWidth=1.5, color=colours.ink, clip=True, opacity=0.8)
        .encode(
            x=alt.X("iteration:Q", axis=None),
            y=alt.Y("cost:Q", axis=None, scale=alt.Scale(domain=[0, 0.75], clamp=True)),
            detail="seed:N",
        )
        .properties(width=SMALL * 1.4, height=SMALL)
    )
    faceted = lines.facet(
        column=alt.Column("column:N", sort=list(columns), title=words.across),
        row=alt.Row(
            "row:N", sort=list(reversed(rows)), title=words.up,
            header=alt.Header(labelAngle=0, labelAlign="left"),
        ),
        spacing=4,
    )  # fmt: skip
    described: Description = faceted.to_dict(validate=False)
    return described


def marginal_chart(
    frame: pd.DataFrame, order: Sequence[str], title: str, names: Mapping[str, str],
    colours: Palette,
) -> Description:  # fmt: skip
    """The median J along one axis, on the training and on the test samples."""
    chart = _marginal(tuple(order), title, tuple(names.items()), colours)
    return {**chart, "datasets": {"medians": frame}}


@lru_cache(maxsize=16)
def _marginal(
    order: tuple[str, ...], title: str, names: tuple[tuple[str, str], ...], colours: Palette
) -> Description:
    words = [word for _, word in names]
    lines = (
        alt.Chart(alt.NamedData("medians"))
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X("value:N", sort=list(order), title=title, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("cost:Q", title="J", scale=alt.Scale(zero=False)),
            color=alt.Color(
                "which:N", scale=alt.Scale(domain=words, range=[colours.ink, colours.grey]),
                legend=alt.Legend(title=None, orient="top", direction="horizontal"),
            ),
            tooltip=["value:N", "which:N", alt.Tooltip("cost:Q", format=".4f")],
        )
    )  # fmt: skip
    return live(alt.layer(lines), 220)
