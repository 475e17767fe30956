"""Where a statement of the notes has its place on the screen."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def statement(number: int, part: str = "") -> DeltaGenerator:
    """A container for what shows a statement, found by its number."""
    return st.container(key=f"statement_{number}{part}")
