"""The cost curve and the gradient curves, from what a run has recorded."""

from collections.abc import Sequence

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.history import History
from core.training import Run
from core.types import Array
from dashboard.charts.bands import Band, Curve
from dashboard.charts.curves import curve_chart
from dashboard.charts.live import HEIGHT
from dashboard.charts.palette import Palette
from dashboard.format import learning_rate
from dashboard.panels.lab import pinning
from dashboard.text import Text
from dashboard.view import View

MOST_POINTS = 60
COSTS = ("cost", "test_cost")
COST_BAND, NORM_BAND = (22, 148), (216, 332)
"""Between which pixels of the chart's height each of the two bands lies."""


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw J on the training and test samples, and below it the norms of dW[l] and db[l]."""
    text, run, colours = view.text, view.run, view.colours
    costs, norms = cost_curves(text, colours), norm_curves(run.history, colours)
    bands = (
        Band(costs, "J", *COST_BAND),
        Band(
            norms, "‖·‖", *NORM_BAND, heading=text("curves.title"), empty=text("curves.zero"),
            log=True,
        ),
    )  # fmt: skip
    chart = curve_chart(
        frame(run.history, costs + norms, text("cost.x")), view.shown.iteration, changes(run),
        pinning.curves(view) if view.session.pins else None, bands, colours, HEIGHT,
        rests=not view.session.playing,
    )  # fmt: skip
    drawn: DeltaGenerator = slot.vega_lite_chart(chart, alt=text("curves.alt"))
    return drawn


def changes(run: Run) -> list[tuple[int, str]]:
    """Where α, m or an entry of W or b was changed on the way, and to which value."""
    symbols = {"learning_rate": "α", "m": "m"}
    return [
        (
            change.iteration,
            f"{symbols.get(change.name, change.name)} = {learning_rate(change.value)}",
        )
        for change in run.changes
    ]


def cost_curves(text: Text, colours: Palette) -> tuple[Curve, ...]:
    """J on the training and on the test samples."""
    return (
        Curve("cost", text("cost.train"), colours.ink),
        Curve("test_cost", text("cost.test"), colours.grey, dashed=True),
    )


def norm_curves(history: History, colours: Palette) -> tuple[Curve, ...]:
    """The norms of dW[l] and db[l] for every layer."""
    return tuple(
        Curve(f"{kind}[{l}]", f"{kind}[{l}]", colours.layer(l), dashed=kind == "db")
        for l in range(1, len(history.layer_sizes))
        for kind in ("dW", "db")
    )


def frame(
    history: History, series: Sequence[Curve], x_title: str, most: int = MOST_POINTS
) -> dict[str, Array]:
    """The iteration and each curve's measure, of at most so many records, under their labels.

    Without a number where a measure is not finite, or is a norm of exactly 0: the norms are drawn
    on a logarithm, which has no place for it.
    """
    at = history.spread(most)
    data: dict[str, Array] = {x_title: np.array([history.records[i].iteration for i in at])}
    measures = history.measures(at)
    for curve in series:
        values = measures[curve.measure]
        drawn = np.isfinite(values) & ((values > 0) | (curve.measure in COSTS))
        data[curve.label] = np.where(drawn, values, np.nan)
    return data
