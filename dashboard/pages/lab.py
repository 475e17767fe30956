"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.dataset import Dataset
from core.training import Run
from dashboard import controls, player, state
from dashboard.panels import boundary, curves, dimensions, gradients, problems, status, toolbar
from dashboard.text import Text


class Places(NamedTuple):
    """The places that change while a run trains."""

    measures: list[DeltaGenerator]
    status: DeltaGenerator
    boundary: DeltaGenerator
    cost: DeltaGenerator
    curves: DeltaGenerator
    dimensions: DeltaGenerator
    gradients: DeltaGenerator


def lab() -> None:
    """Draw the page; while the run is playing, go on drawing it as it trains."""
    current, text, dark = state.session(), state.text(), state.dark()
    with st.sidebar:
        controls.settings(text, current.setup)
    state.show_in_address()
    problems.show(text, current.problems)
    if current.run.diverged:
        status.divergence(text, current.run)
    until = current.setup.iterations
    places = _lay_out(text, current, can_train=current.run.iteration < until)
    _draw(places, text, current, current.run, dark)
    if not current.playing:
        return
    for run in player.frames(current.run, until, current.setup.speed):
        state.keep(run)
        _draw(places, text, current, run, dark)
    state.pause()
    st.rerun()


def _lay_out(text: Text, current: state.Session, *, can_train: bool) -> Places:
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row.container(horizontal=True, gap="small", width="content"):
        toolbar.buttons(
            text, playing=current.playing, can_train=can_train and not current.run.diverged
        )
    measures = [row.container(width=toolbar.MEASURE_WIDTH).empty() for _ in toolbar.MEASURES]
    progress = st.empty()
    columns = st.columns(3)
    with columns[0]:
        st.markdown(f"**{text('boundary.title')}**")
        plane = st.empty()
        _features(text, current)
    with columns[1]:
        st.markdown(f"**{text('cost.title')}**")
        cost = st.empty()
    with columns[2]:
        st.markdown(f"**{text('curves.title')}**")
        norms = st.empty()
    left, right = st.columns([560, 430])
    with left:
        st.markdown(f"**{text('dimensions.title')}**")
        shapes = st.empty()
        st.caption(text("dimensions.note"))
    with right:
        st.markdown(f"**{text('gradients.title')}**")
        sizes = st.empty()
        st.caption(text("gradients.note"))
    return Places(measures, progress, plane, cost, norms, shapes, sizes)


def _features(text: Text, current: state.Session) -> None:
    """Which two features are drawn, where there are more than two."""
    data: Dataset = current.run.snapshot.dataset
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(boundary.note(text, data))
        if data.X.shape[0] > 2:
            names = [boundary.feature_words(text, data, i) for i in range(data.X.shape[0])]
            with st.popover(text("boundary.axes"), type="tertiary", icon=":material/tune:"):
                controls.features(text, current.setup, names)


def _draw(places: Places, text: Text, current: state.Session, run: Run, dark: bool) -> None:
    snapshot, setup = run.snapshot, current.setup
    toolbar.measures(places.measures, text, snapshot)
    status.draw(places.status, text, current, run)
    boundary.draw(places.boundary, text, snapshot, (setup.across, setup.up), dark=dark)
    curves.draw_cost(places.cost, text, run.history, dark=dark)
    curves.draw_gradients(places.curves, text, run.history, dark=dark)
    dimensions.draw(places.dimensions, text, snapshot)
    gradients.draw(places.gradients, text, snapshot, run.history)
