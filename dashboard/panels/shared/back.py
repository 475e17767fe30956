"""What the browser's Back button leads to: the page before, never the setting before."""

import streamlit as st

_SCRIPT = """<script>
if (!history.keepsPages) {
    history.keepsPages = true;
    const push = history.pushState.bind(history);
    history.pushState = (state, unused, url) =>
        url && new URL(url, location).pathname === location.pathname
            ? history.replaceState(state, unused, url)
            : push(state, unused, url);
}
</script>"""
"""Streamlit enters every new address into the browser's history: each step of α would be one more
place to go back to, where the page would show what it shows already. A new address of the same page
now replaces the one before; another page is still entered."""


def draw() -> None:
    """Let an address of the same page replace the one before; nothing is seen of it."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
