"""The gradient table: how large every gradient is, and how large a step it makes."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.checks import GradientCheck
from core.history import History
from core.shapes import Name
from core.snapshot import GradientSize, Snapshot
from dashboard import numbers
from dashboard.numbers import thinned
from dashboard.panels.table import draw_table, words
from dashboard.session import Session
from dashboard.text import Text

WIDTHS = {"name": 56, "norm": 74, "largest": 74, "mean": 74, "update": 82}
RECENT = 100
"""Of so many of the latest records the sparkline is drawn."""


def draw(
    slot: DeltaGenerator,
    text: Text,
    snapshot: Snapshot,
    history: History,
    check: GradientCheck | None,
) -> DeltaGenerator:
    """Draw one row for every gradient of a pass, with its recent history as a small curve.

    With a gradient check of this very pass, each gradient's relative error stands in the place of
    the curve.
    """
    columns = {
        name: words(
            text(f"gradients.{name}"),
            width,
            help=text(f"gradients.{name}_help"),
            right=name != "name",
        )
        for name, width in WIDTHS.items()
    }
    if check is None:
        columns["recent"] = st.column_config.LineChartColumn(
            text("gradients.recent"), width=66, help=text("gradients.recent_help"), color="gray"
        )
    else:
        columns["check"] = words(
            text("gradients.check"), 66, help=text("gradients.check_help"), right=True
        )
    past = history.until(snapshot.iteration)
    rows = [_row(size, past, check) for size in snapshot.sizes]
    return draw_table(slot, rows, columns, text("gradients.alt"))


def check_button(text: Text, current: Session) -> None:
    """The button that checks the gradients on show."""
    st.button(
        text("gradients.check_button"),
        key="check",
        icon=":material/rule:",
        type="tertiary",
        on_click=current.check_gradients,
        disabled=current.playing,
        help=text("gradients.check_button_help"),
    )


def checked(text: Text, current: Session) -> None:
    """What the check of the gradients on show has found."""
    check = current.check
    if check is None or current.playing:
        return
    worst = numbers.brief(max(check.errors.values()))
    if all(check.agree.values()):
        st.success(text("gradients.check_agrees", worst=worst))
    elif check.kinks:
        st.warning(text("gradients.check_kinks", worst=worst, kinks=check.kinks))
    else:
        st.error(text("gradients.check_differs", worst=worst))


def _row(size: GradientSize, history: History, check: GradientCheck | None) -> dict[str, object]:
    name = Name(size.kind, size.layer)
    return {
        "name": size.name,
        "norm": numbers.size(size.norm),
        "largest": numbers.size(size.largest),
        "mean": numbers.size(size.mean),
        "update": numbers.size(size.update) if size.kind == "dW" else "",
        "recent": recent(history, size.name),
        "check": numbers.brief(check.errors[name]) if check and name in check.errors else "",
    }


def recent(history: History, measure: str, points: int = 30) -> list[float]:
    """The latest records of a measure, thinned to at most so many points."""
    count = len(history.records)
    latest = range(max(0, count - RECENT), count)
    values = history.measure(measure, [latest[i] for i in thinned(len(latest), points)])
    return [float(value) for value in np.nan_to_num(values)]
