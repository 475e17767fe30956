"""Parallel coordinates: every run is a line through its settings and its results."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from dashboard.charts.live import Description, live
from dashboard.charts.palette import Palette

HEIGHT = 380
NONE = -0.14
"""Where an axis has the runs for which there is no number; its numbers are from 0 to 1."""
BRUSH = 0.16
"""Of the way to the next axis: half the width of a chosen range as it is drawn."""


class Axis(NamedTuple):
    """An axis: its title, where each line crosses it (0 to 1, or NONE), and its ticks' words.

    nothing : what is written at NONE; empty if no line is there.
    """

    title: str
    places: Sequence[float]
    ticks: Sequence[tuple[float, str]]
    nothing: str = ""


class Line(NamedTuple):
    """A run: what is said at the pointer, how good it is from 0 to 1, whether it has diverged."""

    told: str
    good: float
    diverged: bool


def parallel_chart(
    axes: Sequence[Axis], lines: Sequence[Line], of: str, colours: Palette
) -> Description:
    """The lines of all runs; those that pass a chosen range on every axis keep their colours.

    Ranges are chosen by dragging along an axis, and the lines filtered, in the browser alone.

    of : the words for how many lines are left, with the places {shown} and {all}.
    """
    cells = pd.DataFrame(
        {
            "number": range(len(lines)), "told": [line.told for line in lines],
            "good": [line.good for line in lines],
            "diverged": [line.diverged for line in lines],
            **{f"v{k}": [float(place) for place in axis.places] for k, axis in enumerate(axes)},
        }
    )  # fmt: skip
    ticks = [(k, place, word) for k, axis in enumerate(axes) for place, word in axis.ticks]
    ticks += [(k, NONE, axis.nothing) for k, axis in enumerate(axes) if axis.nothing]
    titles = [(k, axis.title) for k, axis in enumerate(axes)]
    before, after = of.format(shown="\0", all=len(lines)).split("\0")
    return {
        **_parallel(len(axes), before, after, colours),
        "datasets": {
            "cells": cells,
            "ticks": pd.DataFrame(ticks, columns=["x", "y", "word"]),
            "titles": pd.DataFrame(titles, columns=["x", "word"]),
        },
    }


@lru_cache(maxsize=8)
def _parallel(count: int, before: str, after: str, colours: Palette) -> Description:
    brushes = [_brush(k, count) for k in range(count)]
    hover = alt.selection_point(
        name="pointed", fields=["number"], on="pointerover", clear="pointerout", empty=False
    )
    cells = alt.Chart(alt.NamedData("cells"))
    kept = cells
    for brush in brushes:
        kept = kept.transform_filter(brush)
    good = alt.Color(
        "good:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[colours.grey, colours.accent])
    )
    converged = _lines(kept.transform_filter("!datum.diverged"), count)
    diverged = _lines(kept.transform_filter("datum.diverged"), count)
    layers = [
        *_frame(count, colours),
        _lines(cells, count).mark_line(color=colours.faint, strokeWidth=1, tooltip=None),
        converged.mark_line(strokeWidth=1.8, opacity=0.85, tooltip=None).encode(color=good),
        diverged.mark_line(
            color=colours.ink, strokeWidth=1.2, strokeDash=[2, 3], tooltip=None
        ),
        *(
            _folded(some, count)
            .transform_filter(f"datum.y == {NONE} && datum.diverged")
            .mark_text(text="✗", fontSize=14, color=colour, tooltip=None)
            .encode(**_place(count))
            for some, colour in ((cells, colours.grey), (kept, colours.ink))
        ),
        _lines(kept.transform_filter(hover), count).mark_line(
            color=colours.ink, strokeWidth=4, tooltip=None
        ),
        _broad(kept, count).add_params(hover),
        *_words(count, colours),
        *(layer for k, brush in enumerate(brushes) for layer in _range(k, brush, count, colours)),
        _left(kept, before, after, colours),
    ]  # fmt: skip
    return _without_cover(live(alt.layer(*layers), HEIGHT))


def _brush(k: int, count: int) -> alt.Parameter:
    """A range of axis k: what a drag that begins next to it selects."""
    middle = (k + 0.5) / count
    # Where an event is filtered, the picture's width is known by its outermost group alone.
    wide = "group('root').width"
    begins = f"pointerdown[abs(x() - {middle:.6f} * {wide}) < {0.5 / count:.6f} * {wide}]"
    return alt.selection_interval(
        name=f"range{k}", encodings=["y"], zoom=False, translate=False,
        on=f"[{begins}, window:pointerup] > window:pointermove!",
        # It would be drawn over the whole width; `_range` draws it at its axis.
        mark=alt.BrushConfig(fillOpacity=0, strokeOpacity=0),
    )  # fmt: skip


def _without_cover(chart: dict[str, Any]) -> Description:
    """The chart with ranges of no width of their own, which would hide the lines from the pointer.

    Vega-Lite lays a rectangle that cannot be seen over all that was selected, and hands on what
    is said of its looks, though its schema knows of no `x2` there.
    """
    for param in chart["params"]:
        if param["select"]["type"] == "interval":
            param["select"]["mark"]["x2"] = 0
    return chart


def _place(count: int) -> Description:
    return {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[-0.5, count - 0.5], nice=False), axis=None),
        "y": _up("y"),
    }


def _up(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[-0.24, 1.26], nice=False), axis=None)


def _folded(cells: alt.Chart, count: int) -> alt.Chart:
    """A row for every line and axis."""
    return cells.transform_fold(
        [f"v{k}" for k in range(count)], as_=["axis", "y"]
    ).transform_calculate(x="toNumber(substring(datum.axis, 1))")


def _lines(cells: alt.Chart, count: int) -> alt.Chart:
    lines: alt.Chart = _folded(cells, count).encode(**_place(count), detail="number:N", order="x:Q")
    return lines


def _broad(cells: alt.Chart, count: int) -> alt.Chart:
    """What the pointer hits in place of thin lines: broad ones, a mark from each axis to the next.

    Of a line that is one mark, Vega shows what it tells only next to its corners.
    """
    parts: alt.Chart = (
        _folded(cells, count)
        .transform_window(
            y2="lead(y)", groupby=["number"], sort=[alt.SortField("x")]
        )
        .transform_filter("isValid(datum.y2)")
        .transform_calculate(x2="datum.x + 1")
        .mark_rule(strokeWidth=11, opacity=0.001)
        .encode(
            **_place(count), x2="x2:Q", y2="y2:Q", tooltip=[alt.Tooltip("told:N", title=" ")]
        )
    )  # fmt: skip
    return parts


def _frame(count: int, colours: Palette) -> list[alt.Chart]:
    axes = alt.Chart(alt.sequence(0, count, as_="x")).transform_calculate(y="0", top="1")
    rule: alt.Chart = axes.mark_rule(color=colours.grey, strokeWidth=1, tooltip=None).encode(
        **_place(count), y2="top:Q"
    )
    return [rule]


def _words(count: int, colours: Palette) -> list[alt.Chart]:
    """The ticks beside their axes and the titles above them, every other one higher."""
    ticks = alt.Chart(alt.NamedData("ticks")).encode(**_place(count), text="word:N")
    beside: dict[str, Any] = {"align": "right", "dx": -5, "fontSize": 10.5, "tooltip": None}
    titles = (
        alt.Chart(alt.NamedData("titles"))
        .transform_calculate(y="1.08 + 0.08 * (datum.x % 2)")
        .encode(**_place(count), text="word:N")
        .mark_text(fontSize=12, fontWeight="bold", color=colours.ink, tooltip=None)
    )
    return [
        ticks.mark_text(**beside, stroke=colours.neutral, strokeWidth=3, strokeOpacity=0.9),
        ticks.mark_text(**beside, color=colours.ink),
        titles,
    ]


def _range(k: int, brush: alt.Parameter, count: int, colours: Palette) -> list[alt.Chart]:
    """What the range of an axis is chosen on, and how it is drawn."""
    name = f"range{k}_y"

    def end(at: int) -> alt.ExprRef:
        return alt.ExprRef(f"length({name}) ? {name}[{at}] : 0")

    catcher = (
        alt.Chart(alt.NamedData("cells"))
        .transform_calculate(x=str(k))
        .mark_point(opacity=0, tooltip=None)
        .encode(x=_place(count)["x"], y=_up(f"v{k}"))
        .add_params(brush)
    )
    drawn = (
        alt.Chart(alt.InlineData(values=[{"x": k - BRUSH, "x2": k + BRUSH}]))
        .mark_rect(
            color=colours.accent, fillOpacity=0.25, stroke=colours.accent, tooltip=None,
            strokeOpacity=alt.ExprRef(f"length({name}) && {name}[0] != {name}[1] ? 1 : 0"),
        )
        .encode(x=_place(count)["x"], x2="x2:Q", y=alt.value(end(0)), y2=alt.value(end(1)))
    )  # fmt: skip
    return [catcher, drawn]


def _left(kept: alt.Chart, before: str, after: str, colours: Palette) -> alt.Chart:
    """How many lines are left, in the upper left corner."""
    said: alt.Chart = (
        kept.transform_aggregate(n="count()")
        .transform_calculate(said=f"{_quoted(before)} + datum.n + {_quoted(after)}")
        .mark_text(align="left", baseline="top", fontSize=12, color=colours.ink, tooltip=None)
        .encode(x=alt.value(0), y=alt.value(0), text="said:N")
    )
    return said


def _quoted(words: str) -> str:
    """Words as a string of Vega's expressions, which are written as in JavaScript."""
    return json.dumps(words, ensure_ascii=False)
