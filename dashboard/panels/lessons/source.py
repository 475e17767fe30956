"""Which network and which sample the lessons take their numbers from."""

import streamlit as st

from dashboard import format, state, typeset
from dashboard.lesson import NETWORKS
from dashboard.session import Session
from dashboard.text import Text


def draw(text: Text, current: Session) -> None:
    """The choice, and what is special about it."""
    lesson = current.lesson
    st.radio(
        text("lesson.source"),
        NETWORKS,
        format_func=lambda source: text(f"lesson.{source}"),
        help=text("lesson.source_help"),
        **state.bound(state.worded("lesson_source"), lesson.source, lesson.choose_network),
    )
    if lesson.source == "rounded":
        st.caption(typeset.prose(text("lesson.rounding")))
    m = lesson.of(current.shown).m
    st.number_input(
        text("lesson.sample", m=format.whole(m)),
        1,
        m,
        help=text("lesson.sample_help"),
        **state.bound("lesson_sample", lesson.place(current.shown) + 1, lesson.choose_sample),
    )
    if lesson.edited is not None:
        st.caption(text("lesson.edited"))
