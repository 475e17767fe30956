"""The numbers of any matrix, each on the colour of its sign and size, with formula and shape."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.matrices import formula
from core.shapes import Name
from core.snapshot import Snapshot
from core.types import Array
from dashboard import numbers, state
from dashboard.charts.palette import Palette, palette
from dashboard.panels.table import HEADER_HEIGHT, ROW_HEIGHT
from dashboard.text import Text

MOST_ROWS, MOST_COLUMNS = 64, 40


def choose(text: Text, names: list[Name]) -> Name:
    """Let the learner choose a matrix."""
    by_name = {str(name): name for name in names}
    chosen = st.pills(
        text("values.choose"),
        list(by_name),
        key=state.matrix_key(list(by_name)),
        required=True,
        label_visibility="collapsed",
    )
    return by_name[chosen or "W[1]"]


def explain(text: Text, snapshot: Snapshot, name: Name, *, moving: bool) -> None:
    """Write a matrix's formula, its shape line, and what its colours mean."""
    st.markdown(f"${formula(name, len(snapshot.parameters.W))}$ {_line(snapshot, name)}")
    hidden = snapshot.matrices[name].shape[1] - MOST_COLUMNS
    legend = [text("values.moving" if moving else "values.legend")]
    if hidden > 0:
        legend.append(text("values.more", columns=numbers.whole(hidden)))
    st.caption(text("values.space").join(legend))


def draw(
    slot: DeltaGenerator, text: Text, snapshot: Snapshot, name: Name, *, dark: bool, moving: bool
) -> DeltaGenerator:
    """Draw a matrix's numbers; in colours while the run rests.

    pandas takes longer to style a few cells than all other panels take together, and the browser
    looks up every cell's style in the whole page.
    """
    array = snapshot.matrices[name]
    shown = array[:MOST_ROWS, :MOST_COLUMNS]
    largest = float(np.max(np.abs(array)))
    names = [str(j) for j in range(shown.shape[1])]
    kind = st.column_config.TextColumn if moving else st.column_config.Column
    return slot.dataframe(
        plain(shown) if moving else styled(shown, largest, palette(dark)),
        width="content",
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(shown), 12) + HEADER_HEIGHT,
        column_config={
            "_index": st.column_config.Column(width=50),
            **{name: kind(width=84, alignment="right") for name in names},
        },
        hide_index=False,
        alt=text("values.alt"),
    )


def plain(array: Array) -> pa.Table:
    """The numbers to four digits, with the rows' numbers beside them."""
    written = [[_digits(value) for value in column] for column in array.T.tolist()]
    return pa.table(written, schema=_schema(*array.shape))


@cache
def _schema(rows: int, columns: int) -> pa.Schema:
    """What pandas says of a frame of text, its index included."""
    names = [str(j) for j in range(columns)]
    return pa.Schema.from_pandas(pd.DataFrame("", index=range(rows), columns=names))


def _line(snapshot: Snapshot, name: Name) -> str:
    """The product that made the matrix with its shapes, or just its own shape."""
    for product in snapshot.products:
        if product.result == name:
            return f"`{product}`"
    return f"`{name} {numbers.shape(snapshot.matrices[name].shape)}`"


def styled(array: Array, largest: float, colours: Palette) -> "pd.io.formats.style.Styler":
    """The numbers to four digits, blue where positive and orange where negative."""
    frame = pd.DataFrame(array, columns=[str(j) for j in range(array.shape[1])])

    def shade(value: Any) -> str:
        strength = abs(value) / largest if largest and np.isfinite(value) else 0.0
        colour = colours.positive if value > 0 else colours.negative
        return f"background-color: {colour}{round(150 * strength):02x}"

    return frame.style.map(shade).format(_digits)


def _digits(value: Any) -> str:
    return numbers.size(float(value))
