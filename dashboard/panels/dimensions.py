"""The dimension table: every matrix's rule, its shape now, and its gradient's shape beside it."""

from streamlit.delta_generator import DeltaGenerator

from core.shapes import Dimension
from core.snapshot import Snapshot
from dashboard import numbers
from dashboard.panels.table import draw_table, words
from dashboard.text import Text

WIDTHS = {"matrix": 72, "rule": 80, "shape": 88, "entries": 56, "norm": 72, "gradient": 60,
          "gradient_shape": 76, "fits": 46}  # fmt: skip


def draw(slot: DeltaGenerator, text: Text, snapshot: Snapshot) -> None:
    """Draw one row for every matrix of a pass, read from its arrays."""
    columns = {
        name: words(
            text(f"dimensions.{name}"),
            width,
            help=text(f"dimensions.{name}_help"),
            right=name in ("entries", "norm"),
        )
        for name, width in WIDTHS.items()
    }
    rows = [_row(text, row) for row in snapshot.dimensions]
    draw_table(slot, rows, columns, text("dimensions.alt"))


def _row(text: Text, row: Dimension) -> dict[str, str]:
    return {
        "matrix": spoken(row),
        "rule": f"({', '.join(row.rule)})",
        "shape": _shape(row, row.shape),
        "entries": numbers.whole(row.entries),
        "norm": numbers.size(row.norm),
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
