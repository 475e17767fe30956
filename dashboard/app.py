"""Page set-up, language and navigation."""

import streamlit as st

from dashboard import state
from dashboard.pages.lab import lab

SIDEBAR_WIDTH = 300


def main() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title="Shallow",
        page_icon=":material/layers:",
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    text = state.text()
    pages = [st.Page(lab, title=text("app.lab"), icon=":material/science:", default=True)]
    st.navigation(pages, position="top").run()
