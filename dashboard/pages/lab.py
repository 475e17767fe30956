"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.shapes import Name
from core.snapshot import Snapshot
from core.training import Run
from dashboard import controls, player, state
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
    """Where the panels stand that change while a run trains.

    At first containers, and once drawn the very elements, which are then replaced: an empty place
    would make them vanish for a moment whenever the page is drawn.
    """

    measures: list[DeltaGenerator]
    status: DeltaGenerator
    drawing: DeltaGenerator
    boundary: DeltaGenerator
    cost: DeltaGenerator
    curves: DeltaGenerator
    gradients: DeltaGenerator
    values: DeltaGenerator


class View(NamedTuple):
    """How the panels are drawn: words, session, theme, the matrix asked for, earlier pictures."""

    text: Text
    current: Session
    dark: bool
    matrix: Name
    lately: Lately


def lab() -> None:
    """Draw the page; while the run is playing, go on drawing it as it trains."""
    current, text, dark = state.session(), state.text(), state.dark()
    with st.sidebar:
        controls.settings(text, current.setup)
    state.show_in_address()
    if current.tour is not None:
        tour.draw(text, current, current.tour)
    problems.show(text, current.problems)
    if current.run.diverged:
        status.divergence(text, current)
    places, matrix = _lay_out(text, current, dark=dark)
    view = View(text, current, dark, matrix, Lately())
    places = _draw(places, view, current.run, current.shown)
    if not current.playing:
        return
    shapes = current.run.snapshot.dimensions
    for run in player.frames(current.run, current.setup.stop, current.setup.speed):
        state.keep(run)
        places = _draw(places, view, run, run.snapshot)
        # The dimension table stands still while a run trains, for no shape changes; if one does,
        # the page is drawn anew.
        if run.snapshot.dimensions != shapes:
            st.rerun()
    current.pause()
    st.rerun()


def _lay_out(text: Text, current: Session, *, dark: bool) -> tuple[Places, Name]:
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row.container(horizontal=True, gap="small", width="content"):
        toolbar.buttons(text, current, can_train=not player.over(current.run, current.setup.stop))
    measures = [row.container(width=toolbar.MEASURE_WIDTH) for _ in toolbar.MEASURES]
    if _rests(current):
        progress = st.container()
        with progress:
            travel.draw(text, current, status.sentence(text, current, current.run), dark=dark)
    else:
        progress = st.container(height=status.HEIGHT, border=False)
    left, middle, right = st.columns(3)
    with left:
        _title(text, "drawing", network.note(text, current.shown))
        drawing = st.container()
    with middle:
        _title(text, "boundary", boundary.note(text, current.shown.dataset))
        plane = st.container()
    with right:
        _title(text, "cost")
        cost = st.container()
    left, right = st.columns(BOTTOM)
    with left:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            _title(text, "dimensions", text("dimensions.note"))
            share.draw(text, current)
        dimensions.draw(text, current.shown)
    with right:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            _title(text, "gradients", text("gradients.note"))
            gradients.check_button(text, current)
        sizes = st.container()
        gradients.checked(text, current)
        _title(text, "curves")
        norms = st.container()
    _title(text, "values")
    matrix = values.choose(text, list(current.shown.matrices))
    values.explain(text, current.shown, matrix)
    numbers = st.container()
    return Places(measures, progress, drawing, plane, cost, norms, sizes, numbers), matrix


def _rests(current: Session) -> bool:
    """Whether there is something to travel back to, and nobody is training."""
    return not current.playing and current.run.iteration > 0


def _title(text: Text, panel: str, help: str | None = None) -> None:
    st.markdown(f"**{text(f'{panel}.title')}**", help=help)


def _draw(at: Places, view: View, run: Run, shown: Snapshot) -> Places:
    """Draw every panel from one pass, the last one or the one being visited."""
    text, current, dark, matrix, lately = view
    features, now = (current.setup.across, current.setup.up), shown.iteration
    return Places(
        toolbar.measures(at.measures, text, shown),
        at.status if _rests(current) else status.draw(at.status, text, current, run),
        network.draw(at.drawing, text, shown, lately, dark=dark),
        boundary.draw(at.boundary, text, shown, features, lately, dark=dark),
        curves.draw_cost(at.cost, text, run.history, now, dark=dark),
        curves.draw_gradients(at.curves, text, run.history, now, dark=dark),
        gradients.draw(at.gradients, text, shown, run.history, current.check),
        values.draw(at.values, text, shown, matrix, dark=dark),
    )
