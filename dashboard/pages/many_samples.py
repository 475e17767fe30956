"""m samples: the lines for one sample beside those for m, 1/m, axis and keepdims, the update."""

import streamlit as st

from dashboard import state
from dashboard.charts.palette import palette
from dashboard.panels.lessons import columns, mean, program, sums, update
from dashboard.panels.shared import problems
from dashboard.panels.shared.statement import statement
from dashboard.text import Text


def many_samples() -> None:
    """Draw the page."""
    current, text = state.session(), state.text()
    colours = palette(state.dark())
    lesson = current.lesson
    state.show_in_address()
    problems.show(text, current.problems)
    of = lesson.of(current.shown)
    sample = lesson.sample_in_data(current.shown)
    _head(text, "stack", "forward")
    with statement(5):
        st.markdown(text("many.capital"))
        columns.stacked(text, of, lesson.place(current.shown), sample, colours=colours)
    _head(text, "side", "backward")
    columns.side_by_side(text, of)
    _head(text, "mean", "cost")
    mean.cost(text, of)
    mean.gradients(text, of, colours=colours)
    _head(text, "sums", "sums")
    sums.broadcasting(text, of)
    sums.ways(text, of)
    _head(text, "update", "update")
    update.draw(text, of, colours=colours)
    _head(text, "program", "program")
    program.draw(text, lesson.snapshot(current.shown))


def _head(text: Text, section: str, anchor: str) -> None:
    st.subheader(text(f"{section}.title"), anchor=anchor)
