"""The numbers of any matrix, each on the colour of its sign and size, with formula and shape."""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.passes import Pass
from core.types import Array, Name
from dashboard import format, state, typeset
from dashboard.charts.palette import Palette
from dashboard.panels.shared.table import HEADER_HEIGHT, ROW_HEIGHT
from dashboard.view import View

MOST_ROWS, MOST_COLUMNS = 64, 40


def choose(view: View) -> None:
    """Let the learner choose a matrix."""
    st.pills(
        view.text("values.choose"),
        [str(name) for name in view.shown.train.matrices],
        required=True,
        label_visibility="collapsed",
        **state.bound("matrix", str(view.session.matrix), view.session.choose_matrix),
    )


def explain(view: View) -> None:
    """Write a matrix's formula, its shape line, and what its colours mean."""
    text, of, name = view.text, view.shown.train, view.session.matrix
    formula = typeset.formula(name, len(of.parameters.W))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f"${formula}$ {shapes(of, name)}", width="content")
        if st.button(
            text("values.explain", matrix=str(name)), key="explain", type="tertiary",
            icon=":material/looks_one:", on_click=view.lesson.explain, args=(name,),
        ):  # fmt: skip
            state.go("one_sample")
    columns = of.matrices[name].shape[1]
    legend = [text("values.moving" if view.session.playing else "values.legend")]
    if columns > MOST_COLUMNS:
        legend.append(text("values.more", shown=MOST_COLUMNS, columns=format.whole(columns)))
    st.caption(text("values.space").join(legend))


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw a matrix's numbers; in colours while the run rests.

    pandas takes longer to style a few cells than all other panels take together, and the browser
    looks up every cell's style in the whole page.
    """
    moving = view.session.playing
    array = view.shown.train.matrices[view.session.matrix]
    at = columns_of(array.shape[1])
    shown = array[:MOST_ROWS, at]
    largest = float(np.max(np.abs(array)))
    names = [str(j + 1) for j in at]
    kind = st.column_config.TextColumn if moving else st.column_config.Column
    drawn: DeltaGenerator = slot.dataframe(
        plain(shown, at) if moving else styled(shown, at, largest, view.colours),
        width="content",
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(shown), 12) + HEADER_HEIGHT,
        column_config={
            "_index": st.column_config.Column(width=50),
            **{name: kind(width=84, alignment="right") for name in names},
        },
        hide_index=False,
        alt=view.text("values.alt"),
    )
    return drawn


def columns_of(count: int, most: int = MOST_COLUMNS) -> tuple[int, ...]:
    """The columns that are shown of so many: the first and the last half of `most`.

    Data sets are sorted by class now and then, and the first columns alone would show one class.
    """
    if count <= most:
        return tuple(range(count))
    return (*range(most // 2), *range(count - (most - most // 2), count))


def plain(array: Array, columns: tuple[int, ...]) -> pa.Table:
    """The numbers to four digits, rows and columns counted from 1."""
    written = [[_digits(value) for value in column] for column in array.T.tolist()]
    return pa.table(written, schema=_schema(array.shape[0], columns))


@lru_cache(maxsize=64)
def _schema(rows: int, columns: tuple[int, ...]) -> pa.Schema:
    """What pandas says of a frame of text, its index included."""
    return pa.Schema.from_pandas(_framed(np.full((rows, len(columns)), ""), columns))


def _framed(array: Any, columns: tuple[int, ...]) -> pd.DataFrame:
    """An array as a frame, rows and columns counted from 1."""
    return pd.DataFrame(
        array, index=range(1, len(array) + 1), columns=[str(j + 1) for j in columns]
    )


def shapes(of: Pass, name: Name) -> str:
    """The product that made the matrix with its shapes, or just its own shape."""
    for product in of.products:
        if product.result == name:
            return f"`{product}`"
    return f"`{name} {format.shape(of.matrices[name].shape)}`"


def styled(
    array: Array, columns: tuple[int, ...], largest: float, colours: Palette
) -> "pd.io.formats.style.Styler":
    """The numbers to four digits, blue where positive and orange where negative."""
    frame = _framed(array, columns)

    def shade(value: Any) -> str:
        strength = abs(value) / largest if largest and np.isfinite(value) else 0.0
        colour = colours.positive if value > 0 else colours.negative
        return f"background-color: {colour}{round(150 * strength):02x}"

    return frame.style.map(shade).format(_digits)


def _digits(value: Any) -> str:
    return format.size(float(value))
