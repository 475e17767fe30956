"""The page as a link to copy."""

from functools import partial

import streamlit as st

from core.export import numpy_script
from dashboard import state
from dashboard.format import whole
from dashboard.link import FURTHEST, MOST_CHANGES, is_whole
from dashboard.session import Session
from dashboard.text import Text


def draw(text: Text, current: Session) -> None:
    """A link in a box with a copy button, and what it does and does not hold."""
    with st.popover(
        text("share.title"), icon=":material/link:", type="tertiary", disabled=current.playing,
        help=text("share.resting" if current.playing else "share.help"),
    ):  # fmt: skip
        st.code(state.address(), language=None, wrap_lines=True)
        held = is_whole(current.run)
        key = "share.whole" if held else "share.setup_only"
        st.caption(text(key, furthest=whole(FURTHEST), changes=whole(MOST_CHANGES)))
        st.download_button(
            text("share.script"), partial(numpy_script, current.run), "shallow_run.py",
            key="script", mime="text/x-python", icon=":material/download:", on_click="ignore",
            help=text("share.script_help"),
        )  # fmt: skip
