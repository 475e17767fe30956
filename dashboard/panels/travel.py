"""Time travel: any recorded iteration visited again, every panel at once."""

import streamlit as st

from dashboard import numbers, state
from dashboard.panels import replay
from dashboard.session import Session
from dashboard.text import Text


def draw(text: Text, current: Session, words: str, *, dark: bool) -> None:
    """A slider over the iterations under a sentence; away from the end, the ways to go on."""
    last = current.run.iteration
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.slider(
            words,
            0,
            last,
            step=current.run.history.stride,
            key=state.view_key(),
            on_change=state.take_view,
            help=text("travel.slider_help"),
        )
        if current.visited is not None:
            at = current.shown.iteration
            st.button(
                text("travel.from_here", iteration=numbers.whole(at)),
                key="from_here",
                icon=":material/fork_right:",
                on_click=current.back_to,
                args=(at,),
                help=text("travel.from_here_help"),
            )
            st.button(
                text("travel.end", iteration=numbers.whole(last)),
                key="to_end",
                icon=":material/last_page:",
                on_click=current.view,
                args=(last,),
            )
        replay.button(text, current, dark=dark)
