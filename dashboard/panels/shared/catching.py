"""The run that a link asks for, computed while its visitor looks on and can stop it."""

from time import perf_counter

import streamlit as st

from dashboard import format
from dashboard.session import Session
from dashboard.text import Text
from dashboard.turns import TURNS

AT_ONCE = 0.4
"""Seconds that a page may compute before it shows anything: as most links need less, they open as
if nothing had to be computed."""
TURN = 0.02
"""Seconds of computing in one turn afterwards."""


def up(text: Text, current: Session) -> None:
    """Bring the run to the iteration of the link, with progress shown if it takes long."""
    _compute(current, AT_ONCE)
    if current.coming is None:
        return
    TURNS.answered()
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="catching"):
        bar = st.progress(0.0)
        st.button(text("catching.stay"), key="stay", icon=":material/stop:", on_click=current.stay)
    while current.coming is not None:
        said = text(
            "catching.up", goal=format.whole(current.goal),
            iteration=format.whole(current.run.iteration),
        )  # fmt: skip
        # Here Streamlit ends this run of the page if a button was pressed or the page was closed.
        bar.progress(min(1.0, current.run.iteration / current.goal), said)
        with TURNS.picture():
            _compute(current, TURN)
    st.rerun()


def _compute(current: Session, seconds: float) -> None:
    """Take over pieces of the run for so long, or until there are no more."""
    end = perf_counter() + seconds
    while current.coming is not None and perf_counter() < end:
        current.take_piece()
