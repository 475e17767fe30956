"""The dimension table: every matrix's rule, its shape now, and its gradient's shape beside it."""

from functools import partial

import streamlit as st

from core.shapes import Dimension
from core.snapshot import Snapshot
from dashboard import numbers, state
from dashboard.panels.table import draw_table, words
from dashboard.text import Text

WIDTHS = {"matrix": 72, "rule": 80, "shape": 92, "entries": 58, "gradient": 62,
          "gradient_shape": 80, "fits": 54}  # fmt: skip
OF_THE_GRADIENT = ("gradient", "gradient_shape")
"""Columns in which a click chooses the gradient, not its matrix."""


def draw(text: Text, snapshot: Snapshot) -> None:
    """Draw one row for every matrix of a pass, read from its arrays; a click chooses a matrix."""
    columns = {
        name: words(
            text(f"dimensions.{name}"),
            width,
            help=text(f"dimensions.{name}_help"),
            right=name == "entries",
        )
        for name, width in WIDTHS.items()
    }
    draw_table(
        st.container(),
        [_row(text, row) for row in snapshot.dimensions],
        columns,
        text("dimensions.alt"),
        key="dimensions",
        on_select=partial(state.take_cell, "dimensions", choices(snapshot)),
        selection_mode="single-cell",
    )


def choices(snapshot: Snapshot) -> list[dict[str, str]]:
    """The matrix that a click on each cell chooses, by row and column."""
    return [
        {
            column: str((row.gradient if column in OF_THE_GRADIENT else None) or row.name)
            for column in WIDTHS
        }
        for row in snapshot.dimensions
    ]


def _row(text: Text, row: Dimension) -> dict[str, str]:
    return {
        "matrix": spoken(row),
        "rule": f"({', '.join(row.rule)})",
        "shape": _shape(row, row.shape),
        "entries": numbers.whole(row.entries),
        "gradient": str(row.gradient or ""),
        "gradient_shape": numbers.shape(row.gradient_shape) if row.gradient_shape else "",
        "fits": text("dimensions.yes" if row.matches else "dimensions.no"),
    }


def spoken(row: Dimension) -> str:
    """The matrix's name; A[0] and the labels also have their own letters."""
    return {"A[0]": "X = A[0]", f"Y[{row.name.layer}]": "Y"}.get(str(row.name), str(row.name))


def _shape(row: Dimension, shape: tuple[int, ...]) -> str:
    """A shape, with a mark behind it where one of its axes holds the m samples."""
    return numbers.shape(shape) + (" ◂ m" if row.holds_m and len(shape) == 2 else "")
