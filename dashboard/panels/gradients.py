"""The gradient table: how large every gradient is, and how large a step it makes."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.history import History
from core.snapshot import GradientSize, Snapshot
from dashboard import numbers
from dashboard.charts.curves import thinned
from dashboard.panels.table import draw_table, words
from dashboard.text import Text

WIDTHS = {"name": 56, "norm": 74, "largest": 74, "mean": 74, "update": 82}
RECENT = 100
"""Of so many of the latest records the sparkline is drawn."""


def draw(slot: DeltaGenerator, text: Text, snapshot: Snapshot, history: History) -> None:
    """Draw one row for every gradient of a pass, with its recent history as a small curve."""
    columns = {
        name: words(
            text(f"gradients.{name}"),
            width,
            help=text(f"gradients.{name}_help"),
            right=name != "name",
        )
        for name, width in WIDTHS.items()
    }
    columns["recent"] = st.column_config.LineChartColumn(
        text("gradients.recent"), width=66, help=text("gradients.recent_help"), color="gray"
    )
    rows = [_row(size, history) for size in snapshot.sizes]
    draw_table(slot, rows, columns, text("gradients.alt"))


def _row(size: GradientSize, history: History) -> dict[str, object]:
    return {
        "name": size.name,
        "norm": numbers.size(size.norm),
        "largest": numbers.size(size.largest),
        "mean": numbers.size(size.mean),
        "update": numbers.size(size.update) if size.kind == "dW" else "",
        "recent": recent(history, size.name),
    }


def recent(history: History, measure: str, points: int = 30) -> list[float]:
    """The latest records of a measure, thinned to at most so many points."""
    count = len(history.records)
    latest = range(max(0, count - RECENT), count)
    values = history.measure(measure, [latest[i] for i in thinned(len(latest), points)])
    return [float(value) for value in np.nan_to_num(values)]
