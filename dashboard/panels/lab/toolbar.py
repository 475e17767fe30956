"""What one presses, and where the run stands: buttons, iteration, cost and accuracy."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import format
from dashboard.session import Session
from dashboard.text import Text
from dashboard.view import Panel, View

MEASURES: Mapping[str, Callable[[View], str]] = {
    "iteration": lambda view: format.whole(view.shown.iteration),
    "cost": lambda view: format.cost(view.shown.train.cost),
    "test_cost": lambda view: format.cost(view.shown.test.cost),
    "accuracy": lambda view: format.share(view.shown.train.accuracy),
    "test_accuracy": lambda view: format.share(view.shown.test.accuracy),
}
"""What is read off a pass beside the buttons, by the key of its words."""
WIDTHS = {"iteration": 80, "cost": 92, "test_cost": 92, "accuracy": 92, "test_accuracy": 92}


def buttons(text: Text, current: Session, *, can_train: bool) -> None:
    """Train or Pause in one place, Step, Reset."""
    playing = current.playing
    doing = "pause" if playing else "train"
    st.button(
        text(f"lab.{doing}"),
        key="play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        # While the tour is on, its own button leads.
        type="secondary" if current.tour is not None else "primary",
        on_click=current.pause if playing else current.play,
        shortcut="t",
        disabled=not can_train,
        help=text(f"lab.{doing}_help"),
    )
    st.button(
        text("lab.step"),
        key="step",
        icon=":material/skip_next:",
        on_click=current.step,
        shortcut="s",
        disabled=not can_train,
        help=text("lab.step_help"),
    )
    st.button(
        text("lab.slow"),
        key="slow",
        icon=":material/slow_motion_video:",
        on_click=current.walk_slowly,
        disabled=not can_train,
        help=text("lab.slow_help"),
    )
    st.button(
        text("lab.reset"),
        key="reset",
        icon=":material/restart_alt:",
        on_click=current.reset,
        shortcut="0",
        help=text("lab.reset_help"),
    )


def measure(name: str) -> Panel:
    """The panel that shows one of MEASURES."""

    def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
        drawn: DeltaGenerator = slot.metric(
            view.text(f"lab.{name}"), MEASURES[name](view), help=view.text(f"lab.{name}_help"),
            width=WIDTHS[name],
        )  # fmt: skip
        return drawn

    return draw
