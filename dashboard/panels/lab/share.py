"""The page as a link to copy, and the run as files to take away."""

import streamlit as st

from dashboard import state
from dashboard.changes import MOST_CHANGES
from dashboard.format import whole
from dashboard.link import furthest, is_whole
from dashboard.panels.lab import take_away
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
        most = furthest(current.run.config.n1, current.run.source)
        key = "share.whole" if held else "share.setup_only"
        st.caption(text(key, furthest=whole(most), changes=whole(MOST_CHANGES)))
        take_away.draw(text, current)
