"""m samples: the lines for one sample beside those for m, 1/m, axis and keepdims, the update."""

import streamlit as st

from dashboard import state
from dashboard.panels import columns, mean, problems, program, sums, update
from dashboard.panels.shared.statement import statement
from dashboard.text import Text


def many_samples() -> None:
    """Draw the page."""
    current, text, dark = state.session(), state.text(), state.dark()
    lesson = current.lesson
    state.show_in_address()
    problems.show(text, current.problems)
    snapshot = lesson.snapshot(current.shown)
    sample = lesson.sample_in_data(current.shown)
    _head(text, "stack", "forward")
    with statement(5):
        st.markdown(text("many.capital"))
        columns.stacked(text, snapshot, lesson.place(current.shown), sample, dark=dark)
    _head(text, "side", "backward")
    columns.side_by_side(text, snapshot)
    _head(text, "mean", "cost")
    mean.cost(text, snapshot)
    mean.gradients(text, snapshot, dark=dark)
    _head(text, "sums", "sums")
    sums.broadcasting(text, snapshot)
    sums.ways(text, snapshot)
    _head(text, "update", "update")
    update.draw(text, snapshot, dark=dark)
    _head(text, "program", "program")
    program.draw(text, snapshot)


def _head(text: Text, section: str, anchor: str) -> None:
    st.subheader(text(f"{section}.title"), anchor=anchor)
