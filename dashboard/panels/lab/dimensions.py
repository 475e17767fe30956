"""The dimension table: every matrix's rule, its shape now, and its gradient's shape beside it."""

from streamlit.delta_generator import DeltaGenerator

from core.matrices import Dimension
from core.passes import Pass
from core.phases import computed
from dashboard import format, state
from dashboard.charts.palette import Palette
from dashboard.panels.shared.table import draw_table, words
from dashboard.text import Text
from dashboard.view import View

WIDTHS = {"matrix": 58, "shape": 84, "gradient": 66, "gradient_shape": 84, "fits": 44,
          "rule": 92, "entries": 62}  # fmt: skip
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
        inks(of, view.colours),
        lit(of, view),
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


def inks(of: Pass, colours: Palette) -> dict[tuple[int, str], str]:
    """The cells that hold m, in the accent's colour: the ones that change with m."""
    return {
        (i, column): colours.accent
        for i, row in enumerate(of.dimensions)
        for column in ("shape", "gradient_shape", "rule")
        if row.holds_m
    }


def lit(of: Pass, view: View) -> dict[tuple[int, str], str]:
    """The cells of the matrices that the phase on show makes, on a faint ground."""
    slow = view.session.slow
    made = computed(slow.phase, len(of.parameters.W)) if slow else ()
    ground = f"{view.colours.accent}22"
    return {
        (i, column): ground
        for i, row in enumerate(of.dimensions)
        for column in WIDTHS
        if (row.gradient if column in OF_THE_GRADIENT else row.name) in made
    }


def rows(text: Text, of: Pass) -> list[dict[str, str]]:
    """What the table says of each matrix, by column."""
    return [_row(text, row) for row in of.dimensions]


def _row(text: Text, row: Dimension) -> dict[str, str]:
    return {
        "matrix": str(row.name),
        "shape": format.shape(row.shape),
        "gradient": str(row.gradient or ""),
        "gradient_shape": format.shape(row.gradient_shape) if row.gradient_shape else "",
        "fits": text("dimensions.yes" if row.matches else "dimensions.no"),
        "rule": f"({', '.join(row.rule)})",
        "entries": format.whole(row.entries),
    }
