"""m samples: the lines for one sample beside those for m, 1/m, axis and keepdims, the update."""

import streamlit as st

from dashboard import typeset
from dashboard.pages.opening import opened
from dashboard.panels.lessons import columns, first_samples, glossary, mean, program, sums, update
from dashboard.panels.shared import problems
from dashboard.panels.shared.statement import statement
from dashboard.text import Text


def many_samples() -> None:
    """Draw the page."""
    view = opened()
    text = view.text
    problems.show(text, view.session.problems)
    glossary.draw(text)
    _head(text, "stack", "forward")
    with statement(5):
        st.markdown(typeset.prose(text("many.capital")))
        columns.stacked(view)
    _head(text, "side", "backward")
    columns.side_by_side(view)
    first_samples.draw(view)
    _head(text, "mean", "cost")
    mean.cost(view)
    mean.gradients(view)
    _head(text, "sums", "sums")
    sums.broadcasting(view)
    sums.ways(view)
    _head(text, "update", "update")
    update.draw(view)
    _head(text, "program", "program")
    program.draw(view)
    program.to_lab(view)


def _head(text: Text, section: str, anchor: str) -> None:
    st.subheader(text(f"{section}.title"), anchor=anchor)
