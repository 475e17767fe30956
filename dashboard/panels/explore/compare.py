"""The pinned runs beside the present one: their curves, their planes, and what differs."""

import streamlit as st

from core.config import Config
from core.explore.difference import Difference, difference
from core.plane import Plane, plane_around
from core.training import Run
from dashboard import exploring, format, state, typeset
from dashboard.charts.explore import Axes, frame_of, line_chart
from dashboard.charts.live import Description
from dashboard.charts.picture import picture
from dashboard.charts.plane import STRENGTH, PlaneWords, boundary_chart
from dashboard.charts.thinning import thinned
from dashboard.panels.explore import tries
from dashboard.panels.explore.grid import symbol, written
from dashboard.panels.lab import boundary
from dashboard.settings import SETTINGS, Settings, differing
from dashboard.text import Text, feature_words
from dashboard.underlay import Underlay
from dashboard.view import View

MOST_POINTS = 120
SIDE = 96
"""Cells of a plane across and up."""
ACROSS = 3
"""So many planes beside each other are large enough to be read."""
CURVES = (("cost", "J"), ("dW[1]", "‖dW[1]‖"))


def draw(view: View) -> None:
    """Nothing to compare is said, with the way to the Lab; else all runs side by side."""
    text = view.text
    tries.draw(view)
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
    st.markdown(typeset.prose(text("compare.difference", name=names[0])))
    for row in range(0, len(runs), ACROSS):
        places = st.columns(ACROSS, gap="small")
        for place, name, run in zip(places, names[row:], runs[row:], strict=False):
            with place:
                st.markdown(f"**{name}**")
                seen = view._replace(run=run, shown=run.snapshot, underlay=Underlay())
                st.vega_lite_chart(boundary.chart(seen, apart=True), alt=text("boundary.alt"))
                if run is not runs[0]:
                    _difference(view, name, run, runs[0])


def _difference(view: View, name: str, run: Run, first: Run) -> None:
    """A run's output minus that of the first, where both are of one source."""
    text = view.text
    if run.source != first.source:
        st.caption(text("compare.other_data"))
        return
    seen = _window(view, first).wider(boundary.WIDER)
    found = difference(seen, SIDE, run.snapshot.train, first.snapshot.train)
    alt = text("compare.difference_alt", name=name)
    st.vega_lite_chart(_difference_chart(view, first, found), alt=alt)
    st.caption(text("compare.share", share=format.share(found.share)))


def _window(view: View, run: Run) -> Plane:
    return plane_around(run.snapshot.train.X, boundary.features(view.session.settings.look))


def _difference_chart(view: View, run: Run, found: Difference) -> Description:
    """A difference from −1 to 1 over the window, under the first run's samples."""
    text, of, plane = view.text, run.snapshot.train, _window(view, run)
    names = run.dataset.feature_names
    across, up = (feature_words(text, names[f]) for f in plane.features)
    words = PlaneWords(
        boundary.class_words(text, run.dataset.class_names), (across, up), "Δ",
        ("−1", "0", "1"), text("boundary.sample"),
    )  # fmt: skip
    none = boundary.points(of, plane, [])
    some = boundary.points(of, plane, list(thinned(of.m, boundary.MOST_POINTS)))
    image = picture(found.values, -1, 1, view.colours, strength=STRENGTH)
    return boundary_chart(
        [image], plane.wider(boundary.WIDER), plane, some, none, none, none, words, view.colours
    )


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
