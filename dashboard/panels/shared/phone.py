"""What a phone needs beside the page: the ways to the pages and the language."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import state
from dashboard.session import Session
from dashboard.text import LANGUAGES, Text


def draw(text: Text, current: Session, pages: Mapping[str, StreamlitPage]) -> None:
    """On a phone, where Streamlit puts its navigation away behind the sidebar's button."""
    if not state.on_phone():
        return
    with st.container(key="ways", horizontal=True, gap="xxsmall", vertical_alignment="center"):
        for page in pages.values():
            st.page_link(page, label=page.title, width="content")
        for code, name in LANGUAGES.items():
            if code != text.language:
                st.button(
                    name, key=f"speak_{code}", type="tertiary", on_click=current.speak, args=(code,)
                )
