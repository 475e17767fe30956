"""Practice: one exercise in focus, one question at a time."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import state
from dashboard.grading import Round
from dashboard.link import KIND
from dashboard.pages.opening import opened
from dashboard.panels.practice import (
    assemble,
    bugs,
    by_hand,
    choice,
    experiments,
    look,
    numpy_says,
    shapes,
)
from dashboard.panels.shared import problems
from dashboard.view import View

WIDE, NARROW = 1180, 1000
"""The most pixels that an exercise takes: with numbers or pictures at its side, or a drawing."""

EXERCISES: Mapping[str, tuple[Callable[[View, Round], None], int]] = {
    "shapes": (shapes.draw, NARROW),
    "assemble": (assemble.draw, NARROW),
    "numpy_says": (numpy_says.draw, NARROW),
    "by_hand": (by_hand.draw, WIDE),
    "bugs": (bugs.draw, WIDE),
    "predict": (experiments.draw, WIDE),
    "experiments": (experiments.draw, WIDE),
}


def practice() -> None:
    """Draw the page."""
    state.session().practice.begin()
    state.session().practice.explained = False
    view = opened()
    now = view.session.practice.begin()
    now.bench = view.session.practice.bench(view.run)
    draw, width = EXERCISES[now.drill]
    with st.container(horizontal_alignment="center"), st.container(width=width):
        if not view.session.practice.as_linked:
            view.session.problems = [
                problem for problem in view.session.problems if problem.name != KIND
            ]
        problems.show(view.text, view.session.problems)
        choice.exercise(view)
        choice.item(view, now)
        draw(view, now)
        look.draw(now)
