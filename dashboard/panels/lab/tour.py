"""A short tour for a first visit: four things to see, each a button that makes it happen."""

import streamlit as st

from dashboard.session import TOUR, Session
from dashboard.text import Text


def offer(text: Text, current: Session) -> None:
    """A button that begins the tour."""
    st.button(
        text("tour.take"), key="tour_begin", type="tertiary", icon=":material/explore:",
        on_click=current.tour_begin,
    )  # fmt: skip


def draw(text: Text, current: Session, at: int) -> None:
    """One station of the tour: what to look at, a button that does it, and the ways on."""
    name = TOUR[at]
    last = at == len(TOUR) - 1
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="tour"
    ):
        st.markdown(f"**{at + 1}/{len(TOUR)}** {text(f'tour.{name}')}")
        st.button(
            text(f"tour.{name}_do"),
            key="tour_do",
            icon=":material/touch_app:",
            type="primary",
            on_click=current.tour_do,
        )
        st.button(
            text("tour.end" if last else "tour.next"), key="tour_next", on_click=current.tour_next
        )
        st.button(text("tour.skip"), key="tour_skip", type="tertiary", on_click=current.tour_end)
