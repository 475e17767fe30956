"""A short tour for a first visit: four things to see, each a button that makes it happen."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from dashboard import state
from dashboard.session import TOUR, Session
from dashboard.text import Text
from dashboard.view import View

SPEAKS_OF: Mapping[str, tuple[str, ...]] = {
    "course": ("see_plane", "see_cost"), "too_fast": ("set_alpha", "see_cost"),
    "one_unit": ("set_n1", "see_plane"), "zeros": ("set_init", "see_gradients"),
}  # fmt: skip
"""The keys of what a station's sentence names: the setting, and what is to be seen."""


def offer(text: Text, current: Session) -> None:
    """A button that begins the tour."""
    st.button(
        text("tour.take"), key="tour_begin", type="tertiary", icon=":material/explore:",
        on_click=current.tour_begin,
    )  # fmt: skip


def frame(view: View) -> None:
    """Put a frame around what the station speaks of; nothing moves by it.

    Without a tour it says that nothing is framed: a style that is not sent again stays in force
    while a run trains, because Streamlit clears nothing before the script ends.
    """
    at = view.session.tour
    # A translated widget has its language at the end of its key.
    places = [f"[class*='st-key-{key}']" for key in (() if at is None else SPEAKS_OF[TOUR[at]])]
    # Two widgets in a row stand in a box that would cut the frame off.
    rows = [f"[data-testid=stHorizontalBlock]:has({place})" for place in places]
    drawn = f"outline: 2px solid {view.colours.accent}; outline-offset: 5px; border-radius: 4px"
    rules = [f"{place} {{ {drawn} }}" for place in places]
    rules += [f"{row} {{ overflow: visible }}" for row in rows]
    st.html(f"<style>{' '.join(rules)}</style>")


def draw(view: View) -> None:
    """The station of the tour: what to look at, a button that does it, and the ways on."""
    text, current = view.text, view.session
    at = current.tour or 0
    name = TOUR[at]
    last = at == len(TOUR) - 1
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="tour"
    ):
        # First the question; what is to be seen, and why, once it has been made to happen.
        seen = current.tour_done and text.has(f"tour.{name}_seen")
        said = text(f"tour.{name}_seen" if seen else f"tour.{name}")
        st.markdown(f"**{at + 1}/{len(TOUR)}** {said}")
        # In a row of their own: where the sentence is long, they go to the next line together.
        with st.container(horizontal=True, gap="small", width="content"):
            st.button(
                text(f"tour.{name}_do"),
                key="tour_do",
                icon=":material/touch_app:",
                type=_filled(not current.tour_done),
                on_click=current.tour_do,
            )
            st.button(
                text("tour.end" if last else "tour.next"),
                key="tour_next",
                type=_filled(current.tour_done),
                on_click=current.tour_next,
            )
            if not last:
                st.button(
                    text("tour.skip"), key="tour_skip", type="tertiary", on_click=current.tour_end
                )
            elif st.button(
                text("tour.lesson"),
                key="tour_lesson",
                icon=":material/looks_one:",
                on_click=current.tour_end,
            ):
                state.go("one_sample")


def _filled(leads: bool) -> Literal["primary", "secondary"]:
    """Only the button that leads on is filled."""
    return "primary" if leads else "secondary"
