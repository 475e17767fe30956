"""Time travel: any recorded iteration visited again, every panel at once."""

import streamlit as st

from dashboard import format, state
from dashboard.panels.lab import pinning, replay, status
from dashboard.view import View


def draw(view: View) -> None:
    """A slider over the iterations under a sentence; away from the end, the ways to go on."""
    text, current = view.text, view.session
    last = view.run.iteration
    # Beside the buttons a phone has no room for the sentence.
    above = st.container() if state.on_phone() else None
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row:
        (above or row).slider(
            status.sentence(view),
            0,
            last,
            step=view.run.history.stride,
            format="localized",
            help=text("travel.slider_help"),
            **state.bound("view", view.shown.iteration, current.view),
        )
        if current.visited is not None:
            at = view.shown.iteration
            st.button(
                text("travel.from_here", iteration=format.whole(at)),
                key="from_here",
                icon=":material/fork_right:",
                on_click=current.back_to,
                args=(at,),
                help=text("travel.from_here_help"),
            )
            st.button(
                text("travel.end", iteration=format.whole(last)),
                key="to_end",
                icon=":material/last_page:",
                on_click=current.view,
                args=(last,),
            )
        replay.button(view)
        pinning.buttons(view)
