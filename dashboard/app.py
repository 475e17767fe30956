"""Page set-up, language and navigation."""

import streamlit as st

from dashboard import state
from dashboard.pages.lab import lab
from dashboard.pages.many_samples import many_samples
from dashboard.pages.one_sample import one_sample

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
    pages = [
        st.Page(lab, title=text("app.lab"), icon=":material/science:", default=True),
        st.Page(one_sample, title=text("app.one_sample"), icon=":material/looks_one:"),
        st.Page(many_samples, title=text("app.many_samples"), icon=":material/view_column:"),
    ]
    st.navigation(pages, position="top").run()
