"""What one presses, and where the run stands: buttons, progress, cost and accuracy."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.snapshot import Snapshot
from dashboard import numbers
from dashboard.panels.lately import Lately
from dashboard.session import Session
from dashboard.text import Text

MEASURE_WIDTH = 112
MEASURES: Mapping[str, Callable[[Snapshot], str]] = {
    "iteration": lambda snapshot: numbers.whole(snapshot.iteration),
    "cost": lambda snapshot: numbers.cost(snapshot.cost),
    "test_cost": lambda snapshot: numbers.cost(snapshot.test_cost),
    "accuracy": lambda snapshot: numbers.share(snapshot.accuracy),
    "test_accuracy": lambda snapshot: numbers.share(snapshot.test_accuracy),
}
"""What is read off a pass beside the buttons, by the key of its words."""


def buttons(text: Text, current: Session, *, can_train: bool) -> None:
    """Train or Pause in one place, Step, Reset."""
    playing = current.playing
    doing = "pause" if playing else "train"
    st.button(
        text(f"lab.{doing}"),
        key="play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        type="primary",
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
        text("lab.reset"),
        key="reset",
        icon=":material/restart_alt:",
        on_click=current.reset,
        shortcut="0",
        help=text("lab.reset_help"),
    )


def measures(
    slots: list[DeltaGenerator], text: Text, snapshot: Snapshot, lately: Lately
) -> list[DeltaGenerator]:
    """Iteration, cost and accuracy on the training and on the test samples."""
    return [
        slot
        if lately.shows(name, value := shown(snapshot))
        else slot.metric(
            text(f"lab.{name}"), value, help=text(f"lab.{name}_help"), width=MEASURE_WIDTH
        )
        for slot, (name, shown) in zip(slots, MEASURES.items(), strict=True)
    ]
