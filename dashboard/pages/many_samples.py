"""m samples, in the order of the pass: columns, forward, J, backward, 1/m, axis, the update."""

import streamlit as st

from dashboard import typeset
from dashboard.pages.opening import opened
from dashboard.panels.lessons import (
    broadcast,
    columns,
    first_samples,
    glossary,
    mean,
    program,
    sums,
    update,
)
from dashboard.panels.lessons.sections import ANCHORS
from dashboard.panels.shared import problems
from dashboard.panels.shared.statement import statement
from dashboard.text import Text


def many_samples() -> None:
    """Draw the page."""
    view = opened()
    text = view.text
    problems.show(text, view.session.problems)
    st.markdown(typeset.prose(text("many.intro")))
    glossary.draw(text)
    _head(text, "stack")
    with statement(5):
        st.markdown(typeset.prose(text("many.capital")))
        columns.stacked(view)
    _head(text, "onward")
    columns.forward(view)
    sums.broadcasting(view)
    _head(text, "average")
    mean.cost(view)
    _head(text, "side")
    columns.backward(view)
    columns.products(view)
    first_samples.draw(view)
    _head(text, "mean")
    mean.gradients(view)
    _head(text, "sums")
    sums.ways(view)
    broadcast.draw(view)
    _head(text, "update")
    update.draw(view)
    update.beginning(view)
    _head(text, "program")
    program.draw(view)
    program.to_lab(view)


def _head(text: Text, section: str) -> None:
    st.subheader(text(f"{section}.title"), anchor=ANCHORS[section])
