"""Page set-up, language, navigation and sidebar.

A page is imported when it is first drawn, and after its sidebar: what draws charts takes a while to
import, in which the browser already has something to do.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from dashboard import sidebar, state
from dashboard.panels.shared import arriving, back, catching, phone
from dashboard.session import Session
from dashboard.text import Text
from dashboard.turns import TURNS

ICON = Path(__file__).with_name("icon.png")
SIDEBAR_WIDTH = 300


class Place(NamedTuple):
    """A page in the navigation: its icon, and what stands in its sidebar."""

    icon: str
    sidebar: Callable[[Text, Session], None]


PAGES: Mapping[str, Place] = {
    "lab": Place(":material/science:", sidebar.settings),
    "one_sample": Place(":material/looks_one:", sidebar.lesson),
    "many_samples": Place(":material/view_column:", sidebar.lesson),
    "practice": Place(":material/exercise:", sidebar.practice),
    "explore": Place(":material/grid_view:", sidebar.settings),
}
"""By the name of its file and function in `dashboard.pages`; the first is shown to begin with."""


def main() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title="Shallow", page_icon=str(ICON), layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )  # fmt: skip
    text = state.text()
    pages = {
        name: st.Page(
            _drawing(name, place), title=text(f"app.{name}"), icon=place.icon, url_path=name,
            default=name == next(iter(PAGES)),
        )
        for name, place in PAGES.items()
    }  # fmt: skip
    state.offer(pages)
    chosen = st.navigation(list(pages.values()), position="top")
    state.turned_to(chosen)
    phone.draw(text, state.session(), pages)
    at = state.arriving()
    chosen.run()
    if at:
        arriving.draw(at)
    back.draw()


def _drawing(name: str, place: Place) -> Callable[[], None]:
    """What draws a page."""

    def draw() -> None:
        with TURNS.answer():
            state.follow()
            catching.up(state.text(), state.session())
            with st.sidebar:
                place.sidebar(state.text(), state.session())
            getattr(import_module(f"dashboard.pages.{name}"), name)()

    return draw
