"""A run replayed in the browser: boundary, cost and gradient norms on one slider, without a server.

Written in Vega itself, because Vega-Lite animates neither layers nor charts side by side.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from core.plane import Plane
from dashboard.charts.bands import DASHES, Curve
from dashboard.charts.live import Description
from dashboard.charts.palette import Palette

HEIGHT = 220
"""Of each of the three plots, in pixels."""
ABOVE, BELOW, LEFT, RIGHT = 58, 40, 50, 14
"""Room for legend, axes and their labels around each plot."""
WIDE = 640
"""From this width on the plots stand side by side."""
FONT = "Source Sans, sans-serif"
TICK = 40
"""Milliseconds between two frames while it plays."""


class Words(NamedTuple):
    """What is written on a replay."""

    slider: str
    play: str
    iteration: str
    features: tuple[str, str]
    classes: tuple[str, str]


def replay(
    frames: pd.DataFrame,
    points: pd.DataFrame,
    plane: Plane,
    costs: Sequence[Curve],
    norms: Sequence[Curve],
    words: Words,
    colours: Palette,
) -> Description:
    """The description of a replay, its data inside.

    Parameters
    ----------
    frames : DataFrame
        A row for each frame: its number `frame`, the boundary's picture `url`, and the iteration
        and each curve's value under the words for them.
    points : DataFrame
        The samples, with columns x, y and class (0 or 1).
    plane : Plane
        The window of the pictures.
    costs, norms : of Curve
        Drawn on a linear and on a logarithmic axis.
    words : Words
    colours : Palette
    """
    rows = frames.astype(object).where(frames.notna(), None)
    data = [
        {"name": "frames", "values": rows.to_dict("records")},
        {"name": "points", "values": points.to_dict("records")},
    ]
    frame = {
        "name": "frame",
        "value": 0,
        "bind": {
            "input": "range", "min": 0, "max": len(frames) - 1, "step": 1, "name": words.slider
        },
        "on": [
            {
                "events": {"type": "timer", "throttle": TICK},
                "update": f"playing ? (frame + 1) % {len(frames)} : frame",
            }
        ],
    }  # fmt: skip
    # It was opened to be seen, so it plays; one click on the box holds it.
    playing = {"name": "playing", "value": True, "bind": {"input": "checkbox", "name": words.play}}
    tall = HEIGHT + ABOVE + BELOW
    marks = [
        _plot(0, _boundary(plane, words, colours)),
        _plot(1, _curves(costs, words.iteration, colours, "linear")),
        _plot(2, _curves(norms, words.iteration, colours, "log")),
        _caption(words, costs[0], colours),
    ]
    signals = [
        {"name": "w", "update": f"(wide ? floor(width / 3) : width) - {LEFT + RIGHT}"},
        {"name": "h", "value": HEIGHT},
        {"name": "now", "update": "data('frames')[frame]"},
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "autosize": "none",
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "config": {
            "axis": {"titlePadding": 4, "labelPadding": 4, "labelFont": FONT, "titleFont": FONT},
            "legend": {"labelFont": FONT, "offset": 6},
            "text": {"font": FONT},
        },
        "usermeta": {"embedOptions": {"renderer": "canvas", "actions": False}},
        "signals": [
            {"name": "wide", "update": f"width > {WIDE}"},
            {"name": "height", "update": f"wide ? {tall} : {3 * tall}"},
            playing,
            frame,
        ],
        # Streamlit takes data of the top level for Vega-Lite's, so they stand in a group.
        "marks": [{"type": "group", "data": data, "signals": signals, "marks": marks}],
    }


def _now(column: str) -> str:
    """A value of the frame on show, in Vega's words."""
    return f"now[{json.dumps(column)}]"


def _plot(at: int, inside: Mapping[str, Any]) -> Description:
    """A plot at its place: side by side where there is room, else one below the other."""
    tall = HEIGHT + ABOVE + BELOW
    place = {
        "x": {"signal": f"wide ? {at} * floor(width / 3) + {LEFT} : {LEFT}"},
        "y": {"signal": f"wide ? {ABOVE} : {at * tall + ABOVE}"},
        "width": {"signal": "w"},
        "height": {"signal": "h"},
    }
    # Grid lines are as long as the signals of these names.
    signals = [{"name": "width", "update": "w"}, {"name": "height", "update": "h"}]
    return {"type": "group", "encode": {"update": place}, "signals": signals, **inside}


def _caption(words: Words, cost: Curve, colours: Palette) -> Description:
    text = (
        f"'{words.iteration} ' + format({_now(words.iteration)}, ',')"
        f" + ' · J = ' + format({_now(cost.label)}, '.6f')"
    )
    return {
        "type": "text",
        "encode": {
            "update": {
                "x": {"value": LEFT}, "y": {"value": 12}, "baseline": {"value": "middle"},
                "fontSize": {"value": 13}, "fontWeight": {"value": "bold"},
                "fill": {"value": colours.ink}, "text": {"signal": text},
            }
        },
    }  # fmt: skip


def _boundary(plane: Plane, words: Words, colours: Palette) -> Description:
    (left, bottom), (right, top) = plane.low, plane.high
    across, up = words.features
    classes = list(words.classes)
    return {
        "scales": [
            {"name": "x", "domain": [left, right], "range": [0, {"signal": "w"}]},
            {"name": "y", "domain": [bottom, top], "range": [{"signal": "h"}, 0]},
            {"name": "fill", "type": "ordinal", "domain": classes,
             "range": [colours.negative, colours.positive]},
            {"name": "shape", "type": "ordinal", "domain": classes, "range": ["diamond", "circle"]},
        ],
        "axes": [
            {"orient": "bottom", "scale": "x", "tickCount": 5, "grid": False, "title": across},
            {"orient": "left", "scale": "y", "tickCount": 5, "grid": False, "title": up},
        ],
        "legends": [
            {"fill": "fill", "shape": "shape", "orient": "top", "direction": "horizontal"}
        ],
        "marks": [
            {
                # All pictures are there from the start, so each is decoded before it is seen.
                "type": "image",
                "from": {"data": "frames"},
                "encode": {
                    "enter": {"url": {"field": "url"}, "aspect": {"value": False}},
                    "update": {
                        "width": {"signal": "w"},
                        "height": {"signal": "h"},
                        "opacity": {"signal": "datum.frame === frame ? 1 : 0"},
                    },
                },
            },
            {
                "type": "symbol",
                "from": {"data": "points"},
                "encode": {
                    "enter": {
                        "size": {"value": 22},
                        "stroke": {"value": colours.point_edge},
                        "strokeWidth": {"value": 0.6},
                    },
                    "update": {
                        "x": {"scale": "x", "field": "x"},
                        "y": {"scale": "y", "field": "y"},
                        "fill": {"scale": "fill", "field": "class"},
                        "shape": {"scale": "shape", "field": "class"},
                    },
                },
            },
        ],
    }  # fmt: skip


def _curves(curves: Sequence[Curve], x_title: str, colours: Palette, axis: str) -> Description:
    labels = [curve.label for curve in curves]
    log = axis == "log"
    y = {"name": "y", "type": axis, "range": [{"signal": "h"}, 0], "nice": True, "zero": not log,
         "domain": {"data": "frames", "fields": [c.field for c in curves]}}  # fmt: skip
    return {
        "scales": [
            {"name": "x", "domain": {"data": "frames", "field": x_title}, "nice": False,
             "range": [0, {"signal": "w"}]},
            y,
            {"name": "stroke", "type": "ordinal", "domain": labels,
             "range": [curve.colour for curve in curves]},
            {"name": "dash", "type": "ordinal", "domain": labels,
             "range": [DASHES[curve.dashed] for curve in curves]},
        ],
        "axes": [
            {"orient": "bottom", "scale": "x", "tickCount": 5, "format": "~s", "title": x_title,
             "grid": False},
            {"orient": "left", "scale": "y", "tickCount": 5, "labelOverlap": True,
             "format": ".0e" if log else "~r", "grid": True},
        ],
        "legends": [
            {"stroke": "stroke", "strokeDash": "dash", "orient": "top", "symbolType": "stroke",
             "direction": "horizontal", "symbolSize": 200}
        ],
        "marks": [
            *(_line(curve, x_title) for curve in curves),
            {
                "type": "rule",
                "encode": {
                    "update": {
                        "x": {"scale": "x", "signal": _now(x_title)},
                        "y2": {"signal": "h"},
                        "stroke": {"value": colours.ink},
                    }
                },
            },
            *(_dot(curve, x_title) for curve in curves),
        ],
    }  # fmt: skip


def _line(curve: Curve, x_title: str) -> Description:
    there = f"isValid(datum[{json.dumps(curve.label)}])"
    return {
        "type": "line",
        "from": {"data": "frames"},
        "encode": {
            "update": {
                "x": {"scale": "x", "field": x_title},
                "y": {"scale": "y", "field": curve.field},
                "defined": {"signal": there},
                "stroke": {"value": curve.colour},
                "strokeDash": {"value": DASHES[curve.dashed]},
                "strokeWidth": {"value": 2},
            }
        },
    }


def _dot(curve: Curve, x_title: str) -> Description:
    """The value at the frame on show."""
    value = _now(curve.label)
    return {
        "type": "symbol",
        "encode": {
            "update": {
                "x": {"scale": "x", "signal": _now(x_title)},
                "y": {"scale": "y", "signal": value},
                "opacity": {"signal": f"isValid({value}) ? 1 : 0"},
                "fill": {"value": curve.colour},
                "size": {"value": 45},
            }
        },
    }
