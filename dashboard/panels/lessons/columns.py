"""Single and vectorised side by side: the same lines, with the samples as columns."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.equations import vectorised
from core.lessons.entries import can_be_opened
from core.types import Array, Name, X
from dashboard import format, shape_lines, state, typeset
from dashboard.charts.palette import Palette
from dashboard.panels.lab.values import styled
from dashboard.panels.lessons import product
from dashboard.panels.shared.statement import statement
from dashboard.panels.shared.table import HEADER_HEIGHT, ROW_HEIGHT
from dashboard.text import Text
from dashboard.view import View

FORWARD = ("z1", "a1", "z2", "a2")
BACKWARD = ("dz2", "dW2", "db2", "da1", "dz1", "dW1", "db1")
STACKED = {
    "X": X, "Z[1]": Name("Z", 1), "A[1]": Name("A", 1), "Z[2]": Name("Z", 2),
    "A[2]": Name("A", 2), "dZ[2]": Name("dZ", 2), "dZ[1]": Name("dZ", 1),
}  # fmt: skip
"""The matrices that have a column for each sample."""
AROUND = 3
"""So many columns are shown on either side of the chosen one."""


def forward(view: View) -> None:
    """The lines of the forward pass for one sample and for m of them, with shapes and NumPy."""
    n1, m = view.of.matrices[Name("Z", 1)].shape
    with statement(19):
        st.markdown(typeset.prose(view.text("many.forward_note", n1=n1, m=format.whole(m))))
        _lines(view, FORWARD)


def backward(view: View) -> None:
    """The lines of the backward pass, in the same way."""
    with statement(21):
        st.markdown(typeset.prose(view.text("many.means")))
        _lines(view, BACKWARD)
        st.markdown(typeset.prose(view.text("many.backward_note")))


def products(view: View) -> None:
    """Any product of the pass over m samples, looked into entry by entry."""
    text, of = view.text, view.of
    lines = {
        str(Name.of(name)): (Name.of(name), code)
        for name, code in vectorised(2).items()
        if can_be_opened(code)
    }
    chosen = st.pills(
        text("product.choose"), list(lines), required=True,
        key=state.kept("product_line", list(lines), "dW[2]"),
    )  # fmt: skip
    name, code = lines[chosen or "dW[2]"]
    st.latex(typeset.formula(name, 2))
    product.draw(view, "many", name, code, of.by_code)


def _lines(view: View, steps: Sequence[str]) -> None:
    """The lines of some steps as a table: for one sample, for m, their shapes, and as NumPy."""
    text, of, many = view.text, view.of, vectorised(2)
    heads = (
        text("many.single"), text("many.vectorised", m=format.whole(of.m)), text("many.shapes"),
        "NumPy",
    )  # fmt: skip
    rows = []
    for step, (one, all_) in zip(steps, typeset.pairs(*steps), strict=True):
        name = typeset.capital(step)
        shapes = shape_lines.line_of_shapes(name, many[name], of.by_code)
        rows.append((f"${one}$", f"${all_}$", f"${shapes}$", f"`{name} = {many[name]}`"))
    # Unlike a table in Markdown this one scrolls within itself where the screen is narrow.
    st.table(pd.DataFrame(rows, columns=list(heads)).set_index(heads[0]))


@st.fragment
def stacked(view: View) -> None:
    """A matrix whose columns are samples, and the chosen one of them computed by itself."""
    text, of, i, colours = view.text, view.of, view.lesson.place(view.shown), view.colours
    sample = view.lesson.sample_in_data(view.shown)
    chosen = st.pills(
        text("many.stack"), list(STACKED), key=state.kept("stack", list(STACKED)),
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    label = chosen or "X"
    name = STACKED[label]
    array = of.matrices[name]
    small = "x" if label == "X" else f"{name.kind.lower()}{name.layer}"
    symbol = "X" if label == "X" else f"{name.kind}^{{[{name.layer}]}}"
    layer = "" if label == "X" else f"[{name.layer}]"
    first = f"{name.kind.lower() if label != 'X' else 'x'}"
    bars = r"\mid"
    columns = " & ".join(f"{first}^{{{layer}({j})}}" for j in ("1", "2"))
    last = f"{first}^{{{layer}(m)}}"
    st.latex(
        rf"{symbol} = \begin{{bmatrix}} {bars} & {bars} & & {bars} \\ {columns} & \cdots & {last}"
        rf" \\ {bars} & {bars} & & {bars} \end{{bmatrix}}"
        rf"\quad {format.shape(array.shape)}"
    )
    start = max(0, min(i - AROUND, array.shape[1] - 2 * AROUND - 1))
    shown = array[:, start : start + 2 * AROUND + 1]
    _numbers(text, shown, start, i, float(abs(array).max()), colours=colours)
    own = sample.values["x" if label == "X" else small]
    place = {"symbol": f"${symbol}$", "i": format.whole(i + 1)}
    if label == "X":
        st.markdown(text("many.column_x", **place))
    else:
        difference = float(abs(own - array[:, [i]]).max())
        st.markdown(text("many.column", difference=format.brief(difference), **place))
    st.latex(f"{first}^{{{layer}({i + 1})}} = {typeset.flat(own)}")


def _numbers(
    text: Text, shown: Array, start: int, chosen: int, largest: float, *, colours: Palette
) -> None:
    """A few columns of a matrix, headed by the samples' format."""
    frame = styled(shown, tuple(range(shown.shape[1])), largest, colours)
    heads = {
        str(j + 1): st.column_config.Column(
            f"({start + j + 1}) ◂" if start + j == chosen else f"({start + j + 1})", width=84
        )
        for j in range(shown.shape[1])
    }
    st.dataframe(
        frame,
        width="content",
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(shown), 8) + HEADER_HEIGHT,
        column_config={"_index": st.column_config.Column(width=50), **heads},
        alt=text("many.stack_alt"),
    )
