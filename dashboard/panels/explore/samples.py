"""What m does: to J on new samples, to how sure a gradient is, and to the time of an update."""

import numpy as np
import pandas as pd
import streamlit as st

from core.explore.cells import Cell
from core.explore.samples import gradient_spread, learning_cells, learning_curve, pool, update_times
from dashboard import format, typeset
from dashboard.background import Background
from dashboard.charts.explore import Axes, frame_of, line_chart
from dashboard.panels.explore import tries
from dashboard.turns import TURNS
from dashboard.view import View

SIZES = (10, 20, 50, 100, 200, 400, 1000, 2000)
SEEDS = 3
ITERATIONS = 1000
NEXT = 0.15


def draw(view: View) -> None:
    """The learning curve at a click, and the spread of the gradient at once."""
    tries.draw(view)
    _curve(view)
    _spread(view)


def sizes(view: View) -> list[int]:
    """The values of m that the source allows."""
    source = view.run.source
    return [m for m in SIZES if source.min_m <= m <= source.max_m]


def _curve(view: View) -> None:
    """Training and test J against m, over several draws of the samples."""
    text, explore, config = view.text, view.session.explore, view.session.settings.config
    ms, source = sizes(view), view.run.source
    seeds = [config.seed + i for i in range(SEEDS)] if source.default_noise else [config.seed]
    pressed = st.button(
        text("samples.run", runs=len(ms) * len(seeds), iterations=format.whole(ITERATIONS)),
        key="learning", icon=":material/play_arrow:", type="primary",
    )  # fmt: skip
    asked, explore.learning = explore.learning, False
    if pressed or asked:
        work = Background(
            lambda stop: learning_cells(
                config, ms, seeds, iterations=ITERATIONS, source=source, stop=stop
            )
        )
        cells, bar = list[Cell](), st.progress(0.0)
        TURNS.answered()
        try:
            while not work.over:
                cells += work.wait(NEXT)
                bar.progress(len(cells) / (len(ms) * len(seeds)))
        finally:
            # Another click ends this run of the page at the bar: then nobody waits for the rest.
            work.end()
        bar.empty()
        explore.kept["learning"] = (view.run, config, cells)
    run, of, kept = explore.kept.get("learning", (None, None, None))
    if of != config or run is None or run.source != source or not isinstance(kept, list):
        return
    names = [text("cost.train"), text("cost.test")]
    left, right = st.columns(2, gap="small")
    for slot, pair, title, words in (
        (left, ("cost", "test_cost"), "J", text("samples.curve")),
        (right, ("accuracy", "test_accuracy"), text("measure.accuracy"), text("samples.accuracy")),
    ):
        slot.vega_lite_chart(
            line_chart(
                learning_frame(kept, dict(zip(pair, names, strict=True))),
                Axes("m", title, log_x=True), names, view.colours, band=True, points=True,
                dashed=names[1:],
            ),
            alt=words,
        )  # fmt: skip
    st.caption(text("samples.curve_note", seeds=len(seeds), iterations=format.whole(ITERATIONS)))


def learning_frame(cells: list[Cell], names: dict[str, str]) -> pd.DataFrame:
    """The median over the draws and the range of all of them, for every m."""
    rows = []
    for group in learning_curve(cells):
        for measure, name in names.items():
            values = group.values(measure)
            rows.append(
                (
                    group.config.m,
                    group.median(measure),
                    name,
                    float(values.min()),
                    float(values.max()),
                )
            )
    return pd.DataFrame(rows, columns=["x", "y", "which", "low", "high"])


def _spread(view: View) -> None:
    """How far dW[1] of a draw lies from that of all samples; and the time of an update."""
    text, run, of = view.text, view.run, view.shown.train
    st.markdown(typeset.prose(text("samples.spread")))
    ms = [m for m in (1, 3, 10, 30, 100, 300, 1000) if m <= 1000]
    found = view.session.explore.keep(
        "spread", run, view.shown.iteration,
        lambda: gradient_spread(
            of.parameters, pool(run.now, run.source), of.config.activation, ms, draws=60
        ),
    )  # fmt: skip
    names = [text("samples.measured"), text("samples.expected")]
    lines = {
        names[0]: (found.m.tolist(), found.measured[1].tolist()),
        names[1]: (found.m.tolist(), found.expected[1].tolist()),
    }
    left, right = st.columns(2, gap="small")
    left.vega_lite_chart(
        line_chart(
            frame_of(lines), Axes("m", text("samples.distance"), log_x=True, log_y=True), names,
            view.colours, points=True, dashed=names[1:],
        ),
        alt=text("samples.spread"),
    )  # fmt: skip
    times = view.session.explore.keep(
        "times", run, (), lambda: update_times(run.now, sizes(view), updates=50, source=run.source)
    )
    title = text("samples.time")
    right.vega_lite_chart(
        line_chart(
            frame_of({title: (sizes(view), (1e6 * np.asarray(times)).tolist())}),
            Axes("m", title, log_x=True, log_y=True), [title], view.colours, points=True,
        ),
        alt=title,
    )  # fmt: skip
    right.caption(text("samples.time_note"))
