"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.shapes import Name
from core.training import Run
from dashboard import player, state
from dashboard.panels import (
    boundary,
    curves,
    dimensions,
    gradients,
    network,
    problems,
    share,
    status,
    toolbar,
    tour,
    travel,
    values,
)
from dashboard.panels.lately import Lately
from dashboard.session import Session
from dashboard.text import Text

BOTTOM = (530, 460)
"""Widths of the two tables, in the proportion of their columns."""


class Places(NamedTuple):
    """The elements that change while a run trains, as they were first drawn.

    What is drawn at an element takes its place, however often. It must not be drawn at the last one
    drawn there: each remembers the one before, and Streamlit asks them all.
    """

    measures: list[DeltaGenerator]
    status: list[DeltaGenerator]
    drawing: DeltaGenerator
    boundary: DeltaGenerator
    cost: DeltaGenerator
    gradients: DeltaGenerator
    curves: DeltaGenerator
    values: DeltaGenerator


class View(NamedTuple):
    """How the panels are drawn: words, session, theme, what was lately shown."""

    text: Text
    current: Session
    dark: bool
    lately: Lately


def lab() -> None:
    """Draw the page; while the run is playing, go on drawing it as it trains."""
    current, text, dark = state.session(), state.text(), state.dark()
    state.show_in_address()
    if current.tour is not None:
        tour.draw(text, current, current.tour)
    problems.show(text, current.problems)
    if current.run.diverged:
        status.divergence(text, current)
    view = View(text, current, dark, Lately())
    places, matrix = _lay_out(view)
    if not current.playing:
        return
    shapes = current.run.snapshot.dimensions
    for run in player.frames(current.run, current.setup.stop, current.setup.speed):
        state.keep(run)
        _draw(places, view, run, matrix)
        # The dimension table stands still while a run trains, for no shape changes; if one does,
        # the page is drawn anew.
        if run.snapshot.dimensions != shapes:
            st.rerun()
    current.pause()
    st.rerun()


def _lay_out(view: View) -> tuple[Places, Name]:
    """Draw the page for the first time, and say where its panels are and which matrix is shown."""
    text, current, dark, lately = view
    run, shown = current.run, current.shown
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row.container(horizontal=True, gap="small", width="content"):
        toolbar.buttons(text, current, can_train=not player.over(run, current.setup.stop))
    measures = toolbar.measures([row] * len(toolbar.MEASURES), text, shown, lately)
    progress: list[DeltaGenerator] = []
    if _rests(current):
        travel.draw(text, current, status.sentence(text, current, run), dark=dark)
    else:
        place = st.container(height=status.HEIGHT, border=False, gap="xxsmall")
        progress = status.draw([place, place], text, current, run, lately)
    left, middle, right = st.columns(3)
    _title(text, "drawing", left, network.note(text, shown))
    drawing = network.draw(left, text, shown, lately, dark=dark)
    _title(text, "boundary", middle, boundary.note(text, shown.dataset))
    plane = boundary.draw(middle, text, shown, _features(current), lately, dark=dark)
    _title(text, "cost", right)
    cost = curves.draw_cost(right, text, run.history, shown.iteration, dark=dark)
    left, right = st.columns(BOTTOM)
    with left:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            _title(text, "dimensions", st, text("dimensions.note"))
            share.draw(text, current)
        dimensions.draw(text, shown)
    with right:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            _title(text, "gradients", st, text("gradients.note"))
            gradients.check_button(text, current)
        sizes = gradients.draw(right, text, shown, run.history, current.check)
        gradients.checked(text, current)
        _title(text, "curves", right)
        norms = curves.draw_gradients(right, text, run.history, shown.iteration, dark=dark)
    _title(text, "values", st)
    matrix = values.choose(text, list(shown.matrices))
    values.explain(text, shown, matrix, moving=current.playing)
    heat = values.draw(st.container(), text, shown, matrix, dark=dark, moving=current.playing)
    places = Places(measures, progress, drawing, plane, cost, sizes, norms, heat)
    return places, matrix


def _rests(current: Session) -> bool:
    """Whether there is something to travel back to, and nobody is training."""
    return not current.playing and current.run.iteration > 0


def _features(current: Session) -> tuple[int, int]:
    return current.setup.across, current.setup.up


def _title(text: Text, panel: str, slot: Any, help: str | None = None) -> None:
    slot.markdown(f"**{text(f'{panel}.title')}**", help=help)


def _draw(at: Places, view: View, run: Run, matrix: Name) -> None:
    """Draw every panel anew from the last pass of a run."""
    text, current, dark, lately = view
    shown, history, now = run.snapshot, run.history, run.iteration
    toolbar.measures(at.measures, text, shown, lately)
    status.draw(at.status, text, current, run, lately)
    network.draw(at.drawing, text, shown, lately, dark=dark)
    boundary.draw(at.boundary, text, shown, _features(current), lately, dark=dark)
    curves.draw_cost(at.cost, text, history, now, dark=dark)
    gradients.draw(at.gradients, text, shown, history, current.check)
    curves.draw_gradients(at.curves, text, history, now, dark=dark)
    values.draw(at.values, text, shown, matrix, dark=dark, moving=True)
