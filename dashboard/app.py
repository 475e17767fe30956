"""Page set-up, language, navigation and sidebar.

A page is imported when it is first drawn, and after its sidebar: what draws charts takes a while to
import, in which the browser already has something to do.
"""

import streamlit as st

from dashboard import controls, state

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


def lab() -> None:
    """The Lab."""
    with st.sidebar:
        controls.settings(state.text(), state.session().setup)
    from dashboard.pages.lab import lab

    lab()


def one_sample() -> None:
    """The lesson on one sample."""
    with st.sidebar:
        controls.lesson(state.text(), state.session())
    from dashboard.pages.one_sample import one_sample

    one_sample()


def many_samples() -> None:
    """The lesson on m samples."""
    with st.sidebar:
        controls.lesson(state.text(), state.session())
    from dashboard.pages.many_samples import many_samples

    many_samples()
