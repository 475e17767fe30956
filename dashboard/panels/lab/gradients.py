"""The gradient table: how large every gradient is, and how large a step it makes."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.checks import GradientCheck
from core.history import History
from core.lessons.facts import fall
from core.passes import GradientSize
from dashboard import format
from dashboard.panels.shared.table import draw_table, words
from dashboard.session import Session
from dashboard.text import Text
from dashboard.view import View

WIDTHS = {"name": 50, "norm": 66, "size": 64, "largest": 66, "mean": 66, "update": 74}
BAR = (-8.0, 3.0)
"""The powers of ten between which a norm's bar grows from nothing to its full length."""
RECENT = 100
"""Of so many of the latest records the sparkline is drawn."""


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw one row for every gradient of a pass, with its recent history as a small curve.

    With a gradient check of this very pass, each gradient's relative error stands in the place of
    the curve.
    """
    text, check = view.text, view.session.check
    columns = {
        name: words(
            text(f"gradients.{name}"),
            width,
            help=text(f"gradients.{name}_help"),
            right=name != "name",
        )
        for name, width in WIDTHS.items()
    }
    columns["size"] = st.column_config.ProgressColumn(
        text("gradients.size"), width=WIDTHS["size"], help=text("gradients.size_help"),
        format=" ", min_value=0.0, max_value=1.0, color="gray",
    )  # fmt: skip
    if check is None:
        columns["recent"] = st.column_config.LineChartColumn(
            text("gradients.recent"), width=66, help=text("gradients.recent_help"), color="gray"
        )
    else:
        columns["check"] = words(
            text("gradients.check"), 66, help=text("gradients.check_help"), right=True
        )
    past = recent(view.run.history.until(view.shown.iteration))
    rows = [_row(size, past, check) for size in in_order(view.shown.train.sizes)]
    return draw_table(slot, rows, columns, text("gradients.alt"))


def in_order(sizes: Sequence[GradientSize]) -> list[GradientSize]:
    """The means over the samples, dW and db, before dZ, which holds each sample's own."""
    return sorted(sizes, key=lambda size: size.name.kind == "dZ")


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


def next_step(view: View) -> None:
    """How far the next update lowers J: by the gradient alone, and really."""
    found = fall(view.shown.train)
    st.caption(
        view.text(
            "gradients.fall", alpha=format.learning_rate(view.run.now.learning_rate),
            predicted=format.short(found.predicted), real=format.short(found.real),
        )
    )  # fmt: skip


def checked(text: Text, current: Session) -> None:
    """What the check of the gradients on show has found."""
    check = current.check
    if check is None:
        return
    worst = format.brief(max(check.errors.values()))
    if all(check.agree.values()):
        st.success(text("gradients.check_agrees", worst=worst))
    elif check.kinks:
        st.warning(text("gradients.check_kinks", worst=worst, kinks=check.kinks))
    else:
        st.error(text("gradients.check_differs", worst=worst))


def _row(
    size: GradientSize, past: Mapping[str, list[float]], check: GradientCheck | None
) -> dict[str, object]:
    errors = check.errors if check else {}
    return {
        "name": str(size.name),
        "norm": format.short(size.norm),
        "size": bar(size.norm),
        "largest": format.short(size.largest),
        "mean": format.short(size.mean),
        "update": format.short(size.update) if size.name.kind == "dW" else "",
        "recent": past[str(size.name)],
        "check": format.brief(errors[size.name]) if size.name in errors else "",
    }


def bar(norm: float) -> float:
    """How much of its length a norm's bar has, 0 to 1, by the norm's power of ten."""
    low, high = BAR
    with np.errstate(divide="ignore"):
        return float(np.clip((np.log10(norm) - low) / (high - low), 0, 1))


def recent(history: History, points: int = 15) -> dict[str, list[float]]:
    """The latest records of every measure, thinned to at most so many points."""
    at = history.spread(points, max(0, len(history.records) - RECENT))
    return {name: np.nan_to_num(values).tolist() for name, values in history.measures(at).items()}
