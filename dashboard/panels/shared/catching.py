"""The run that a link asks for, computed while its visitor looks on and can stop it."""

from time import perf_counter

import streamlit as st

from dashboard import format
from dashboard.session import Session
from dashboard.text import Text
from dashboard.turns import TURNS

AT_ONCE, BESIDE_OTHERS = 0.4, 0.15
"""Seconds that a page may compute before it shows anything: as most links need less, they open as
if nothing had to be computed. Where others train, their pictures wait for no longer than that."""
TURN, IN_LINE = 0.02, 0.003
"""Seconds of computing in one turn afterwards; of one learner alone, and where others wait for
their pictures, of which one takes twice as long."""
TOLD = 0.1
"""Seconds between two messages of how far it has come; each takes as long as an update or two."""


def up(text: Text, current: Session) -> None:
    """Bring the run to the iteration of the link, with progress shown if it takes long."""
    _compute(current, BESIDE_OTHERS if TURNS.waiting else AT_ONCE)
    if current.coming is None:
        return
    TURNS.answered()
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="catching"):
        bar = st.progress(0.0)
        st.button(text("catching.stay"), key="stay", icon=":material/stop:", on_click=current.stay)
    told = 0.0
    while current.coming is not None:
        if perf_counter() - told > TOLD:
            told = perf_counter()
            said = text(
                "catching.up", goal=format.whole(current.goal),
                iteration=format.whole(current.run.iteration),
            )  # fmt: skip
            # Here Streamlit ends this run of the page if a button was pressed or the page closed.
            bar.progress(min(1.0, current.run.iteration / current.goal), said)
        with TURNS.picture():
            _compute(current, TURN if TURNS.waiting == 1 else IN_LINE)
    st.rerun()


def _compute(current: Session, seconds: float) -> None:
    """Take over pieces of the run for so long, or until there are no more."""
    end = perf_counter() + seconds
    while current.coming is not None and perf_counter() < end:
        current.take_piece()
