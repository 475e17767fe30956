"""One sample: the forward pass and the backward pass, one step after the other."""

import streamlit as st

from dashboard.pages.opening import opened
from dashboard.panels.lessons import given, glossary, step, walk
from dashboard.panels.shared import problems
from dashboard.panels.shared.statement import statement


def one_sample() -> None:
    """Draw the page."""
    view = opened()
    problems.show(view.text, view.session.problems)
    walk.ways(view)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        glossary.draw(view.text)
        walk.predicting(view)
    with statement(8):
        walk.graph(view)
    if view.lesson.stop == "given":
        given.draw(view)
    elif view.lesson.stop == "summary":
        given.summary(view)
    else:
        left, right = st.columns((4, 3), gap="medium")
        with left:
            step.draw(view)
        with right, statement(8, "_known"):
            given.known(view)
    given.edit(view)
