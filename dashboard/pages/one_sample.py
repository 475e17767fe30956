"""One sample: the forward pass and the backward pass, one step after the other."""

import streamlit as st

from dashboard import state
from dashboard.charts.palette import palette
from dashboard.lesson import STOPS
from dashboard.panels.lessons import given, step, walk
from dashboard.panels.shared import problems
from dashboard.panels.shared.statement import statement


def one_sample() -> None:
    """Draw the page."""
    current, text = state.session(), state.text()
    colours = palette(state.dark())
    lesson = current.lesson
    state.show_in_address()
    problems.show(text, current.problems)
    sample = lesson.sample(current.shown)
    walk.ways(text, lesson)
    with statement(8):
        walk.graph(text, lesson, sample, colours=colours)
    if lesson.stop == "given":
        given.draw(text, sample)
    elif lesson.stop == "summary":
        given.summary(text, sample)
    else:
        left, right = st.columns((3, 2), gap="large")
        with left:
            step.draw(text, sample, STOPS[lesson.step])
        with right, statement(8, "_known"):
            given.known(text, lesson, sample)
    given.edit(text, lesson, sample)
