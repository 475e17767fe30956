"""Compact tables: a row of text for each matrix, columns of one width from frame to frame."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.charts.live import arrow

ROW_HEIGHT = 26
HEADER_HEIGHT = 36


def draw_table(
    slot: DeltaGenerator,
    rows: Sequence[Mapping[str, object]],
    columns: Mapping[str, ColumnConfig],
    alt: str,
    inks: Mapping[tuple[int, str], str] | None = None,
    grounds: Mapping[tuple[int, str], str] = MappingProxyType({}),
    **selection: Any,
) -> DeltaGenerator:
    """Draw rows of a table under the given column configurations, all rows visible.

    inks : the colour of the words in a cell, by row and column, where it is not the usual one; for
        tables that stand still, because pandas takes 20 ms to style one.
    grounds : the colour behind a cell, in the same tables.
    selection : goes to `st.dataframe` as it is.
    """
    cells = {name: [row[name] for row in rows] for name in columns}
    drawn: DeltaGenerator = slot.dataframe(
        arrow(cells) if inks is None else _inked(cells, inks, grounds),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * len(rows) + HEADER_HEIGHT,
        column_config=dict(columns),
        alt=alt,
        **selection,
    )
    return drawn


def _inked(
    cells: Mapping[str, Sequence[object]],
    inks: Mapping[tuple[int, str], str],
    grounds: Mapping[tuple[int, str], str],
) -> "pd.io.formats.style.Styler":
    frame = pd.DataFrame(dict(cells))

    def cell(row: int, column: str) -> str:
        ground, ink = grounds.get((row, column)), inks.get((row, column))
        css = [f"background-color: {ground}"] if ground else []
        return "; ".join([*css, f"color: {ink}; font-weight: bold"] if ink else css)

    styles = pd.DataFrame(
        {column: [cell(row, column) for row in range(len(frame))] for column in cells}
    )
    return frame.style.apply(lambda _: styles, axis=None)


def words(label: str, width: int, *, help: str | None = None, right: bool = False) -> ColumnConfig:
    """A column of text of a fixed width in pixels."""
    return st.column_config.TextColumn(
        label, width=width, help=help, alignment="right" if right else "left"
    )
