"""How large α may be: J, and α times the largest curvature, over the run's iterations."""

from bisect import bisect_left

import numpy as np
import streamlit as st

from core.explore import curvature
from core.explore.curvature import DIRECT, Point
from core.training import Run, advance, change
from core.vectors import parameter_count
from dashboard import format, typeset
from dashboard.charts.explore import Axes, frame_of, line_chart
from dashboard.panels.explore import tries
from dashboard.view import View

POINTS = 32
"""So many iterations of the run are looked at."""
MOST_COSTS = 300
"""So many of its costs are drawn."""
AT_ONCE = 3.0
"""Seconds, by the estimate, up to which the curvatures are computed without being asked for."""
UPDATES = 300
"""So far the two runs near the limit are trained."""
FACTORS = (0.95, 1.05)
BOTH = dict(zip(("below", "above"), FACTORS, strict=True))


def draw(view: View) -> None:
    """The curves, what they say, and two runs on either side of the limit."""
    text, run, explore = view.text, view.run, view.session.explore
    tries.draw(view)
    if run.iteration == 0 or run.diverged:
        st.info(text("alpha.train"))
        return
    took = estimate(run)
    known = explore.kept.get("curvature", (None,))[0] is run
    if took > AT_ONCE and not known and not st.button(
        text("alpha.compute", seconds=round(took)), key="curvature", icon=":material/function:"
    ):  # fmt: skip
        return
    points = explore.keep("curvature", run, (), lambda: _points(run))
    _curves(view, points)
    last = points[-1]
    st.markdown(
        text(
            "alpha.limit", product=format.short(last.product), limit=format.short(last.limit),
            alpha=format.learning_rate(last.learning_rate), iteration=format.whole(last.iteration),
        )
    )  # fmt: skip
    _saddle(view)
    if np.isfinite(last.limit) and st.toggle(text("alpha.both", **BOTH), key="both_sides"):
        _both(view, last)


def estimate(run: Run) -> float:
    """Seconds, about: a gradient for every parameter on either side, or up to 300 products."""
    p = parameter_count(run.history.layer_sizes)
    of = run.snapshot.train
    gradient = 6e-5 + 2e-8 * len(of.parameters.b[1]) * of.m
    return POINTS * gradient * 2 * (p if p <= DIRECT else 150)


def _points(run: Run) -> list[Point]:
    iterations = run.history.iterations
    return curvature.along(run, [iterations[i] for i in run.history.spread(POINTS)])


def _curves(view: View, points: list[Point]) -> None:
    text, at = view.text, [point.iteration for point in points]
    title = text("cost.x")
    st.vega_lite_chart(
        line_chart(
            frame_of({"J": costs(view.run)}), Axes(title, "J"), ["J"], view.colours,
        ),
        alt=text("alpha.cost"),
    )  # fmt: skip
    st.vega_lite_chart(
        line_chart(
            frame_of({"α·λmax": (at, [point.product for point in points])}),
            Axes(title, "α·λmax"), ["α·λmax"], view.colours, level=2.0, points=True,
        ),
        alt=text("alpha.product"),
    )  # fmt: skip


def costs(run: Run, since: int = 0) -> tuple[list[int], list[float]]:
    """J over the iterations from one on; dense enough for the flat start and for single jumps."""
    history = run.history
    first = bisect_left(history.iterations, since)
    kept = history.spread(MOST_COSTS, first)
    return [history.iterations[i] for i in kept], history.measure("cost", kept).tolist()


def _saddle(view: View) -> None:
    """What the eigenvalues at the start say, where there are few enough to have them all."""
    run, text = view.run, view.text
    if parameter_count(run.history.layer_sizes) > DIRECT:
        return
    start = run.history.records[0].snapshot.train
    values = view.session.explore.keep(
        "spectrum", run, (),
        lambda: curvature.spectrum(
            start.parameters, start.X, start.Y, activation=start.config.activation
        ),
    )  # fmt: skip
    low, high = float(values[0]), float(values[-1])
    if low < -0.1 * high:
        st.markdown(text("alpha.saddle", low=typeset.number(low), high=typeset.number(high)))


def _both(view: View, last: Point) -> None:
    """Two runs from the present end, one with an α below the limit and one above it."""
    text, run = view.text, view.run
    names = [text("alpha.side", factor=f"{factor:g}") for factor in FACTORS]
    runs = view.session.explore.keep(
        "both", run, last.limit,
        lambda: [
            advance(change(run, "learning_rate", factor * last.limit), UPDATES)
            for factor in FACTORS
        ],
    )  # fmt: skip
    lines = {}
    for name, found in zip(names, runs, strict=True):
        lines[name] = costs(found, run.iteration)
    st.vega_lite_chart(
        line_chart(
            frame_of(lines), Axes(text("cost.x"), "J"), names, view.colours, dashed=names[1:]
        ),
        alt=text("alpha.both", **BOTH),
    )  # fmt: skip
    below, above = (found.snapshot.cost for found in runs)
    st.markdown(
        text(
            "alpha.outcome", before=format.cost(run.snapshot.cost), below=format.cost(below),
            above=format.cost(above), updates=UPDATES,
        )
    )  # fmt: skip
