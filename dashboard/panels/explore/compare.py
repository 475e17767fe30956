"""The pinned runs beside the present one: their curves, their planes, and what differs."""

import streamlit as st

from core.config import Config
from core.training import Run
from dashboard import exploring, format, state
from dashboard.charts.explore import Axes, frame_of, line_chart
from dashboard.panels.explore.grid import symbol, written
from dashboard.panels.lab import boundary
from dashboard.settings import SETTINGS, Settings, differing
from dashboard.text import Text
from dashboard.underlay import Underlay
from dashboard.view import View

MOST_POINTS = 120
CURVES = (("cost", "J"), ("dW[1]", "‖dW[1]‖"))


def draw(view: View) -> None:
    """Nothing to compare is said, with the way to the Lab; else all runs side by side."""
    text = view.text
    runs = exploring.unpinned(view.session.pins, view.run)
    if len(runs) < 2:
        st.info(text("compare.pin"))
        if st.button(text("compare.lab"), key="to_lab", icon=":material/science:"):
            state.go("lab")
        return
    names = [f"{i + 1}: {name_of(text, run, runs)}" for i, run in enumerate(runs)]
    for slot, (measure, title) in zip(st.columns(2, gap="small"), CURVES, strict=True):
        lines = {}
        for name, run in zip(names, runs, strict=True):
            at = run.history.spread(MOST_POINTS)
            values = run.history.measure(measure, at)
            lines[name] = (
                [run.history.iterations[i] for i in at],
                [v or float("nan") for v in values],
            )
        slot.vega_lite_chart(
            line_chart(
                frame_of(lines), Axes(text("cost.x"), title, log_y=measure != "cost"), names,
                view.colours,
            ),
            alt=title,
        )  # fmt: skip
    st.dataframe(rows(text, names, runs), hide_index=True)
    for slot, name, run in zip(st.columns(len(runs), gap="small"), names, runs, strict=True):
        slot.markdown(f"**{name}**")
        seen = view._replace(run=run, shown=run.snapshot, underlay=Underlay())
        slot.vega_lite_chart(boundary.chart(seen), alt=text("boundary.alt"))


def codes_of(runs: tuple[Run, ...]) -> list[str]:
    """The settings in which the runs are not all the same."""
    first: Config = runs[0].now
    return [code for code in SETTINGS if any(code in differing(run.now, first) for run in runs)]


def name_of(text: Text, run: Run, runs: tuple[Run, ...]) -> str:
    """A run by the values in which it differs from the others, or by how far it came."""
    settings = Settings(run.now)
    parts = [
        f"{symbol(text, code)} = {written(text, code, SETTINGS[code].get(settings))}"
        for code in codes_of(runs)
    ]
    return ", ".join(parts) or format.whole(run.iteration)


def rows(text: Text, names: list[str], runs: tuple[Run, ...]) -> list[dict[str, str]]:
    """A row for every run: only the settings that differ, and its numbers at the end."""
    return [
        {
            text("compare.run"): name,
            text("lab.iteration"): format.whole(run.iteration),
            text("measure.cost"): format.cost(run.snapshot.train.cost),
            text("measure.test_cost"): format.cost(run.snapshot.test.cost),
            text("measure.accuracy"): format.share(run.snapshot.train.accuracy),
            text("measure.test_accuracy"): format.share(run.snapshot.test.accuracy),
        }
        for name, run in zip(names, runs, strict=True)
    ]
