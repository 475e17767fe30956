"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.dataset import Dataset
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
from dashboard.session import Session
from dashboard.text import Text


class Places(NamedTuple):
    """The places that change while a run trains, and the matrix whose numbers are asked for."""

    measures: list[DeltaGenerator]
    status: DeltaGenerator
    boundary: DeltaGenerator
    cost: DeltaGenerator
    curves: DeltaGenerator
    dimensions: DeltaGenerator
    gradients: DeltaGenerator
    values: DeltaGenerator
    matrix: Name


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
    places = _lay_out(text, current, dark)
    pictures = _draw(places, text, current, current.run, current.shown, dark)
    if not current.playing:
        return
    for run in player.frames(current.run, current.setup.stop, current.setup.speed):
        state.keep(run)
        pictures = _draw(places, text, current, run, run.snapshot, dark, pictures)
    current.pause()
    st.rerun()


def _lay_out(text: Text, current: Session, dark: bool) -> Places:
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row.container(horizontal=True, gap="small", width="content"):
        toolbar.buttons(text, current, can_train=not player.over(current.run, current.setup.stop))
    measures = [row.container(width=toolbar.MEASURE_WIDTH).empty() for _ in toolbar.MEASURES]
    progress = st.empty()
    if not current.playing and current.run.iteration:
        with progress.container():
            travel.draw(text, current, status.sentence(text, current, current.run))
    left, middle, right = st.columns(3)
    with left:
        _title(text, "boundary")
        plane = st.empty()
        _features(text, current.run.snapshot.dataset, current)
    with middle:
        _title(text, "cost")
        cost = st.empty()
    with right:
        _title(text, "curves")
        norms = st.empty()
    left, right = st.columns(BOTTOM)
    with left:
        _title(text, "dimensions")
        shapes = st.empty()
        st.caption(text("dimensions.note"))
    with right:
        _title(text, "gradients")
        sizes = st.empty()
        st.caption(text("gradients.note"))
        gradients.check_button(text, current)
    _title(text, "values")
    names = list(current.shown.matrices)
    matrix = values.choose(text, names)
    numbers = st.empty()
    _drawing(st.empty(), text, current, dark=dark)
    share.draw(text, current)
    return Places(measures, progress, plane, cost, norms, shapes, sizes, numbers, matrix)


def _drawing(place: DeltaGenerator, text: Text, current: Session, *, dark: bool) -> None:
    """The network drawn, while the run rests."""
    if current.playing:
        place.empty()
        return
    with place.container():
        _title(text, "drawing")
        left, right = st.columns(BOTTOM, vertical_alignment="center")
        network.draw(left.empty(), text, current.shown, dark=dark)
        right.caption(network.note(text, current.shown))


BOTTOM = (560, 430)
"""Widths of the two tables, in the proportion of their columns."""


def _title(text: Text, panel: str) -> None:
    st.markdown(f"**{text(f'{panel}.title')}**")


def _features(text: Text, data: Dataset, current: Session) -> None:
    """Which two features are drawn, where there are more than two."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(boundary.note(text, data))
        if data.X.shape[0] > 2:
            names = [boundary.feature_words(text, data, i) for i in range(data.X.shape[0])]
            with st.popover(text("boundary.axes"), type="tertiary", icon=":material/tune:"):
                controls.features(text, current.setup, names)


def _draw(
    places: Places,
    text: Text,
    current: Session,
    run: Run,
    shown: Snapshot,
    dark: bool,
    before: Sequence[str] = (),
) -> list[str]:
    """Draw every panel from one pass, the last one or the one being visited.

    Returns the boundary's pictures, which stay below the next one.
    """
    setup, now = current.setup, shown.iteration
    toolbar.measures(places.measures, text, shown)
    if current.playing or not run.iteration:
        status.draw(places.status, text, current, run)
    features = (setup.across, setup.up)
    pictures = boundary.draw(places.boundary, text, shown, features, before, dark=dark)
    curves.draw_cost(places.cost, text, run.history, now, dark=dark)
    curves.draw_gradients(places.curves, text, run.history, now, dark=dark)
    dimensions.draw(places.dimensions, text, shown)
    gradients.draw(places.gradients, text, shown, run.history, current.check)
    values.draw(places.values, text, shown, places.matrix, dark=dark)
    return pictures
