"""Compact tables: a row of text for each matrix, columns of one width from frame to frame."""

from collections.abc import Mapping, Sequence
from typing import Any

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
    **selection: Any,
) -> DeltaGenerator:
    """Draw rows of a table under the given column configurations, all rows visible.

    `selection` goes to `st.dataframe` as it is.
    """
    drawn: DeltaGenerator = slot.dataframe(
        arrow({name: [row[name] for row in rows] for name in columns}),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * len(rows) + HEADER_HEIGHT,
        column_config=dict(columns),
        alt=alt,
        **selection,
    )
    return drawn


def words(label: str, width: int, *, help: str | None = None, right: bool = False) -> ColumnConfig:
    """A column of text of a fixed width in pixels."""
    return st.column_config.TextColumn(
        label, width=width, help=help, alignment="right" if right else "left"
    )
