"""The dimension table: every matrix's rule, its shape now, and its gradient's shape beside it."""

from streamlit.delta_generator import DeltaGenerator

from core.matrices import Dimension
from core.passes import Pass
from dashboard import format, state
from dashboard.panels.shared.table import draw_table, words
from dashboard.text import Text
from dashboard.view import View

WIDTHS = {"matrix": 72, "rule": 80, "shape": 92, "entries": 58, "gradient": 62,
          "gradient_shape": 80, "fits": 54}  # fmt: skip
OF_THE_GRADIENT = ("gradient", "gradient_shape")
"""Columns in which a click chooses the gradient, not its matrix."""


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw one row for every matrix of a pass, read from its arrays; a click chooses a matrix."""
    text, of = view.text, view.shown.train
    columns = {
        name: words(
            text(f"dimensions.{name}"),
            width,
            help=text(f"dimensions.{name}_help"),
            right=name == "entries",
        )
        for name, width in WIDTHS.items()
    }
    return draw_table(
        slot,
        rows(text, of),
        columns,
        text("dimensions.alt"),
        key="dimensions",
        on_select=state.of_cell(view.session.choose_matrix, "dimensions", choices(of)),
        selection_mode="single-cell",
    )


def choices(of: Pass) -> list[dict[str, str]]:
    """The matrix that a click on each cell chooses, by row and column."""
    return [
        {
            column: str((row.gradient if column in OF_THE_GRADIENT else None) or row.name)
            for column in WIDTHS
        }
        for row in of.dimensions
    ]


def rows(text: Text, of: Pass) -> list[dict[str, str]]:
    """What the table says of each matrix, by column."""
    return [_row(text, row) for row in of.dimensions]


def _row(text: Text, row: Dimension) -> dict[str, str]:
    return {
        "matrix": str(row.name),
        "rule": f"({', '.join(row.rule)})",
        "shape": _shape(row),
        "entries": format.whole(row.entries),
        "gradient": str(row.gradient or ""),
        "gradient_shape": format.shape(row.gradient_shape) if row.gradient_shape else "",
        "fits": text("dimensions.yes" if row.matches else "dimensions.no"),
    }


def _shape(row: Dimension) -> str:
    """The shape, with a mark behind it where one of its axes holds the m samples."""
    marked = row.holds_m and len(row.shape) == 2
    return format.shape(row.shape) + (" ◂ m" if marked else "")
