"""Explore: what n[1], α and m do, seen across many runs."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import state, typeset
from dashboard.exploring import VIEWS
from dashboard.pages.opening import opened
from dashboard.panels.explore import alpha, compare, landscape, samples, saturation, sweep, symmetry
from dashboard.panels.shared import problems
from dashboard.view import View

PANELS: Mapping[str, Callable[[View], None]] = {
    "sweep": sweep.draw, "alpha": alpha.draw, "landscape": landscape.draw,
    "samples": samples.draw, "symmetry": symmetry.draw, "saturation": saturation.draw,
    "compare": compare.draw,
}  # fmt: skip
"""What draws each of VIEWS."""


def explore() -> None:
    """Draw the page."""
    view = opened()
    text, current = view.text, view.session
    current.pause()
    problems.show(text, current.problems)
    st.segmented_control(
        text("explore.views"), VIEWS, required=True,
        label_visibility="collapsed", format_func=lambda name: text(f"view.{name}"),
        **state.bound(state.worded("explore_view"), current.explore.view, current.explore.show),
    )  # fmt: skip
    st.markdown(typeset.prose(text(f"asks.{current.explore.view}")))
    PANELS[current.explore.view](view)
