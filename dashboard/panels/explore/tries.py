"""What is worth a try in each view of Explore, each set up by one click."""

from collections.abc import Mapping

import streamlit as st

from dashboard.plans import SWEEPS
from dashboard.view import View

TRIES: Mapping[str, tuple[str, ...]] = {
    "sweep": tuple(SWEEPS), "alpha": ("run",), "landscape": ("run", "saturated"),
    "samples": ("learning",), "symmetry": ("rounding",), "saturation": ("saturated", "saturating"),
    "compare": ("compared",),
}  # fmt: skip
"""By the view; each is the key of its words and what the session does."""


def draw(view: View) -> None:
    """The buttons of the view on show, in one line where there is room."""
    text, explore = view.text, view.session.explore
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(text("explore.try"), width="content")
        for name in TRIES[explore.view]:
            st.button(
                text(f"try.{name}"), key=f"try_{name}", icon=":material/bolt:",
                on_click=view.session.try_out, args=(name,), disabled=explore.work is not None,
            )  # fmt: skip
