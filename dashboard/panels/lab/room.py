"""The room that the parts of the Lab take, whatever stands in them: so nothing below moves."""

import streamlit as st

from dashboard.charts.live import HEIGHT

COURSE, PHONE_COURSE = 70, 104
"""Pixels for what is said of a run and for its slider: two lines of words; on a phone four."""
TALL = 407
"""Pixels of the plane and the drawing in a high window: the plane is a square, and the tables below
it are in sight all the same."""
BESIDE, HIGH = 1000, 800
"""Pixels of a window in which the pictures stand beside one another, and of a high one."""


def style() -> None:
    """Give each its room. Only a browser knows how large its window is, so CSS asks it."""
    plane, drawing = (
        f".st-key-{key} .stElementContainer:has([data-testid=stVegaLiteChart])"
        for key in ("see_plane", "see_drawing")
    )
    st.html(
        f"""<style>
        {plane} {{ height: {HEIGHT}px; flex: none }}
        @media (min-width: {BESIDE}px) {{
            .st-key-course {{ height: {COURSE}px; flex: none; overflow: visible }}
        }}
        @media (min-width: {BESIDE}px) and (min-height: {HIGH}px) {{
            {plane}, {drawing} {{ height: {TALL}px }}
            {drawing} {{ justify-content: center }}
        }}
        </style>"""
    )
